"""From a file to the text of a letter, with its pages and lines."""

from __future__ import annotations

from pathlib import Path

from diagnose.intake.content import Content, of_file, unreadable
from diagnose.intake.errors import InputError
from diagnose.intake.files import read_paper
from diagnose.intake.files.paper import Paper, paged
from diagnose.intake.files.signs import kind_of
from diagnose.intake.repair import repaired
from facts_schema import Notice

LARGEST = 2_000_000
"""Bytes of a letter that is plain text; the longest plan that was ever sent has a hundredth of it."""
_EXPECTED = "A letter as text, Word document or PDF was expected."
_HOLDERS = ("mail", "outlook", "mailbox", "archive")


def read_letter(path: str | Path) -> tuple[Notice, tuple[str, ...]]:
    """The text of a letter with its places, and what is odd about it.

    Raises:
        InputError: it cannot be read; says why, what was expected and what to do.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise InputError(path.name, 0, "This is a folder.", _EXPECTED, "Name the file of the letter.")
        content = of_file(path, path.stat().st_size)
        paper = _paper(content)
    except (OSError, ValueError) as error:
        raise unreadable(path.name or str(path), error) from error
    text, starts = paged([repaired(page) for page in paper.split()])
    if not any(char.isalpha() for char in text):
        raise content.error("There are no words in it.", _EXPECTED, "Check that it was saved completely.")
    pages = starts if paper.pages else ()
    letter = Notice(text=text, source=content.source, links=paper.links, pages=pages, read_by=paper.read_by)
    return letter, paper.warnings


def _paper(content: Content) -> Paper:
    content.head  # noqa: B018  an unreadable file is told before anything else
    if not content.head.strip():
        content.check()
    kind = kind_of(content)
    if kind in _HOLDERS:
        said = f"This is a {kind}." if kind != "archive" else "This is an archive."
        raise content.error(said, _EXPECTED, "Save the letter that it holds as a file of its own.")
    paper = read_paper(content)
    if paper is not None:
        return paper
    content.check()
    return Paper(content.text(LARGEST))
