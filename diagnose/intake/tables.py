"""Reports with one row a line: known by their header, read as a stream.

A format is a :class:`TableKind`; its module says which headers mean which column and how cells are cleaned.
Amazon writes no quotes, so in tab-separated files a quote is data; only comma-separated files have quoting.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from diagnose.intake.content import Content
from diagnose.intake.errors import InputError

Cleaner = Callable[[str], object]
RowKind = Literal["listings", "returns", "feedback", "orders"]
Row = dict[str, object]

_NOT_A_LETTER = re.compile(r"[\W_]+")


def squashed(name: str) -> str:
    """A header or key without regard to case, hyphen, underscore, space and quotes."""
    return _NOT_A_LETTER.sub("", name.casefold())


def _nothing_more(row: Row, cells: Mapping[str, str]) -> None:
    """Most formats are complete once their columns are read."""


@dataclass(frozen=True)
class TableKind:
    """A report format: which headers it has (squashed aliases by column) and what a row of it is.

    ``needs`` are the columns it is known by, ``marks`` further headers of which it has at least one,
    ``fixed`` what is true of every row, ``ignored`` headers that are known and left out. ``finish`` makes
    the columns ``makes`` from the cells under the headers ``finish_needs``.
    """

    id: str
    title: str
    rows: RowKind
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    clean: Mapping[str, Cleaner] = field(default_factory=dict)
    fixed: Mapping[str, object] = field(default_factory=dict)
    finish: Callable[[Row, Mapping[str, str]], None] = _nothing_more
    finish_needs: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()
    ignored: frozenset[str] | None = None

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Where each column stands in a header; of two aliases the one named first wins."""
        at = {name: place for place, name in reversed(list(enumerate(header)))}
        found = {column: [at[name] for name in names if name in at] for column, names in self.columns.items()}
        return {column: places[0] for column, places in found.items() if places}

    def fits(self, header: Sequence[str]) -> int:
        """How many columns of a header are this format's; zero if it is another format's."""
        places = self.places(header)
        known = set(self.needs) <= places.keys() and (not self.marks or not self.marks.isdisjoint(header))
        return len(places) if known else 0


@dataclass(frozen=True)
class Table:
    """A recognised report: its format, its header and where its cells stand."""

    content: Content
    kind: TableKind
    header: tuple[str, ...]
    delimiter: str
    skipped: int

    @property
    def source(self) -> str:
        """The file's name."""
        return self.content.source

    def not_understood(self) -> list[str]:
        """Headers without a meaning here, for formats whose columns Amazon does not publish."""
        if self.kind.ignored is None:
            return []
        squashed_header = [squashed(name) for name in self.header]
        known = {name for names in self.kind.columns.values() for name in names} | self.kind.finish_needs
        return [
            written
            for written, name in zip(self.header, squashed_header, strict=True)
            if name and name not in known | self.kind.ignored
        ]

    def cells(self) -> Iterator[tuple[int, list[str]]]:
        """The line and the cells of every row under the header; blank lines are left out."""
        lines = enumerate(itertools.chain.from_iterable(self.content.lines()), start=1)
        under = itertools.islice(lines, self.skipped + 1, None)
        return _split(under) if self.delimiter == "\t" else self._unquoted(under)

    def _unquoted(self, lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
        at = self.skipped + 1
        reader = csv.reader((line.replace("\0", "") + "\n" for _, line in lines), delimiter=self.delimiter)
        try:
            for cells in reader:
                if any(cells):
                    yield at + 1, cells
                at = self.skipped + 1 + reader.line_num
        except csv.Error as error:
            what = f"The table breaks off here: {error}."
            raise self.content.error(
                what, "One row a line was expected.", "Export it again.", at + 1
            ) from error


def _split(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    return ((number, line.split("\t")) for number, line in lines if line and not line.isspace())


class RowReader:
    """Turns cells into rows with canonical columns; built once a table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        kind = table.kind
        header = [squashed(name) for name in table.header]
        self.places = kind.places(header)
        self._columns = [
            (column, place, kind.clean.get(column, str.strip)) for column, place in self.places.items()
        ]
        self._finish_places = {name: place for place, name in enumerate(header) if name in kind.finish_needs}
        self._fixed = {**kind.fixed, "source": table.source}

    def cells_behind(self, columns: Collection[str]) -> list[int]:
        """Where the cells stand from which these columns are read or made."""
        own = {place for column, place in self.places.items() if column in columns}
        made = self._finish_places.values() if not self.table.kind.makes.isdisjoint(columns) else ()
        return sorted(own.union(made))

    def row(self, line: int, cells: Sequence[str]) -> Row | None:
        """One row, or nothing if a cell that must be a number is none."""
        row: Row = {**self._fixed, "line": line}
        try:
            for column, place, clean in self._columns:
                row[column] = clean(cells[place])
            more = {name: cells[place].strip() for name, place in self._finish_places.items()}
        except ValueError:
            return None
        self.table.kind.finish(row, more)
        return row


def recognise_table(content: Content, kinds: Sequence[TableKind]) -> Table | None:
    """The table that the first lines announce, or nothing if this is no table that is known."""
    for skipped, line in enumerate(content.opening.replace("\r\n", "\n").split("\n")[:5]):
        if not line.strip():
            continue
        for delimiter in ("\t", ",", ";"):
            table = _best(content, kinds, tuple(_header(line, delimiter)), delimiter, skipped)
            if table:
                return table
    return None


def _header(line: str, delimiter: str) -> list[str]:
    if delimiter == "\t":
        return [name.strip().strip('"') for name in line.split("\t")]
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _best(
    content: Content, kinds: Sequence[TableKind], header: tuple[str, ...], delimiter: str, skipped: int
) -> Table | None:
    names = [squashed(name) for name in header]
    best = max(kinds, key=lambda kind: kind.fits(names))
    return Table(content, best, header, delimiter, skipped) if best.fits(names) else None


def unknown_table(content: Content, kinds: Sequence[TableKind]) -> InputError | None:
    """The error about a table that has no header we know, or nothing if this does not look like a table."""
    lines = [line for line in content.opening.split("\n")[:6] if line.strip()]
    tabs = [line.count("\t") for line in lines]
    if not tabs or tabs[0] < 2 or min(tabs) < 1:
        return None
    names = ", ".join(name.strip() for name in lines[0].split("\t")[:4])
    titles = ", ".join(kind.title for kind in kinds)
    return content.error(
        f'This is a table, but no report that is known has the columns "{names}".',
        f"One of these was expected: {titles}.",
        "Download the report again in English and keep its header line.",
        1,
    )


def whole_number(text: str) -> int | None:
    """A whole number as reports write it ("1,204", "3.0"); nothing for an empty cell."""
    number = decimal(text)
    return None if number is None else round(number)


def decimal(text: str) -> float | None:
    """A number with a point or a comma as the decimal sign; nothing if the cell holds none."""
    plain = text.strip().strip("$€£¥").replace("\u00a0", "").replace(" ", "")
    if not plain:
        return None
    if re.fullmatch(r"[-+]?\d{1,3}([.,]\d{3})*,\d{1,2}|[-+]?\d+,\d{1,2}", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        number = float(plain.replace(",", ""))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def units(text: str) -> int:
    """A count of units that is never negative; one where the cell does not say."""
    number = whole_number(text)
    return 1 if number is None else max(number, 0)
