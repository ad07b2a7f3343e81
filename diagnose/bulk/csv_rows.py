"""Cases in a table of text: comma, semicolon, tab or bar between cells, in any encoding that intake reads.

Cells may be quoted and then hold line breaks, as spreadsheets write them. Quoting is read strictly, so that
a forgotten quotation mark costs the row it stands in and not everything after it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.bulk.columns import Columns, cells_by_field, columns_of, fields_in
from diagnose.bulk.entries import Entry
from diagnose.intake.content import Content

DELIMITERS = ",;\t|"
LARGEST_CELL = 8 << 20
SEPARATOR_LINE = "sep="
"""Spreadsheets name the delimiter in a line of its own before the header."""


@dataclass(frozen=True)
class Header:
    """The line that names the columns: how many lines stand before it, and its names."""

    skipped: int
    delimiter: str
    names: tuple[str, ...]


def header_of(content: Content) -> Header | None:
    """The header of a table of cases, if the first line that is not empty is one."""
    for skipped, line in enumerate(content.opening.removeprefix("\ufeff").split("\n")):
        if not line.strip() or line.strip().lower().startswith(SEPARATOR_LINE):
            continue
        cut = [(delimiter, _names(line.rstrip("\r"), delimiter)) for delimiter in DELIMITERS]
        delimiter, names = max(cut, key=lambda pair: fields_in(pair[1]))
        return Header(skipped, delimiter, names) if fields_in(names) else None
    return None


def entries_in(content: Content, header: Header, columns: Columns) -> Iterator[Entry]:
    """The rows under a header; one that cannot be read becomes an entry with its problem."""
    by_field = cells_by_field(columns, header.names)
    wide = len(header.names)
    for number, cells, size, problem in _rows(content, header):
        if problem:
            yield Entry(number, {}, size, problem)
        elif len(cells) != wide:
            yield Entry(number, {}, size, f"the row has {len(cells)} cells, the header has {wide}")
        else:
            yield Entry(number, by_field(cells), size)


def columns_in(header: Header) -> Columns:
    """What the columns of a header mean."""
    return columns_of(header.names)


def _names(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(name.strip() for name in next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return ()


class _Lines:
    """The lines under the header, counting how many bytes they took."""

    def __init__(self, content: Content, skipped: int) -> None:
        self.taken = 0
        lines = (line for batch in content.lines() for line in batch)
        for _ in range(skipped + 1):
            next(lines, None)
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += len(line.encode("utf-8", "replace")) + 1
            yield line + "\n"


def _rows(content: Content, header: Header) -> Iterator[tuple[int, list[str], int, str]]:
    """The line a row begins at, its cells, its bytes, and what is wrong with it."""
    csv.field_size_limit(LARGEST_CELL)
    lines, above = _Lines(content, header.skipped), header.skipped + 1
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    while True:
        number, before, cells, problem = above + reader.line_num + 1, lines.taken, list[str](), ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problem = (
                f"{error}: from line {number} to {above + reader.line_num} no row can be made of the cells"
            )
        if problem or any(map(str.strip, cells)):
            yield number, cells, lines.taken - before, problem
