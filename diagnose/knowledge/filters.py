"""Filters over rows: what the ``found`` of a fact asks of a listing, a return, a rating or an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from diagnose.knowledge.models import Filter
from diagnose.knowledge.wording import Phrasebook

if TYPE_CHECKING:
    from diagnose.knowledge.base import KnowledgeBase

Row = Mapping[str, object]
Test = Callable[[Row], bool]
Themes = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class RowFilter:
    """One compiled filter: which fact it tells, over which rows, and how many rows it takes."""

    fact: str
    table: str
    adverse: bool
    filter: Filter
    matches: Test


def column(row: Row, name: str) -> object:
    """A column of a row; ``text`` is title and description together."""
    if name == "text":
        return f"{row.get('title') or ''}\n\n{row.get('description') or ''}"
    return row.get(name)


def _equals(name: str, wanted: object) -> Test:
    values = wanted if isinstance(wanted, (list, tuple)) else [wanted]
    accepted = frozenset(str(value).casefold() for value in values)

    def test(row: Row) -> bool:
        value = column(row, name)
        if isinstance(value, (list, tuple)):
            return any(str(item).casefold() in accepted for item in value)
        return value is not None and str(value).casefold() in accepted

    return test


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _compares(name: str, wanted: Mapping[str, Any]) -> Test:
    above, below = wanted.get("above"), wanted.get("below")

    def test(row: Row) -> bool:
        number = _number(column(row, name))
        if number is None:
            return False
        return (above is None or number > above) and (below is None or number < below)

    return test


def _says(name: str, wanted: object, themes: Themes) -> Test:
    accepted = frozenset(wanted if isinstance(wanted, (list, tuple)) else [wanted])

    def test(row: Row) -> bool:
        value = column(row, name)
        return bool(value) and not accepted.isdisjoint(themes(str(value)))

    return test


def _column_test(name: str, wanted: object, themes: Themes) -> Test:
    if not isinstance(wanted, Mapping):
        return _equals(name, wanted)
    if "says" in wanted:
        return _says(name, wanted["says"], themes)
    if "empty" in wanted:
        return lambda row: (not str(column(row, name) or "").strip()) == wanted["empty"]
    return _compares(name, wanted)


def _cheapest_first(where: Mapping[str, object]) -> list[tuple[str, object]]:
    return sorted(where.items(), key=lambda item: isinstance(item[1], Mapping) and "says" in item[1])


def _row_test(where: Mapping[str, object], themes: Themes) -> Test:
    tests = [_column_test(name, wanted, themes) for name, wanted in _cheapest_first(where)]
    return lambda row: all(test(row) for test in tests)


def row_filters(knowledge: KnowledgeBase) -> tuple[RowFilter, ...]:
    """Compile every filter of the knowledge, in the order of facts. Words are read in all languages known."""

    @cache
    def books() -> tuple[Phrasebook, ...]:
        # Compiled when the first row has words: most cases are a notice.
        return tuple(
            Phrasebook([entry for entry in entries if entry.theme or entry.words or entry.guard == "negated"])
            for _, entries in sorted(knowledge.wordings.items())
        )

    @lru_cache(maxsize=64)
    def themes(text: str) -> frozenset[str]:
        return frozenset().union(*(book.themes(text) for book in books()))

    return tuple(
        RowFilter(fact.id, item.rows_in, fact.adverse, item, _row_test(item.where, themes))
        for fact in knowledge.facts.values()
        for item in fact.found
    )
