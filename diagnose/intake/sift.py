"""Reading whole reports: every row is counted, few become values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from diagnose.intake.filters import Filters, says
from diagnose.intake.keep import Keeper, name_of
from diagnose.intake.order_tables import ALL_ORDERS, CANCELLED
from diagnose.intake.places import Places
from diagnose.intake.stock_tables import RECEIPTS, STOCK_TABLES
from diagnose.intake.tables import Row, RowReader, Table, squashed
from diagnose.knowledge.filters import RowFilter

_REMEMBERED = 4096
_PARTS_OF_TEXT = ("title", "description")


_ADVERSE, _GENERAL = 1, 2


class Judge:
    """Says of a row's cells whether the row can matter, mostly without making a row of them.

    Filters over few columns with few values (a status, a condition) are told by a look-up of what was seen
    before; filters over words only if a glance shows that the words may be there.
    """

    def __init__(self, filters: Filters, reader: RowReader) -> None:
        rows = reader.table.kind.rows
        kinds = ((_ADVERSE, filters.adverse(rows)), (_GENERAL, filters.general(rows)))
        self._plain = [(sign, f) for sign, found in kinds for f in found if not says(f)]
        self._wordy = [(sign, f) for sign, found in kinds for f in found if says(f)]
        self._reader = reader
        self._key = itemgetter_of(reader.cells_behind(_looked_at(f for _, f in self._plain)))
        texts = {column for _, f in self._wordy for column in says(f)}
        self._texts = itemgetter_of(reader.cells_behind(_columns(texts)))
        self._glance = filters.glance(rows)
        self._seen: dict[object, int] = {}

    def verdict(self, cells: Sequence[str]) -> int:
        """The sum of ``_ADVERSE`` and ``_GENERAL``, for filters of either kind that match."""
        key = self._key(cells)
        verdict = self._seen.get(key)
        if verdict is None:
            verdict = self._plainly(key, cells)
        if self._wordy and self._glance.passes("\n".join(self._texts(cells))):
            verdict |= self._matching(self._wordy, cells)
        return verdict

    def _plainly(self, key: object, cells: Sequence[str]) -> int:
        verdict = self._matching(self._plain, cells)
        if len(self._seen) < _REMEMBERED:
            self._seen[key] = verdict
        return verdict

    def _matching(self, filters: Iterable[tuple[int, RowFilter]], cells: Sequence[str]) -> int:
        row = self._reader.row(0, cells)
        verdict = 0
        for sign, f in filters:
            if row is not None and not verdict & sign and f.matches(row):
                verdict |= sign
        return verdict


def _looked_at(filters: Iterable[RowFilter]) -> frozenset[str]:
    return _columns({column for f in filters for column in f.filter.where})


def _columns(names: set[str]) -> frozenset[str]:
    return frozenset(names.union(_PARTS_OF_TEXT) if "text" in names else names)


def itemgetter_of(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """The cells at the places, always as a tuple."""
    if not places:
        return lambda cells: ()
    return itemgetter(*places, places[0])


@dataclass
class _Oddities:
    """What was odd about the rows of one table: how often, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)

    def note(self, what: str, line: int) -> None:
        self.counts[what] += 1
        self.first.setdefault(what, line)

    def warnings(self, source: str) -> list[str]:
        return [
            f"{source}:{self.first[what]}: {count} {'row' if count == 1 else 'rows'} {what}."
            for what, count in sorted(self.counts.items())
        ]


_SHORT = "with fewer cells than the header; the missing ones count as empty"
_LONG = "with more cells than the header; the extra ones were left out"
_NO_ROW = "left out because a number in it cannot be read"


class Sifting:
    """One table on its way into a keeper."""

    def __init__(self, table: Table, filters: Filters, keeper: Keeper) -> None:
        self.table = table
        self.keeper = keeper
        self._reader = RowReader(table)
        self._judge = Judge(filters, self._reader)
        self._has_names = bool(self._reader.cells_behind(("asin", "sku")))
        self._names = itemgetter_of(self._reader.cells_behind(("asin", "sku")))
        self._only_counted = table.kind in STOCK_TABLES
        self._odd = _Oddities()
        self._in_play_then: frozenset[str] = frozenset()

    def read(self) -> list[str]:
        """Read every row; give back what was odd, as warnings."""
        every = self.table.kind.rows == "returns" or not self._has_names
        in_play = self.keeper.in_play.names
        judge, names = self._judge.verdict, self._names
        count = 0
        places = Places(self.table.header, self.keeper.places) if self.table.kind is ALL_ORDERS else None
        for line, cells in self._rows():
            count += 1
            if places:
                places.note(cells)
            verdict = judge(cells)
            if verdict or every or not in_play.isdisjoint(names(cells)):
                self._offer(line, cells, verdict)
        self.keeper.rows_read[self.table.kind.id] += count
        self._in_play_then = frozenset(in_play)
        return [*self._unknown_columns(), *self._odd.warnings(self.table.source)]

    def read_late(self) -> None:
        """Keep the rows of listings that came into play after this table was read."""
        late = self.keeper.in_play.names - self._in_play_then
        if not late:
            return
        for line, cells in self._rows():
            names = set(self._names(cells))
            if not names.isdisjoint(late) and names.isdisjoint(self._in_play_then):
                self._offer_late(line, cells)

    def _offer_late(self, line: int, cells: Sequence[str]) -> None:
        row = self._reader.row(line, cells)
        if row is not None and not self._judge.verdict(cells) & _GENERAL:
            self.keeper.offer(self.table.kind.rows, row, adverse=False, general=False)

    def _offer(self, line: int, cells: Sequence[str], verdict: int) -> None:
        row = self._reader.row(line, cells)
        if row is None:
            self._odd.note(_NO_ROW, line)
            return
        self._tally(row)
        if self._only_counted:
            return
        self.keeper.offer(
            self.table.kind.rows, row, adverse=bool(verdict & _ADVERSE), general=bool(verdict & _GENERAL)
        )

    def _tally(self, row: Row) -> None:
        quantity = int(str(row.get("quantity", 1)))
        if self._only_counted:
            received = str(row.get("status")).lower() == RECEIPTS
            self.keeper.units_inbound[name_of(row)] += quantity if received else 0
        elif self.table.kind.rows == "returns":
            self.keeper.units_returned[name_of(row)] += quantity
        elif self.table.kind is ALL_ORDERS and str(row.get("status")).lower() not in CANCELLED:
            self.keeper.units_sold[name_of(row)] += quantity

    def _unknown_columns(self) -> list[str]:
        names = self.table.not_understood()
        listed = ", ".join(f'"{name}"' for name in names)
        return (
            [f"{self.table.source}: these columns were not understood and not used: {listed}."]
            if names
            else []
        )

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line and cells of every row, filled up to the header's width, without repeated headers."""
        width = len(self.table.header)
        first = self.table.header[0].casefold()
        header = [squashed(name) for name in self.table.header]
        for line, cells in self.table.cells():
            if len(cells) != width:
                self._odd.note(_SHORT if len(cells) < width else _LONG, line)
                cells.extend([""] * (width - len(cells)))
            if cells[0].casefold() == first and [squashed(name) for name in cells[:width]] == header:
                continue
            yield line, cells
