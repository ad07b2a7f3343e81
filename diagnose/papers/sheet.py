"""A paper as a reader sees it: lines from top to bottom, each of pieces from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from diagnose.papers.folded import folded
from facts_schema import PaperQuote


@dataclass(frozen=True)
class Piece:
    """Words that stand together; ``left`` and ``right`` in any unit that is the same on the page."""

    text: str
    left: float
    right: float

    def stands_under(self, other: Piece) -> bool:
        """Whether it shares a part of the width of another, or begins where that begins."""
        return self.left < other.right and other.left < self.right


@dataclass(frozen=True)
class Line:
    """A line of a page; ``top`` grows downwards, ``height`` is that of its letters."""

    page: int
    number: int
    top: float
    height: float
    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        return "  ".join(piece.text for piece in self.pieces)

    @cached_property
    def folded(self) -> str:
        return folded(self.text)

    def only(self, *pieces: Piece) -> Line:
        """The same line with some of its pieces, to be quoted."""
        return replace(self, pieces=pieces)

    def quote(self, text: str = "") -> PaperQuote:
        """The words of the line, or some of them, with their place."""
        return PaperQuote(text=" ".join((text or self.text).split())[:200], page=self.page, line=self.number)


@dataclass(frozen=True)
class Traces:
    """What the file itself tells: its format, which program made it and when, what was put over it.

    ``stamps`` are the kinds of marks that lie on the pages (a note, ink, a stamp); ``covered`` words lie
    under a filled box; ``boxes`` counts dark boxes on which nothing stands. ``blank`` are pages without
    anything; ``size`` is that of a picture in points.
    """

    form: str
    software: tuple[str, ...] = ()
    created: str = ""
    changed: str = ""
    stamps: tuple[str, ...] = ()
    covered: tuple[PaperQuote, ...] = ()
    boxes: int = 0
    pictures: int = 0
    blank: tuple[int, ...] = ()
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Sheet:
    """A paper that was read. ``pages`` is 0 where it has none; ``digest`` is the same for the same bytes."""

    source: str
    lines: tuple[Line, ...]
    traces: Traces
    pages: int = 0
    read_by: Literal["text", "ocr"] = "text"
    digest: str = ""
    warnings: tuple[str, ...] = ()
    sender: str = ""
    carries: bool = False

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def scanned(self) -> bool:
        """Whether letters were guessed from a picture, so that single ones may be wrong."""
        return self.read_by == "ocr"

    def after(self, line: Line) -> Iterator[Line]:
        """The lines below one, on its page."""
        at = self._places[id(line)] + 1
        while at < len(self.lines) and self.lines[at].page == line.page:
            yield self.lines[at]
            at += 1

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(line): place for place, line in enumerate(self.lines)}

    def place(self, line: Line) -> int:
        """The number of a line among all, from 0."""
        return self._places[id(line)]

    def head(self, lines: int = 14) -> Sequence[Line]:
        """The lines at the top of the first page."""
        return self.lines[:lines]


@dataclass
class Builder:
    """Puts pieces with their places into lines."""

    pieces: list[tuple[int, float, float, Piece]] = field(default_factory=list)

    def add(self, page: int, top: float, height: float, piece: Piece) -> None:
        """A piece whose middle is at ``top + height / 2``."""
        if piece.text.strip():
            self.pieces.append((page, top, height, piece))

    def lines(self) -> tuple[Line, ...]:
        """Pieces at one height are one line, read from the left."""
        rows: list[tuple[int, float, float, list[Piece]]] = []
        for page, top, height, piece in sorted(self.pieces, key=_by_middle):
            middle = top + height / 2
            last = rows[-1] if rows else None
            if (
                last
                and last[0] == page
                and abs(last[1] + last[2] / 2 - middle) <= 0.45 * min(last[2], height)
            ):
                last[3].append(piece)
            else:
                rows.append((page, top, height, [piece]))
        return numbered(
            (page, top, height, sorted(own, key=lambda p: p.left)) for page, top, height, own in rows
        )


def _by_middle(item: tuple[int, float, float, Piece]) -> tuple[int, float, float]:
    page, top, height, piece = item
    return page, round(top + height / 2, 1), piece.left


def numbered(rows: Iterable[tuple[int, float, float, Sequence[Piece]]]) -> tuple[Line, ...]:
    """Rows with their numbers on the page."""
    lines: list[Line] = []
    for page, top, height, pieces in rows:
        number = lines[-1].number + 1 if lines and lines[-1].page == page else 1
        lines.append(Line(page, number, top, height, tuple(pieces)))
    return tuple(lines)
