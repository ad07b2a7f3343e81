"""Fields of a paper: what stands beside or below a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diagnose.papers.folded import folded
from diagnose.papers.lexicon import Lexicon
from diagnose.papers.sheet import Line, Piece, Sheet

_TAIL = re.compile(r"\s*(?:\([^)]{0,30}\)\s*)?(?:[:#.=]|\bno\b\.?|-(?=\s))?\s*[:#]?\s*")
_BLOCK_LINES = 8
_WIDEST_GAP = 2.4
"""Lines further apart than so many letters' heights belong to different blocks."""


@dataclass(frozen=True)
class Value:
    """A folded value with the label before it, and the lines that they stand on."""

    label: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Label:
    """Where a label stands: ``rest`` is what follows it in its own piece, folded.

    ``marked`` ones have a colon, others may stand ``alone`` in their piece.
    """

    words: str
    line: Line
    piece: Piece
    rest: str
    marked: bool
    alone: bool


def labels(sheet: Sheet, lexicon: Lexicon, *ids: str) -> Iterator[Label]:
    """Every place at which a piece begins with one of the labels, or names one with a colon."""
    pattern = lexicon.pattern(*ids)
    for line in sheet.lines:
        for piece in line.pieces:
            text = folded(piece.text)
            for found in pattern.finditer(text):
                tail = _TAIL.match(text, found.end())
                end = tail.end() if tail else found.end()
                colon = any(char in text[found.end() : end] for char in ":#=")
                starts = not re.search(r"\w", text[: found.start()])
                if colon or starts:
                    yield Label(found[0], line, piece, text[end:], colon, starts and end >= len(text))
                    break


def values(sheet: Sheet, lexicon: Lexicon, *ids: str) -> Iterator[Value]:
    """Short values: after the label, else to its right, else below it."""
    for label in labels(sheet, lexicon, *ids):
        if label.rest.strip():
            yield Value(label.words, label.rest, (label.line.only(label.piece),))
            continue
        right = [piece for piece in label.line.pieces if piece.left >= label.piece.right - 1]
        if right:
            yield Value(label.words, folded(right[0].text), (label.line.only(label.piece, right[0]),))
        below = next(_below(sheet, label), None)
        if below:
            own = label.line.only(label.piece)
            yield Value(label.words, folded(below[1].text), (own, below[0].only(below[1])))


def blocks(sheet: Sheet, lexicon: Lexicon, ids: Sequence[str], ends: Sequence[str]) -> Iterator[Value]:
    """Blocks of lines that a label leads: a name with its address; ``ends`` are labels of what follows."""
    stop = lexicon.pattern(*ends)
    for label in labels(sheet, lexicon, *ids):
        if label.rest.strip() and not label.marked:
            continue
        block = _Block([label.rest] if label.rest.strip() else [], [label.line.only(label.piece)])
        right = [piece for piece in label.line.pieces if piece.left >= label.piece.right - 1]
        beside = right[0] if right and not block.texts and not stop.match(folded(right[0].text)) else None
        if beside and label.marked:
            block.take(label.line, beside)
        block.take_below(sheet, label, beside if label.marked else None, stop)
        if beside and not block.texts:
            block.take(label.line, beside)
            block.take_below(sheet, label, beside, stop)
        yield Value(label.words, "\n".join(block.texts), tuple(block.lines))


@dataclass
class _Block:
    """The lines of a block so far."""

    texts: list[str]
    lines: list[Line]

    def take(self, line: Line, piece: Piece) -> None:
        self.texts.append(folded(piece.text))
        self.lines.append(line.only(piece))

    def take_below(self, sheet: Sheet, label: Label, column: Piece | None, stop: re.Pattern[str]) -> None:
        """The pieces in a column until another label or a wide gap."""
        for line, piece in _below(sheet, label, column):
            if stop.match(folded(piece.text)) or len(self.texts) >= _BLOCK_LINES:
                return
            self.take(line, piece)


def _below(sheet: Sheet, label: Label, column: Piece | None = None) -> Iterator[tuple[Line, Piece]]:
    """The pieces under a label, line by line, until a wide gap."""
    column = column or label.piece
    last = label.line
    for line in sheet.after(label.line):
        if line.top - last.top > _WIDEST_GAP * max(line.height, last.height) + 2:
            return
        own = [piece for piece in line.pieces if piece.stands_under(column)]
        if own:
            yield line, own[0]
            last = line
            column = Piece("", min(column.left, own[0].left), max(column.right, own[0].right))
