"""PDF as a sheet: its letters with their places; pages that are only pictures are read by OCR."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.files.image import boxes_of
from diagnose.intake.files.pdf import opened, picture_of
from diagnose.papers.covers import covers_of, dark_areas
from diagnose.papers.sheet import Builder, Piece, Sheet, Traces
from facts_schema import PaperQuote

MOST_PAGES = 150
MOST_SCANS = 12
MOST_LETTERS = 400_000
_WIDE_BOX = 80
_STAMPS = {
    3: "free text",
    5: "rectangle",
    6: "circle",
    7: "polygon",
    8: "line",
    13: "stamp",
    15: "ink",
    28: "redaction",
}
"""Kinds of annotations that lie on a page, by PDFium's numbers; highlighting and links are not among them."""


def read_pdf(content: Content) -> Sheet:
    """The pages of a PDF as lines.

    Raises:
        InputError: it is encrypted, damaged, too large, or nothing but pictures while no OCR is installed.
    """
    with opened(content) as document:
        return _Reading(content, document).sheet()


@dataclass
class _Reading:
    content: Content
    document: Any
    builder: Builder = field(default_factory=Builder)
    stamps: list[str] = field(default_factory=list)
    covered: list[PaperQuote] = field(default_factory=list)
    boxes: int = 0
    pictures: int = 0
    blank: list[int] = field(default_factory=list)
    letters: int = 0
    warnings: list[str] = field(default_factory=list)

    def sheet(self) -> Sheet:
        count = len(self.document)
        if count == 0 or count > MOST_PAGES:
            raise self.content.error(
                f"The PDF has {count} pages.", f"One document with at most {MOST_PAGES} pages was expected.",
                "Give the document alone, without what it was bound with.",
            )  # fmt: skip
        bare = [number for number in range(count) if not self._page(number)]
        scanned = self._scans(bare)
        return Sheet(
            self.content.source, self.builder.lines(), self._traces(), count,
            "ocr" if scanned else "text", warnings=tuple(self.warnings),
        )  # fmt: skip

    def _traces(self) -> Traces:
        info = self.document.get_metadata_dict()
        return Traces(
            "pdf",
            software=tuple(info[key] for key in ("Creator", "Producer") if info.get(key)),
            created=info.get("CreationDate", ""),
            changed=info.get("ModDate", ""),
            stamps=tuple(self.stamps),
            covered=tuple(self.covered),
            boxes=self.boxes,
            pictures=self.pictures,
            blank=tuple(self.blank),
        )

    def _page(self, number: int) -> bool:
        """Read one page; whether it had words, or nothing at all."""
        page = self.document[number]
        try:
            words = self._words(page, number + 1)
            self.stamps += _stamps_of(page)
            covers = covers_of(page, number + 1, with_boxes=words > 0)
        finally:
            page.close()
        self.covered += covers.covered
        self.boxes += covers.boxes
        self.pictures += covers.pictures
        if not words and not covers.pictures and not covers.drawn:
            self.blank.append(number + 1)
            return True
        return words > 0

    def _words(self, page: Any, number: int) -> int:
        height, layer = page.get_height(), page.get_textpage()
        try:
            count = layer.count_chars()
            self.letters += count
            if self.letters > MOST_LETTERS:
                raise self.content.error(
                    f"The PDF holds more than {MOST_LETTERS:,} letters.", "One document was expected.",
                    "Give the document alone.",
                )  # fmt: skip
            pieces = pieces_in(_letters(layer.raw, count))
        finally:
            layer.close()
        for left, bottom, right, top, text in pieces:
            self.builder.add(number, height - top, max(top - bottom, 1.0), Piece(text, left, right))
        return len(pieces)

    def _scans(self, bare: list[int]) -> int:
        """Read pages that are only pictures, as many as time allows."""
        if not bare:
            return 0
        some_words = bool(self.builder.pieces)
        if some_words and find_spec("rapidocr") is None:
            self._left(bare)
            return 0
        for number in bare[:MOST_SCANS]:
            pixels = picture_of(self.document[number])
            self.boxes += dark_areas(pixels)
            add_boxes(self.builder, number + 1, boxes_of(self.content, pixels))
        self._left(bare[MOST_SCANS:])
        return len(bare)

    def _left(self, numbers: list[int]) -> None:
        if numbers:
            pages = ", ".join(str(number + 1) for number in numbers[:10])
            self.warnings.append(f"No words were read on page {pages}.")


