"""Many cases: files, streams and tables in, diagnoses or a flat table out, in the same order."""

from diagnose.bulk.kept import Kept, Mark
from diagnose.bulk.lines import Answered, Classifier, Form
from diagnose.bulk.processes import BulkError
from diagnose.bulk.sources import Source, opened, streamed
from diagnose.bulk.stream import answered, classify

__all__ = [
    "Answered",
    "BulkError",
    "Classifier",
    "Form",
    "Kept",
    "Mark",
    "Source",
    "answered",
    "classify",
    "opened",
    "streamed",
]
