"""What stands in a source of cases: one entry a case, not yet understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


class BadEntry(ValueError):
    """An entry that holds no case document; its message says why."""


@dataclass(frozen=True)
class Entry:
    """One case as it was read: a line of JSON, or the cells of a row by field of the case document.

    ``number`` is the line (in Parquet the row) it begins at, counted from 1, and ``size`` its share of the
    source in bytes (in Parquet in rows). With a ``problem`` it could not be read at all.
    """

    number: int
    given: bytes | Mapping[str, Any]
    size: int
    problem: str = ""


def entries_of(lines: Iterable[bytes]) -> Iterator[Entry]:
    """The entries of JSON lines; blank lines are skipped but counted."""
    return (Entry(number, line, len(line)) for number, line in enumerate(lines, start=1) if line.strip())
