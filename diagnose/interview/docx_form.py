"""A questionnaire as a DOCX: one table a question, with boxes to mark and a line to write on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

from diagnose.interview.questionnaire import MARK, Item, Questionnaire, marked

if TYPE_CHECKING:
    from docx.document import Document

BOX = "[ ]"
REPLY = "Reply"
_MOMENT = (2026, 1, 1, 0, 0, 0)


def to_docx(form: Questionnaire) -> bytes:
    """The document; the same bytes for the same questionnaire.

    Raises:
        ImportError: python-docx is not installed.
    """
    import docx

    document = docx.Document()
    document.core_properties.subject = MARK
    document.add_heading(form.say(f"Questions about {form.case}"), 1)
    document.add_paragraph(form.introduction)
    document.add_paragraph(form.say(f"Put an x between the brackets, or write on the line {REPLY}."))
    for number, item in enumerate(form.items, 1):
        _add(document, number, item, form.say)
    out = io.BytesIO()
    document.save(out)
    return _without_dates(out.getvalue())


def _add(document: Document, number: int, item: Item, say: Callable[[str], str]) -> None:
    document.add_heading(f"{number}. {item.asks}", 2)
    document.add_paragraph(say(f"Why: {item.why}"))
    document.add_paragraph(item.how)
    if item.attach:
        document.add_paragraph(say(f"Please attach: {', '.join(item.attach)}"))
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for left, right in (
        ("Question", item.name),
        *((f"{letter} {BOX}", says) for letter, says in item.options),
        (REPLY, ""),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = left, right


def _without_dates(data: bytes) -> bytes:
    """The archive with one fixed time for every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MOMENT), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def is_docx(data: bytes) -> bool:
    """Whether it is a questionnaire in this form."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MARK.encode() in archive.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


def from_docx(data: bytes) -> dict[str, str]:
    """Replies by question id.

    Raises:
        ImportError: python-docx is not installed.
    """
    import docx

    replies = {}
    for table in docx.Document(io.BytesIO(data)).tables:
        rows = [(row.cells[0].text.strip(), row.cells[1].text.strip()) for row in table.rows]
        if not rows or rows[0][0] != "Question":
            continue
        marks = {left[:1]: left[1:].strip() for left, _ in rows[1:] if left != REPLY}
        written = next((right for left, right in rows[1:] if left == REPLY), "")
        replies[rows[0][1]] = marked({key: _mark(mark) for key, mark in marks.items()}, written)
    return replies


def _mark(text: str) -> str:
    """What stands between or beside the brackets."""
    return text.replace("[", "").replace("]", "").strip()
