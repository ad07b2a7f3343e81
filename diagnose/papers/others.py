"""Papers that are no PDF, as sheets: Word, spreadsheets, pictures, mails, web pages and plain text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.files.extras import needed
from diagnose.intake.files.image import boxes_of, pixels_of
from diagnose.intake.files.paper import Paper
from diagnose.intake.files.word import LARGEST_WORD, read_word
from diagnose.papers.covers import dark_areas
from diagnose.papers.pdf import add_boxes
from diagnose.papers.sheet import Builder, Line, Piece, Sheet, Traces, numbered

MOST_LINES = 20_000
_WIDE = 1000.0
_LETTER = 6.0
_GAP = re.compile(r"\t+| {3,}")
_FORMATS = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
}


def from_text(source: str, text: str, traces: Traces, sender: str = "", carries: bool = False) -> Sheet:
    """Plain text, in which tabs and wide gaps part columns."""
    lines = _of_rows(_row(line) for line in text.splitlines()[:MOST_LINES])
    return Sheet(source, lines, traces, sender=sender, carries=carries)


def _row(line: str) -> list[Piece]:
    pieces, at = [], 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        text = line[at:end]
        if text.strip():
            begin = at + len(text) - len(text.lstrip())
            pieces.append(Piece(text.strip(), begin * _LETTER, end * _LETTER))
        at = gap.end() if gap else end
    return pieces


def _of_rows(rows: Iterator[Sequence[Piece]]) -> tuple[Line, ...]:
    """Rows at even heights, the empty ones only as gaps."""
    placed = ((1, float(number) * 10, 9.0, row) for number, row in enumerate(rows) if row)
    return tuple(Line(0, line.number, line.top, line.height, line.pieces) for line in numbered(placed))


def from_word(content: Content) -> Sheet:
    """A Word document: what stands in its head, its text and tables, its foot."""
    docx = needed(content, "docx", "documents", "A Word document")
    paper = read_word(content)
    document = docx.Document(io.BytesIO(content.raw(LARGEST_WORD)))
    own = document.core_properties
    traces = Traces(
        "docx",
        software=("Microsoft Word", *((own.last_modified_by,) if own.last_modified_by else ())),
        created=str(own.created or ""),
        changed=str(own.modified or ""),
        pictures=len(document.inline_shapes),
    )
    text = "\n".join([*_margin(document, "header"), paper.text, *_margin(document, "footer")])
    rows = (
        _cells(line.split("\t")) if "\t" in line else _row(line) for line in text.splitlines()[:MOST_LINES]
    )
    return Sheet(content.source, _of_rows(rows), traces)


def _margin(document: Any, name: str) -> list[str]:
    """The paragraphs above or below the pages, once each."""
    parts = [getattr(section, name) for section in document.sections]
    texts = [
        paragraph.text for part in parts if not part.is_linked_to_previous for paragraph in part.paragraphs
    ]
    return list(dict.fromkeys(text for text in texts if text.strip()))


def _cells(cells: Sequence[str]) -> list[Piece]:
    return [
        Piece(" ".join(cell.split()), number * _WIDE, number * _WIDE + _WIDE - 1)
        for number, cell in enumerate(cells)
        if cell.strip()
    ]


def from_image(content: Content) -> Sheet:
    """A picture, read by OCR; one without any words has no lines."""
    pixels = pixels_of(content)
    traces = replace(_picture_traces(content), boxes=dark_areas(pixels))
    builder = Builder()
    add_boxes(builder, 1, boxes_of(content, pixels))
    return Sheet(content.source, builder.lines(), traces, 1, "ocr")


def _picture_traces(content: Content) -> Traces:
    from PIL import Image

    form = next((name for sign, name in _FORMATS.items() if content.head.startswith(sign)), "picture")
    with Image.open(io.BytesIO(content.raw(LARGEST_WORD))) as picture:
        tags = picture.getexif()
        said = [
            str(tags.get(0x0131, "")),
            *(str(picture.info.get(key, "")) for key in ("Software", "Comment", "comment")),
        ]
        return Traces(form, tuple(text for text in said if text), size=picture.size, pictures=1,
                      changed=str(tags.get(0x0132, "")))  # fmt: skip


_SHEET_ROW = re.compile(r"<row\b.*?</row>|<table:table-row\b.*?</table:table-row>", re.DOTALL)
_SHEET_CELL = re.compile(
    r"<c\b([^>]*?)(?:/>|>(.*?)</c>)|<(?:table:table-cell|text:p)\b([^>]*?)(?:/>|>(.*?)</table:table-cell>)",
    re.DOTALL,
)
_SHARED = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_VALUE = re.compile(r"<v>(.*?)</v>", re.DOTALL)
_LARGEST_SHEET = 20_000_000


def office_form(content: Content) -> str:
    """The format of an office file that is no Word document; empty for everything else."""
    if not content.head.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content.raw(LARGEST_WORD))) as zipped:
            names = set(zipped.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        return ""
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    return "opendocument" if "META-INF/manifest.xml" in names and "content.xml" in names else ""


def from_office(content: Content, form: str) -> Sheet:
    """The words of a spreadsheet or OpenDocument file, enough to tell which paper was typed in it."""
    with zipfile.ZipFile(io.BytesIO(content.raw(LARGEST_WORD))) as zipped:
        if form == "xlsx":
            shared = [_plain(found) for found in _SHARED.findall(_member(zipped, "xl/sharedStrings.xml"))]
            rows = list(_sheet_rows(_member(zipped, "xl/worksheets/sheet1.xml"), shared))
        else:
            text = re.sub(r"</(?:text:p|text:h|table:table-row)>", "\n", _member(zipped, "content.xml"))
            rows = [[line] for line in _plain(text).splitlines()]
    return Sheet(content.source, _of_rows(_cells(row) for row in rows[:MOST_LINES]), Traces(form))


def _sheet_rows(sheet: str, shared: list[str]) -> Iterator[list[str]]:
    for row in _SHEET_ROW.findall(sheet):
        yield [_cell(attributes, inner, shared) for attributes, inner, *_ in _SHEET_CELL.findall(row)]


def _cell(attributes: str, inner: str, shared: list[str]) -> str:
    value = _VALUE.search(inner or "")
    if 't="s"' in attributes and value and value[1].isdigit() and int(value[1]) < len(shared):
        return shared[int(value[1])]
    return value[1] if value else _plain(inner or "")


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))


def _member(zipped: zipfile.ZipFile, name: str) -> str:
    if name not in zipped.namelist():
        return ""
    with zipped.open(name) as stream:
        return stream.read(_LARGEST_SHEET).decode("utf-8", "replace")


def from_paper(content: Content, paper: Paper, form: str) -> Sheet:
    """What another reader made of a web page or an RTF file."""
    return from_text(content.source, paper.text, Traces(form))
