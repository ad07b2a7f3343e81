"""Files that people keep: mails, mailboxes, web pages, PDF, Word, RTF, pictures and archives of them."""

from diagnose.intake.files.archive import is_hidden
from diagnose.intake.files.opener import Opener
from diagnose.intake.files.papers import Paper, read_paper

__all__ = ["Opener", "Paper", "is_hidden", "read_paper"]
