"""The lines of an invoice: what was bought and how many, from a table or from words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diagnose.papers.folded import folded
from diagnose.papers.lexicon import Lexicon
from diagnose.papers.sheet import Line, Piece, Sheet

_NUMBER = re.compile(
    r"^[^\d\w]*(\d{1,3}(?:[., '’]\d{3})+|\d+)(?:[.,]0{1,3})?(?:\s*(?P<unit>[^\W\d_]+\.?))?\W*$"
)
_BARE = re.compile(r"(?<![\w.,-])(\d{1,3}(?:[.,]\d{3})+|\d{1,6})\s*(?:x\b|×|\*)?\s*(?P<unit>[^\W\d_]{1,8})?")
_CODE = re.compile(r"\b(?=[a-z0-9/.-]*\d)(?=[a-z0-9/.-]*[a-z])[a-z0-9]+(?:[-/.][a-z0-9]+)*\b")
_BARCODE = re.compile(r"(?<!\d)(?:\d{8}|\d[ -]?\d{5}[ -]?\d{5}[ -]?\d|\d{12,14})(?!\d)")
_ASIN = re.compile(r"\bb0[a-z0-9]{8}\b")


@dataclass(frozen=True)
class Goods:
    """A line of an invoice: its words folded, the units (``None`` where they cannot be told), its place."""

    text: str
    units: int | None
    lines: tuple[Line, ...]
    packed: bool = False

    @property
    def has_code(self) -> bool:
        """Whether it names a barcode, an ASIN or a model."""
        return bool(_BARCODE.search(self.text) or _CODE.search(self.text))


@dataclass(frozen=True)
class _Columns:
    """The heads of a table's columns; ``units`` is the one of the quantities."""

    heads: tuple[Piece, ...]
    units: int

    def of(self, piece: Piece) -> int:
        """The column that a piece stands in: the one that it overlaps most, else the nearest."""
        shared = [min(piece.right, head.right) - max(piece.left, head.left) for head in self.heads]
        return max(range(len(shared)), key=lambda number: shared[number])


def goods_in(sheet: Sheet, lexicon: Lexicon) -> list[Goods]:
    """The goods of every table with a column of quantities; without any, the lines that name units."""
    found = list(_from_tables(sheet, lexicon))
    return found or list(_from_words(sheet, lexicon))


def _from_tables(sheet: Sheet, lexicon: Lexicon) -> Iterator[Goods]:
    columns: _Columns | None = None
    body: list[Line] = []
    for line in sheet.lines:
        head = _columns(line, lexicon)
        if head:
            if columns:
                yield from _rows(body, columns, lexicon)
            columns, body = head, []
        elif columns and _is_total(line, lexicon):
            yield from _rows(body, columns, lexicon)
            columns, body = None, []
        elif columns:
            body.append(line)
    if columns:
        yield from _rows(body, columns, lexicon)


def _columns(line: Line, lexicon: Lexicon) -> _Columns | None:
    texts = [folded(piece.text) for piece in line.pieces]
    units = [
        n for n, text in enumerate(texts) if lexicon.pattern("quantity-column").match(text) and len(text) < 24
    ]
    goods = [
        n for n, text in enumerate(texts) if lexicon.pattern("product-column", "price-column").search(text)
    ]
    if (
        not units
        or not set(goods) - {units[0]}
        or any(_NUMBER.match(text) for text in texts if text.isdigit())
    ):
        return None
    return _Columns(line.pieces, units[0])


def _is_total(line: Line, lexicon: Lexicon) -> bool:
    return any(lexicon.pattern("totals").match(folded(piece.text)) for piece in line.pieces)


def _rows(body: Sequence[Line], columns: _Columns, lexicon: Lexicon) -> Iterator[Goods]:
    counted = [_units_of(line, columns, lexicon) for line in body]
    for group in _groups(body, counted):
        lines = tuple(body[at] for at in group)
        units, packed = next((found for at in group if (found := counted[at])), (None, False))
        if units is None and not packed:
            continue
        text = folded(" ".join(_words(line, columns) for line in lines))
        yield Goods(text, units, lines, packed)


def _groups(body: Sequence[Line], counted: Sequence[object]) -> Iterator[list[int]]:
    """Lines that stand close are one row; where rows stand as close, each begins with its quantity."""
    gaps = [low.top - high.top for high, low in pairwise(body) if high.page == low.page]
    close = 1.2 * min((gap for gap in gaps if gap > 0), default=0.0)
    group: list[int] = []
    for at, line in enumerate(body):
        apart = at > 0 and not (line.page == body[at - 1].page and line.top - body[at - 1].top <= close)
        begins = counted[at] is not None and any(counted[before] is not None for before in group)
        far = (
            at > 0
            and line.page == body[at - 1].page
            and line.top - body[at - 1].top > 5 * max(close, line.height)
        )
        if group and (begins or far or (apart and any(counted[before] is not None for before in group))):
            yield group
            group = []
        if far:
            return
        group.append(at)
    if group:
        yield group


def _words(line: Line, columns: _Columns) -> str:
    return " ".join(piece.text for piece in line.pieces if columns.of(piece) != columns.units)


def _units_of(line: Line, columns: _Columns, lexicon: Lexicon) -> tuple[int | None, bool] | None:
    """The quantity of a line: its units, or that it counts packs; ``None`` where it has none."""
    own = [piece for piece in line.pieces if columns.of(piece) == columns.units]
    head = columns.heads[columns.units]
    near = [piece for piece in own if _NUMBER.match(folded(piece.text))]
    near.sort(key=lambda piece: abs((piece.left + piece.right) - (head.left + head.right)))
    if not near or len(line.pieces) < 2:
        return None
    found = _NUMBER.match(folded(near[0].text))
    assert found is not None
    others = " ".join(folded(piece.text) for piece in own)
    packed = bool(lexicon.heard(others, "pack-words")) or bool(lexicon.heard(folded(head.text), "pack-words"))
    return (None, True) if packed else (_whole(found[1]), False)


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _from_words(sheet: Sheet, lexicon: Lexicon) -> Iterator[Goods]:
    """Lines such as "300 pcs kitchen scale" or "Kitchen scale x 300"."""
    for line in sheet.lines:
        for found in _BARE.finditer(line.folded):
            unit = found["unit"] or ""
            times = re.search(r"[x×*]", found[0]) or re.search(r"\b[x×] ?$", line.folded[: found.start()])
            if (
                lexicon.pattern("unit-words").fullmatch(unit)
                or (times and not unit)
                or (times and found.start() < 3)
            ):
                yield Goods(line.folded, _whole(found[1]), (line,))
                break


def asins_in(text: str) -> list[str]:
    """The ASINs in a folded text, in capitals."""
    return [found.upper() for found in _ASIN.findall(text)]
