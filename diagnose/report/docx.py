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
from diagnose.report.columns import widths
from diagnose.report.html import MARKS
from diagnose.report.printed import PrintError, missing
from diagnose.report.words import clean, percent

if TYPE_CHECKING:
    from docx.document import Document

PLACE = "{{report}}"
"""What stands in a letterhead, in a paragraph of its own, where the report goes."""
SPAN = 24
"""Characters of a bar drawn in text."""
CHARACTER = 0.19
"""Centimetres of a letter in a wide table, on average; those of Chinese and Japanese are twice as wide."""
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
        _set_up(written)
        _fill(written, blocks)
        return _plain(_saved(written))
    try:
        letterhead = docx.Document(str(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise PrintError(f"the template {template} cannot be used: {error}. Give a DOCX file.") from error
    _fill_in(letterhead, tuple(blocks), template)
    return _plain(_saved(letterhead))


def _set_up(document: Any) -> None:
    """A page and letters that fit a table; a letterhead brings its own."""
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)


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
    from docx.shared import Cm

    document.add_paragraph().add_run(clean(block.caption)).bold = True
    table = _table(document, len(block.rows) + 1, len(block.head))
    table.autofit = False
    room = _room(document)
    sizes = widths((block.head, *block.rows), room, _measured, 0.45)
    for column, width in zip(table.columns, sizes, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        _marked(row, "w:cantSplit")
    _marked(table.rows[0], "w:tblHeader")
    for cell, text, width in zip(table.rows[0].cells, block.head, sizes, strict=True):
        _small(cell, clean(text), width, bold=True)
    # Cells of a row are looked up anew each time by python-docx: once a row keeps sixty rows quick.
    for line, row in zip(list(table.rows)[1:], block.rows, strict=True):
        for cell, text, width in zip(line.cells, row, sizes, strict=True):
            _small(cell, clean(text), width)


def _measured(text: str) -> float:
    """About how wide a text is in a wide table, in centimetres."""
    return CHARACTER * sum(2 if char > "\u2e80" else 1.25 if char.isupper() else 1 for char in text)


def _small(cell: Any, text: str, width: float, bold: bool = False) -> None:
    """A cell of a wide table, in small letters so that long words fit."""
    from docx.shared import Cm, Pt

    cell.width = Cm(width)
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold, Pt(8.5)


def _marked(row: Any, name: str) -> None:
    """A row that stays whole on its page, or that stands on every page again."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _room(document: Any) -> float:
    """What a table can be wide, in centimetres."""
    page = document.sections[-1]
    return float((page.page_width - page.left_margin - page.right_margin) / 360_000)


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
