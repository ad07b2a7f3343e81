"""The evidence check: would Amazon accept the papers? Each requirement passed, failed, or not told."""

from diagnose.papers.check import check_evidence
from diagnose.papers.record import documents_of

__all__ = ["check_evidence", "documents_of"]
