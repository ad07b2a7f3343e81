"""Blocks as a PDF for printing and sending. Needs the extra ``[report]``. Measures are millimetres."""

from __future__ import annotations

import datetime as dt
import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import singledispatchmethod
from pathlib import Path
from typing import Any

from diagnose.report.blocks import (
    Bar,
    Block,
    Command,
    Entry,
    Fields,
    Gauge,
    Heading,
    Mark,
    Paragraph,
    Table,
    Tally,
)
from diagnose.report.columns import widths
from diagnose.report.fonts import Faces, faces_for
from diagnose.report.markdown import to_markdown
from diagnose.report.printed import PrintError, missing
from diagnose.report.words import clean, percent

MARGIN, STEP, LABEL = 18.0, 6.0, 38.0
SIZES = {1: 17.0, 2: 13.0, 3: 11.0}
KEPT_BELOW = {1: 40.0, 2: 38.0, 3: 24.0}
"""What must fit below a heading, or it goes to the next page."""
BODY, SMALL, LINE = 9.5, 8.5, 4.6
BAR = 3.2
INK, QUIET = (27, 31, 36), (85, 96, 107)
TRACK, GROUND, CAUSE, KEPT, BREACHED = (
    (227, 232, 237),
    (29, 79, 115),
    (79, 134, 173),
    (44, 122, 70),
    (179, 38, 30),
)
MARKS: dict[Mark, str] = {
    "point": "•",
    "for": "+",
    "against": "-",
    "open": "[ ]",
    "done": "[x]",
    "refused": "x",
    "warning": "!",
}
LONGEST = 400
"""Characters of a table's cell: a row must fit on a page."""
SAME = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""The date of every file, so that the same report is the same file."""


def to_pdf(blocks: Iterable[Block], font: Path | None = None) -> bytes:
    """Draw the blocks on A4 pages with numbers, in fonts that the file holds itself.

    Raises:
        PrintError: the extra is missing, or no font of this machine shows some character.
    """
    try:
        import fpdf
    except ImportError as error:
        raise missing("pdf", error) from error
    drawn = tuple(blocks)
    faces = faces_for(to_markdown(drawn) + "".join(MARKS.values()), font)
    try:
        with _quiet():
            sheet = _Sheet(_paper(fpdf), faces)
            for block in drawn:
                sheet.draw(block)
            return bytes(sheet.pdf.output())
    except fpdf.errors.FPDFException as error:
        raise PrintError(f"the PDF could not be made: {error}. Try --format html or docx.") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Fonts lack tables that a PDF has no use for; fontTools says so of each."""
    log = logging.getLogger("fontTools.subset")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def _paper(fpdf: Any) -> Any:
    class Paper(fpdf.FPDF):  # type: ignore[misc]
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font("text", size=SMALL)
            self.set_text_color(*QUIET)
            self.cell(0, 5, str(self.page_no()), align="C")

    return Paper(format="A4")


