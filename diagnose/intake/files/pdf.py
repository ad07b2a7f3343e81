"""PDF: the text layer, page by page; pages that are only pictures are read by OCR where that is installed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.files.extras import needed
from diagnose.intake.files.paper import Paper, paged

_LARGEST = 100_000_000
MOST_PAGES = 300
MOST_SCANS = 30
_SCALE = 2.0
_LARGEST_SIDE = 3_000
_ONE_AT_A_TIME = threading.Lock()
"""PDFium is not made for several threads."""


def read_pdf(content: Content, read_image: Callable[[Content, Any], list[str]]) -> Paper:
    """The pages of a PDF; ``read_image`` reads the picture of a page that has no text."""
    with opened(content) as document:
        return _pages(content, document, read_image)


@contextmanager
def opened(content: Content) -> Iterator[Any]:
    """PDFium's document of a file, and nobody else's while it is open.

    Raises:
        InputError: the extra is not installed, or the PDF is encrypted, damaged or too large.
    """
    pdfium = needed(content, "pypdfium2", "documents", "A PDF")
    raw = content.raw(_LARGEST)
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(raw)
        except pdfium.PdfiumError as error:
            raise _refused(content, str(error)) from error
        try:
            yield document
        except pdfium.PdfiumError as error:
            raise _refused(content, "") from error
        finally:
            document.close()


def _refused(content: Content, said: str) -> Exception:
    """The error about a PDF that PDFium does not open, by what it said."""
    if "password" in said.lower() or "security" in said.lower():
        return content.error(
            "The PDF is encrypted.", "A PDF without a password was expected.",
            "Open it with the password and print it to a new PDF.",
        )  # fmt: skip
    return content.error(
        "The PDF is damaged.", "A whole PDF was expected.", "Open it and print it to a new PDF."
    )


def _pages(content: Content, document: Any, read_image: Callable[[Content, Any], list[str]]) -> Paper:
    if len(document) > MOST_PAGES:
        raise content.error(
            f"The PDF has {len(document)} pages.", f"At most {MOST_PAGES} pages were expected.",
            "Cut it down to the notice.",
        )  # fmt: skip
    texts = [_text_of(document[number]) for number in range(len(document))]
    bare = [number for number, text in enumerate(texts) if not text.strip()]
    if not bare:
        return Paper(*paged(texts))
    scanned, left = bare[:MOST_SCANS], bare[MOST_SCANS:]
    if len(bare) < len(texts) and find_spec("rapidocr") is None:
        return Paper(*paged(texts), warnings=(_without_text(content, bare),))
    for number in scanned:
        texts[number] = "\n".join(read_image(content, picture_of(document[number])))
    warnings = (_without_text(content, left),) if left else ()
    return Paper(*paged(texts), read_by="ocr", warnings=warnings)


def _without_text(content: Content, numbers: list[int]) -> str:
    pages = ", ".join(str(number + 1) for number in numbers[:10])
    return f"{content.source}: no text was read on page {pages}: pictures are read by the extra [ocr]."


def _text_of(page: Any) -> str:
    layer = page.get_textpage()
    try:
        text: str = layer.get_text_range()
    finally:
        layer.close()
        page.close()
    # PDFium marks a hyphen at a line's end by U+FFFE or U+0002.
    return text.replace("\ufffe\r\n", "").replace("\x02\r\n", "").replace("\r\n", "\n").replace("\r", "\n")


def picture_of(page: Any) -> Any:
    """A page as an array of pixels."""
    scale = min(_SCALE, _LARGEST_SIDE / max(1.0, *page.get_size()))
    bitmap = page.render(scale=scale)
    try:
        return bitmap.to_numpy().copy()
    finally:
        bitmap.close()
        page.close()