def add_boxes(builder: Builder, page: int, boxes: list[tuple[Any, str]]) -> None:
    """The texts that OCR found on a page; where it lies crooked, their heights are set straight."""
    slopes = sorted(
        (box[1][1] - box[0][1]) / (box[1][0] - box[0][0])
        for box, _ in boxes
        if box[1][0] - box[0][0] > _WIDE_BOX
    )
    slope = slopes[len(slopes) // 2] if slopes else 0.0
    for box, text in boxes:
        add_box(builder, page, [(x, y - slope * x) for x, y in box], text)


def add_box(builder: Builder, page: int, box: Any, text: str) -> None:
    """A text that OCR found, by the corners of its box."""
    across, down = [x for x, _ in box], [y for _, y in box]
    builder.add(page, min(down), max(max(down) - min(down), 1.0), Piece(text, min(across), max(across)))


_WRITTEN, _MOVED = 0.8, 0.42
"""The widest gap within a piece, in heights of letters: at a written space, and where a program moved on."""
Letter = tuple[str, float, float, float, float]
"""A character with the left, bottom, right and top of its box; without a box all are 0."""


def _letters(raw: Any, count: int) -> list[Letter]:
    import pypdfium2.raw as api

    box = api.FS_RECTF()
    letters: list[Letter] = []
    for at in range(count):
        char = chr(api.FPDFText_GetUnicode(raw, at) or 32)
        if api.FPDFText_IsGenerated(raw, at) == 1 or not api.FPDFText_GetLooseCharBox(raw, at, box):
            letters.append((char, 0, 0, 0, 0))
        else:
            letters.append((char, box.left, box.bottom, box.right, box.top))
    return letters


def pieces_in(letters: list[Letter]) -> list[tuple[float, float, float, float, str]]:
    """Letters that follow each other on one line without a wide gap are one piece."""
    pieces: list[list[Any]] = []
    spaced = written = False
    for char, left, bottom, right, top in letters:
        if char.isspace() or char in "\x02\ufffe\0" or (right <= left and top <= bottom):
            spaced, written = True, written or right > left
            continue
        last = pieces[-1] if pieces else None
        if last and _goes_on(last, left, bottom, top, _WRITTEN if written else _MOVED):
            space = " " if spaced or left - last[2] > 0.2 * (last[3] - last[1]) else ""
            last[:] = [
                last[0],
                min(last[1], bottom),
                max(last[2], right),
                max(last[3], top),
                last[4] + space + char,
            ]
        else:
            pieces.append([left, bottom, right, top, char])
        spaced = written = False
    return [(left, bottom, right, top, text) for left, bottom, right, top, text in pieces]


def _goes_on(last: list[Any], left: float, bottom: float, top: float, widest: float) -> bool:
    _, low, end, high, _ = last
    tall = max(high - low, top - bottom, 4.0)
    level = min(high, top) - max(low, bottom) > -0.2 * tall and abs(low - bottom) < 0.6 * tall
    return bool(level and -0.6 * tall < left - end < widest * tall)


def _stamps_of(page: Any) -> list[str]:
    import pypdfium2.raw as api

    found = []
    for at in range(min(api.FPDFPage_GetAnnotCount(page.raw), 200)):
        annotation = api.FPDFPage_GetAnnot(page.raw, at)
        if annotation:
            found.append(api.FPDFAnnot_GetSubtype(annotation))
            api.FPDFPage_CloseAnnot(annotation)
    return [_STAMPS[kind] for kind in found if kind in _STAMPS]
