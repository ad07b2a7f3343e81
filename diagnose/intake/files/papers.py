"""One file of any kind becomes a text with its places."""

from __future__ import annotations

from diagnose.intake.content import Content
from diagnose.intake.files.image import lines_of, read_image
from diagnose.intake.files.paper import Paper
from diagnose.intake.files.pdf import read_pdf
from diagnose.intake.files.rich import read_rich
from diagnose.intake.files.signs import kind_of
from diagnose.intake.files.web import read_web
from diagnose.intake.files.word import read_word

__all__ = ["Paper", "read_paper"]


def read_paper(content: Content) -> Paper | None:
    """The text of a PDF, a web page, a Word or RTF document or a picture; ``None`` for everything else."""
    kind = kind_of(content)
    if kind == "pdf":
        return read_pdf(content, lines_of)
    readers = {"web": read_web, "word": read_word, "rtf": read_rich, "image": read_image}
    return readers[kind](content) if kind in readers else None
