"""Many cases: one case document a line in, one diagnosis a line out, in the same order."""

from diagnose.bulk.lines import Answered, Classifier
from diagnose.bulk.stream import BulkError, classify

__all__ = ["Answered", "BulkError", "Classifier", "classify"]
