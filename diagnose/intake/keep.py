"""Which rows of a report are kept: those that say something against a listing, or are about one in play.

Reports can have millions of rows, so a row is judged while it is read. Rows alike (the same listing, the same
filters) are kept three times and then counted in one more row, so that counts stay exact and memory bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from diagnose.intake.filters import Filters
from diagnose.intake.tables import Row

EXAMPLES = 3
MOST_IN_PLAY = 5_000
_ASIN = re.compile(r"\b(?:B0[A-Z0-9]{8}|(?<=ASIN )[A-Z0-9]{10}|(?<=ASIN: )[A-Z0-9]{10})\b")
_SKU = re.compile(r"\bSKUs?\s*[:#]\s*([\w.\-]{2,40})")


def named_in(text: str) -> set[str]:
    """The ASINs, and the SKUs that are called so, in a notice."""
    return {*_ASIN.findall(text), *_SKU.findall(text)}


@dataclass
class InPlay:
    """The ASINs and SKUs that matter to the case. Never more than ``MOST_IN_PLAY`` come from reports."""

    names: set[str] = field(default_factory=set)
    full: bool = False

    def add(self, row: Mapping[str, object]) -> bool:
        """Put a row's listing in play; false when there are too many already."""
        name = name_of(row)
        if not name or name in self.names:
            return bool(name)
        self.full = self.full or len(self.names) >= MOST_IN_PLAY
        if not self.full:
            self.names.add(name)
        return not self.full


@dataclass
class _Group:
    """Rows alike: the first three, and one more that stands for the rest."""

    first: list[Row] = field(default_factory=list)
    rest: Row | None = None

    def add(self, row: Row) -> None:
        if len(self.first) < EXAMPLES:
            self.first.append(row)
        elif self.rest is None:
            self.rest = {**row, "rows": 1}
        else:
            self.rest["rows"] = int(str(self.rest["rows"])) + 1
            self.rest["quantity"] = _sum(self.rest.get("quantity"), row.get("quantity"))

    def rows(self) -> list[Row]:
        return self.first if self.rest is None else [*self.first, self.rest]


def _sum(one: Any, other: Any) -> Any:
    return one if other is None else other if one is None else one + other


class Keeper:
    """Keeps the rows that matter, and counts."""

    def __init__(self, filters: Filters, in_play: InPlay) -> None:
        self._filters = filters
        self.in_play = in_play
        self._groups: dict[str, dict[tuple[object, ...], _Group]] = {}
        self.rows_read: Counter[str] = Counter()
        self.units_sold: Counter[str] = Counter()
        self.units_returned: Counter[str] = Counter()
        self.units_inbound: Counter[str] = Counter()
        self.places: dict[str, str] = {}

    def kept(self, rows: str) -> list[Row]:
        """Everything kept of one kind of rows, in the order it was read."""
        groups = self._groups.get(rows, {}).values()
        return sorted((row for group in groups for row in group.rows()), key=itemgetter("source", "line"))

    def offer(self, rows: str, row: Row, *, adverse: bool, general: bool) -> None:
        """Keep a row if it matters."""
        own = adverse and self.in_play.add(row)
        if own or self.concerns(row) or not name_of(row):
            self._keep(rows, name_of(row), row)
        elif adverse or general:
            self._keep(rows, "", {**row, "asin": "", "sku": ""})

    def concerns(self, row: Mapping[str, object]) -> bool:
        """Whether a row is about a listing in play."""
        return row.get("asin") in self.in_play.names or row.get("sku") in self.in_play.names

    def _keep(self, rows: str, name: str, row: Row) -> None:
        key = (name, row.get("defect"), self._filters.matching(rows, row))
        self._groups.setdefault(rows, {}).setdefault(key, _Group()).add(row)


def name_of(row: Mapping[str, object]) -> str:
    """What a row's listing goes by: its ASIN, else its SKU."""
    return str(row.get("asin") or row.get("sku") or "")
