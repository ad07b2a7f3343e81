"""From files, folders and texts to a case: what a format is, shows in its content, never in its name."""

from diagnose.intake.documents import read_document
from diagnose.intake.errors import InputError
from diagnose.intake.read import read_case

__all__ = ["InputError", "read_case", "read_document"]
