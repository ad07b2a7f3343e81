"""Blocks as a Word document, on the firm's own letterhead if there is one. Needs the extra ``[report]``."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diagnose.report.blocks import (
    Bar,
    Block,
    Command,
    Entry,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    Table,
    Tally,
)
from diagnose.report.html import MARKS
from diagnose.report.printed import PrintError, missing
from diagnose.report.words import clean, percent

if TYPE_CHECKING:
    from docx.document import Document

PLACE = "{{report}}"
"""What stands in a letterhead, in a paragraph of its own, where the report goes."""
SPAN = 24
"""Characters of a bar drawn in text."""
WIDTHS = (3.6, 12.4)
"""Centimetres of a label and of its values."""
SAME = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that the same report is the same file."""


def to_docx(blocks: Iterable[Block], template: Path | None = None) -> bytes:
    """Write the blocks into a new document, or into the place for it in a letterhead.

    Raises:
        PrintError: the extra is missing, or the template is no DOCX with a place for the report.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise missing("docx", error) from error
    if template is None:
        written = docx.Document()
        _fill(written, blocks)
        return _plain(_saved(written))
    try:
        letterhead = docx.Document(str(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise PrintError(f"the template {template} cannot be used: {error}. Give a DOCX file.") from error
    _fill_in(letterhead, tuple(blocks), template)
    return _plain(_saved(letterhead))


def _fill_in(letterhead: Any, blocks: tuple[Block, ...], template: Path) -> None:
    """Write at the end, where the library can, and move what was written to its place."""
    place = next((part for part in letterhead.paragraphs if part.text.strip() == PLACE), None)
    if place is None:
        raise PrintError(
            f"the template {template} has no place for the report: write {PLACE} in a paragraph of its own"
        )
    before = set(letterhead.element.body)
    _fill(letterhead, blocks)
    for element in [element for element in letterhead.element.body if element not in before]:
        place._p.addprevious(element)
    place._p.getparent().remove(place._p)


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _plain(content: bytes) -> bytes:
    """Without author, times and names of programs; the same to the byte for the same report."""
    import docx

    document = docx.Document(io.BytesIO(content))
    core = document.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(core, name, "")
    core.created = core.modified = dt.datetime(*SAME)
    core.revision = 1
    return _dateless(_saved(document))


def _dateless(content: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for info in sorted(before.infolist(), key=lambda info: info.filename != "[Content_Types].xml"):
            part = zipfile.ZipInfo(info.filename, SAME)
            after.writestr(part, before.read(info), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fill(document: Any, blocks: Iterable[Block]) -> None:
    for block in blocks:
        _written(block, document)


@singledispatch
def _written(block: object, document: Document) -> None:
    raise TypeError(f"no way to write {type(block).__name__}")


@_written.register
def _(block: Heading, document: Any) -> None:
    name = f"Heading {block.level}"
    if name in {style.name for style in document.styles}:
        document.add_paragraph(clean(block.text), name)
    else:
        document.add_paragraph().add_run(clean(block.text)).bold = True


@_written.register
def _(block: Paragraph, document: Any) -> None:
    run = document.add_paragraph().add_run(clean(block.text))
    run.italic = block.quiet


@_written.register
def _(block: Fields, document: Any) -> None:
    from docx.shared import Cm

    rows = [
        (row.label, "\n".join(map(clean, row.values)), "\n".join(map(clean, row.notes))) for row in block.rows
    ]
    table = _table(document, len(rows), 2)
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for line, (label, values, notes) in zip(table.rows, rows, strict=True):
        for cell, width in zip(line.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
        line.cells[0].paragraphs[0].add_run(clean(label)).bold = True
        line.cells[1].paragraphs[0].add_run(values)
        if notes:
            line.cells[1].add_paragraph().add_run(notes).italic = True


def _table(document: Any, rows: int, columns: int) -> Any:
    table = document.add_table(rows, columns)
    if "Table Grid" in {style.name for style in document.styles}:
        table.style = "Table Grid"
    return table


@_written.register
def _(block: Bar, document: Any) -> None:
    paragraph = _indented(document, block.depth)
    paragraph.add_run(clean(block.title)).bold = True
    paragraph.add_run(f"  {clean(block.words)}\n")
    filled = max(1, round(block.share * SPAN))
    paragraph.add_run("█" * filled + "░" * (SPAN - filled) + f" {percent(block.share)}")


@_written.register
def _(block: Gauge, document: Any) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(clean(block.words) + (" - breached" if block.breached else "")).bold = block.breached
    most = max(block.value, block.limit) or 1.0
    filled, mark = round(block.value / most * SPAN), min(SPAN - 1, round(block.limit / most * SPAN))
    cells = ["█" if cell < filled else "░" for cell in range(SPAN)]
    cells[mark] = "|"
    paragraph.add_run("\n" + "".join(cells))


@_written.register
def _(block: Tally, document: Any) -> None:
    document.add_paragraph().add_run(clean(block.title)).bold = True
    most = max((count for _, count in block.counts), default=1)
    table = _table(document, len(block.counts), 3)
    for line, (label, count) in zip(table.rows, block.counts, strict=True):
        said = (clean(label), f"{count:,}", "█" * max(1, round(count / most * SPAN / 2)))
        for cell, text in zip(line.cells, said, strict=True):
            cell.text = text


@_written.register
def _(block: Table, document: Any) -> None:
    document.add_paragraph().add_run(clean(block.caption)).bold = True
    table = _table(document, len(block.rows) + 1, len(block.head))
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(clean(text)).bold = True
    # Cells of a row are looked up anew each time by python-docx: once a row keeps sixty rows quick.
    for line, row in zip(list(table.rows)[1:], block.rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = clean(text)


@_written.register
def _(block: Entry, document: Any) -> None:
    paragraph = _indented(document, block.depth)
    paragraph.add_run(f"{MARKS[block.mark][0]} ")
    paragraph.add_run(clean(block.text)).bold = block.strong
    if block.tag:
        paragraph.add_run(f" ({clean(block.tag)})")
    for note in block.notes:
        paragraph.add_run(f"\n{clean(note)}").italic = True


@_written.register
def _(block: Command, document: Any) -> None:
    document.add_paragraph(clean(block.text))
    for value, means in block.values:
        _indented(document, 1).add_run(f"{clean(value)}  {clean(means)}")


def _indented(document: Any, depth: int) -> Any:
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.8 * depth)
    paragraph.paragraph_format.space_after = Pt(3)
    return paragraph
