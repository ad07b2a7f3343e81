"""The evidence check: would Amazon accept the papers? Each requirement is passed, failed, or cannot be told."""

from diagnose.papers.check import check_evidence

__all__ = ["check_evidence"]