class _Sheet:
    """Draws one block after the other."""

    def __init__(self, pdf: Any, faces: Faces) -> None:
        self.pdf = pdf
        pdf.set_creation_date(SAME)
        pdf.set_lang("en")
        pdf.set_margins(MARGIN, MARGIN, MARGIN)
        pdf.set_auto_page_break(True, MARGIN)
        pdf.add_font("text", "", faces.plain)
        pdf.add_font("text", "B", faces.bold)
        for number, path in enumerate(faces.further):
            pdf.add_font(f"further{number}", "", path)
        pdf.set_fallback_fonts(
            [f"further{number}" for number in range(len(faces.further))], exact_match=False
        )
        pdf.add_page()

    @singledispatchmethod
    def draw(self, block: object) -> None:
        """Draw a block below the last."""
        raise TypeError(f"no way to draw {type(block).__name__}")

    @draw.register
    def _(self, block: Heading) -> None:
        self.pdf.ln(4 if block.level > 1 else 0)
        if self.pdf.will_page_break(KEPT_BELOW[block.level]):
            self.pdf.add_page()
        if block.level == 1:
            self.pdf.set_title(clean(block.text))
        if block.level <= 2:
            self.pdf.start_section(clean(block.text), block.level - 1)
        self._say(block.text, SIZES[block.level], bold=True, colour=INK if block.level == 3 else GROUND)
        self.pdf.ln(1)

    @draw.register
    def _(self, block: Paragraph) -> None:
        self._say(block.text, SMALL if block.quiet else BODY, colour=QUIET if block.quiet else INK)
        self.pdf.ln(1.5)

    @draw.register
    def _(self, block: Fields) -> None:
        for row in block.rows:
            if self.pdf.will_page_break(LINE * 2):
                self.pdf.add_page()
            top, page = self.pdf.get_y(), self.pdf.page
            self._say(row.label, BODY, bold=True, width=LABEL - 2)
            below = (self.pdf.page, self.pdf.get_y())
            if self.pdf.page == page:
                self.pdf.set_y(top)
            for value in row.values:
                self._say(value, BODY, left=LABEL)
            for note in row.notes:
                self._say(note, SMALL, left=LABEL, colour=QUIET)
            if below > (self.pdf.page, self.pdf.get_y()):
                self.pdf.set_y(below[1])
            self.pdf.ln(1.2)

    @draw.register
    def _(self, block: Bar) -> None:
        left = STEP * block.depth
        self._keep(14)
        self._say(block.title, BODY, bold=True, left=left)
        self._say(block.words, SMALL, left=left, colour=QUIET)
        self._bar(left, block.share, CAUSE if block.depth else GROUND, percent(block.share))

    @draw.register
    def _(self, block: Gauge) -> None:
        self._keep(14)
        words = block.words + (" - breached" if block.breached else "")
        self._say(words, BODY, bold=block.breached)
        most = (max(block.value, block.limit) or 1.0) * 1.1
        top = self.pdf.get_y()
        self._bar(0, block.value / most, BREACHED if block.breached else KEPT)
        at = MARGIN + block.limit / most * self._room(0)
        self.pdf.set_draw_color(*INK)
        self.pdf.set_line_width(0.6)
        self.pdf.line(at, top, at, top + BAR + 1)

    @draw.register
    def _(self, block: Tally) -> None:
        self._keep(10 + 8 * len(block.counts))
        self._say(block.title, BODY, bold=True)
        most = max((count for _, count in block.counts), default=1)
        for label, count in block.counts:
            self._say(label, SMALL)
            self._bar(0, count / most, CAUSE, f"{count:,}")

    @draw.register
    def _(self, block: Table) -> None:
        from fpdf.fonts import FontFace

        self._say(block.caption, BODY, bold=True)
        self.pdf.set_font("text", size=7.5)
        self.pdf.set_draw_color(*TRACK)
        self.pdf.set_fill_color(255)
        head = FontFace(emphasis="BOLD", color=INK, fill_color=TRACK)
        cells = [[clean(cell)[:LONGEST] for cell in row] for row in (block.head, *block.rows)]
        sizes = widths(cells, self._room(0), lambda text: float(self.pdf.get_string_width(text)) * 1.08, 3.8)
        look = {"line_height": 3.8, "text_align": "LEFT", "padding": 0.8, "headings_style": head}
        with self.pdf.table(col_widths=sizes, **look) as table:
            for row in cells:
                table.row(row)
        self.pdf.ln(2)

    @draw.register
    def _(self, block: Entry) -> None:
        left = STEP * block.depth
        tag = f" ({block.tag})" if block.tag else ""
        if self.pdf.will_page_break(LINE):
            self.pdf.add_page()
        top = self.pdf.get_y()
        self._say(MARKS[block.mark], BODY, left=left, width=STEP + 3)
        self.pdf.set_y(top)
        self._say(block.text + tag, BODY, bold=block.strong, left=left + STEP)
        for note in block.notes:
            self._say(note, SMALL, left=left + STEP, colour=QUIET)
        self.pdf.ln(0.6)

    @draw.register
    def _(self, block: Command) -> None:
        self._say(block.text, BODY)
        for value, means in block.values:
            self._say(f"{value}  {means}", SMALL, left=STEP)

    def _say(
        self,
        text: str,
        size: float,
        bold: bool = False,
        left: float = 0,
        width: float = 0,
        colour: tuple[int, int, int] = INK,
    ) -> None:
        """Text from a distance to the margin on, broken into lines."""
        self.pdf.set_font("text", "B" if bold else "", size)
        self.pdf.set_text_color(*colour)
        self.pdf.set_x(MARGIN + left)
        height = size * LINE / BODY
        self.pdf.multi_cell(
            width or self._room(left), height, clean(text), align="L", new_x="LMARGIN", new_y="NEXT"
        )

    def _bar(self, left: float, share: float, colour: tuple[int, int, int], number: str = "") -> None:
        room = self._room(left) - (18 if number else 0)
        top = self.pdf.get_y()
        for width, fill in ((room, TRACK), (max(0.6, share * room), colour)):
            self.pdf.set_fill_color(*fill)
            self.pdf.rect(MARGIN + left, top + 0.5, width, BAR, style="F")
        if number:
            self.pdf.set_font("text", size=SMALL)
            self.pdf.set_text_color(*INK)
            self.pdf.text(MARGIN + left + room + 2, top + BAR, number)
        self.pdf.set_y(top + BAR + 2)

    def _keep(self, height: float) -> None:
        """Begin a new page rather than part what belongs together."""
        if self.pdf.will_page_break(height):
            self.pdf.add_page()

    def _room(self, left: float) -> float:
        return float(self.pdf.w) - 2 * MARGIN - left
