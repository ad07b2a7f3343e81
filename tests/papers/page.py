"""A paper as a PDF, drawn from a few marks: what a shop, a laboratory or an office prints.

``# `` and ``## `` are headings, ``> `` and ``^ `` set a line right and in the middle, ``A || B`` stands in two columns,
``| a | b |`` is a row of a table, ``~ `` small print, ``!! `` red handwriting, ``---`` a rule, ``===`` a new page,
``{logo|photo|sign|stamp|icons: words}`` a drawing, and ``[black]`` a blackened cell.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
SIZES = {"letter": LETTER, "a4": A4, "till": (226, 480)}
CHINESE = "STSong-Light"
DRAWING = re.compile(r"\{(logo|photo|sign|stamp|icons): ?(.*)\}$")
BLACK = "[black]"


@dataclass
class Look:
    """How the whole paper is set."""

    font: str = "Helvetica"
    size: float = 9
    paper: str = "letter"
    margin: float = 50


class Page:
    """A canvas with a place to go on writing, from the top to the bottom."""

    def __init__(self, look: Look, meta: dict[str, str]) -> None:
        self.look = look
        self.width, self.height = SIZES[look.paper]
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(self.width, self.height), invariant=1)
        self.canvas.setProducer(meta.get("producer", ""))
        self.canvas.setCreator(meta.get("creator", ""))
        self.canvas.setAuthor(meta.get("author", ""))
        self.canvas.setTitle(meta.get("title", ""))
        self.canvas.setSubject("")
        self.y = self.height - look.margin

    def turn(self) -> None:
        self.canvas.showPage()
        self.y = self.height - self.look.margin

    def down(self, points: float) -> None:
        self.y -= points

    def font_of(self, text: str, bold: bool) -> str:
        if any(ord(sign) > 0x2E80 for sign in text):
            return CHINESE
        return BOLD[self.look.font] if bold else self.look.font

    def put(self, x: float, text: str, *, size: float = 0, bold: bool = False, side: str = "left") -> None:
        size = size or self.look.size
        font = self.font_of(text, bold)
        shift = {"left": 0.0, "middle": 0.5, "right": 1.0}[side] * pdfmetrics.stringWidth(text, font, size)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x - shift, self.y, text)

    def wrapped(self, text: str, size: float, bold: bool = False) -> list[str]:
        room, font = self.width - 2 * self.look.margin, self.font_of(text, bold)
        lines = [""]
        for word in text.split(" "):
            tried = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and pdfmetrics.stringWidth(tried, font, size) > room:
                lines.append(word)
            else:
                lines[-1] = tried
        return lines

    def prose(self, text: str, *, size: float = 0, bold: bool = False, colour: float = 0) -> None:
        size = size or self.look.size
        self.canvas.setFillGray(colour)
        for line in self.wrapped(text, size, bold):
            self.put(self.look.margin, line, size=size, bold=bold)
            self.down(size * 1.35)
        self.canvas.setFillGray(0)

    def finished(self, created: str, modified: str) -> bytes:
        self.canvas.save()
        data = self.buffer.getvalue()
        for key, date in ((b"/CreationDate", created), (b"/ModDate", modified)):
            data = re.sub(key + rb" \(D:\d{14}", key + b" (D:" + date.encode(), data)
        return data


def draw_table(page: Page, rows: list[list[str]]) -> None:
    """Columns as wide as their words; figures stand right."""
    size = page.look.size
    spread = [
        max(pdfmetrics.stringWidth(row[at], page.font_of(row[at], True), size) for row in rows) + 10
        for at in range(len(rows[0]))
    ]
    room = page.width - 2 * page.look.margin
    spread[spread.index(max(spread))] += max(0.0, room - sum(spread))
    for number, row in enumerate(rows):
        x = page.look.margin
        for cell, width in zip(row, spread, strict=True):
            draw_cell(page, x, width, cell, bold=number == 0)
            x += width
        page.canvas.line(page.look.margin, page.y - 4, x, page.y - 4)
        page.down(size * 1.7)


def draw_cell(page: Page, x: float, width: float, cell: str, bold: bool) -> None:
    if cell == BLACK:
        page.canvas.rect(x + 4, page.y - 2, width - 10, page.look.size, fill=1)
    elif re.fullmatch(r"[-$€£\d.,%]+", cell):
        page.put(x + width - 8, cell, bold=bold, side="right")
    else:
        page.put(x + 2, cell, bold=bold)


def draw_logo(page: Page, words: str) -> None:
    page.canvas.setFillColorRGB(0.16, 0.33, 0.52)
    page.canvas.roundRect(page.look.margin, page.y - 26, 40, 34, 6, fill=1, stroke=0)
    page.canvas.setFillColorRGB(0, 0, 0)
    page.down(14)
    page.put(page.look.margin + 50, words, size=15, bold=True)
    page.down(28)


def draw_photo(page: Page, words: str) -> None:
    page.canvas.setFillGray(0.8)
    page.canvas.rect(page.look.margin, page.y - 74, 130, 80, fill=1)
    page.canvas.setFillGray(0.45)
    page.canvas.circle(page.look.margin + 65, page.y - 34, 24, fill=1)
    page.canvas.setFillGray(0)
    page.down(88)
    page.put(page.look.margin, words, size=8)
    page.down(14)


def draw_signature(page: Page, words: str) -> None:
    x, y = page.look.margin, page.y - 14
    page.canvas.setStrokeColorRGB(0.1, 0.1, 0.5)
    for at in range(0, 90, 15):
        page.canvas.bezier(
            x + at, y, x + at + 4, y + 22 - at % 4, x + at + 9, y - 12 + at % 5, x + at + 15, y + 3
        )
    page.canvas.setStrokeColorRGB(0, 0, 0)
    page.down(30)
    page.put(x, words)
    page.down(14)


def draw_stamp(page: Page, words: str) -> None:
    page.canvas.saveState()
    page.canvas.translate(page.width - page.look.margin - 90, page.y + 8)
    page.canvas.rotate(8)
    page.canvas.setStrokeColorRGB(0.1, 0.4, 0.2)
    page.canvas.setFillColorRGB(0.1, 0.4, 0.2)
    page.canvas.roundRect(-80, -8, 160, 26, 4)
    page.canvas.setFont("Helvetica-Bold", 11)
    page.canvas.drawCentredString(0, 0, words)
    page.canvas.restoreState()
    page.down(10)


def draw_browser(page: Page, words: str) -> None:
    page.canvas.setFillGray(0.88)
    page.canvas.rect(0, page.height - 44, page.width, 44, fill=1, stroke=0)
    page.canvas.setFillGray(1)
    page.canvas.roundRect(70, page.height - 34, page.width - 140, 22, 10, fill=1, stroke=0)
    page.canvas.setFillGray(0)
    page.y = page.height - 27
    page.put(82, words)
    page.y = page.height - 70


DRAWINGS = {
    "logo": draw_logo,
    "photo": draw_photo,
    "sign": draw_signature,
    "stamp": draw_stamp,
    "icons": draw_browser,
}


def draw_red(page: Page, words: str) -> None:
    page.canvas.setFillColorRGB(0.85, 0, 0)
    page.put(page.look.margin, words, size=11, bold=True)
    page.canvas.setFillColorRGB(0, 0, 0)
    page.down(15)


def draw_line(page: Page, line: str) -> None:
    """One line that is no row of a table."""
    size = page.look.size
    if found := DRAWING.match(line):
        DRAWINGS[found[1]](page, found[2])
    elif line == "===":
        page.turn()
    elif line == "---":
        page.canvas.line(
            page.look.margin, page.y + size / 2, page.width - page.look.margin, page.y + size / 2
        )
        page.down(size)
    elif line.startswith("!! "):
        draw_red(page, line[3:])
    elif line.startswith(("# ", "## ")):
        marks, words = line.split(" ", 1)
        page.down(6)
        page.prose(words, size=16 if marks == "#" else size + 2, bold=True)
    elif line.startswith("~ "):
        page.prose(line[2:], size=7, colour=0.35)
    else:
        draw_placed(page, line)


def draw_placed(page: Page, line: str) -> None:
    """A line that is set right, in the middle, in two columns, or as prose."""
    size = page.look.size
    if "||" in line:
        left, right = line.split("||")
        page.put(page.look.margin, left.strip())
        page.put(page.width * 0.55, right.strip())
        page.down(size * 1.35)
    elif line.startswith(("> ", "^ ")):
        right_side = line.startswith("> ")
        page.put(
            page.width - page.look.margin if right_side else page.width / 2,
            line[2:],
            side="right" if right_side else "middle",
        )
        page.down(size * 1.35)
    else:
        page.prose(line)


def draw(text: str, look: dict[str, Any], meta: dict[str, str]) -> bytes:
    """The bytes of the PDF; the same text gives the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    page = Page(Look(**look), meta)
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            draw_table(page, rows)
            rows = []
        draw_line(page, line) if line.strip() else page.down(page.look.size * 0.8)
    created = meta.get("created", "20260101090000")
    return page.finished(created, meta.get("modified", created))
