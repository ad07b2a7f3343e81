"""Rows of reports: which facts they tell, per listing, with counts and the rows behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.filters import RowFilter, row_filters
from facts_schema import Case, Observation, Row

_EXAMPLES = 5
_LONGEST_WORDS = 120


def _units(row: Row) -> int:
    """Units a row stands for; a merged row carries the sum."""
    return max(1, getattr(row, "quantity", None) or 1)


def _words(rows: Iterable[Row]) -> str:
    """The first words of a buyer or of a report that made the rows count."""
    for row in rows:
        for name in ("comment", "reason", "defect"):
            words = getattr(row, name, "")
            if words:
                return str(words)[:_LONGEST_WORDS]
    return ""


class RowReader:
    """Compiled filters over the rows of a case; safe to share once made."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._facts = knowledge.facts
        self._filters: dict[str, list[RowFilter]] = defaultdict(list)
        for item in row_filters(knowledge):
            self._filters[item.table].append(item)

    def observe(self, case: Case) -> tuple[Observation, ...]:
        """What the rows of every table of a case tell."""
        tables: Mapping[str, tuple[Row, ...]] = {
            "listings": case.listings,
            "returns": case.returns,
            "feedback": case.feedback,
            "orders": case.orders,
        }
        seen: dict[tuple[str, str], Observation] = {}
        for table in [table for table, rows in tables.items() if rows]:
            columns = [(row, row.model_dump()) for row in tables[table]] if self._filters[table] else []
            for item in self._filters[table]:
                for observation in self._told(case, item, columns):
                    seen.setdefault((observation.fact, observation.listing), observation)
        return tuple(seen.values())

    def _told(
        self, case: Case, item: RowFilter, columns: list[tuple[Row, dict[str, object]]]
    ) -> Iterable[Observation]:
        by_subject: dict[str, list[Row]] = defaultdict(list)
        about_listing = self._facts[item.fact].about == "listing"
        for row, values in columns:
            if item.matches(values):
                by_subject[(row.asin or row.sku) if about_listing else ""].append(row)
        for subject, rows in sorted(by_subject.items()):
            count = sum(row.rows for row in rows)
            if count >= item.filter.at_least and _is_share(case, item, subject, rows):
                yield self._observation(item, subject, rows, count)

    def _observation(self, item: RowFilter, subject: str, rows: list[Row], count: int) -> Observation:
        words = _words(rows)
        quoted = f': "{words}"' if words else ""
        noun = {"listings": "listing", "returns": "return", "feedback": "rating", "orders": "order"}[
            item.table
        ]
        return Observation(
            fact=item.fact,
            answer="yes",
            listing=subject,
            grade="report",
            origin="rows",
            says=f"{count} {noun}{'' if count == 1 else 's'}{quoted}",
            source=", ".join(sorted({row.source for row in rows if row.source})),
            lines=tuple(sorted(row.line for row in rows if row.line))[:_EXAMPLES],
            count=count,
            pack=self._facts[item.fact].pack,
        )


def _is_share(case: Case, item: RowFilter, subject: str, rows: list[Row]) -> bool:
    """Whether the rows are the wanted share of all units; without a known whole nothing is concluded."""
    if item.filter.share is None:
        return True
    known = case.totals.units_returned if item.filter.share_of == "returned" else case.totals.units_sold
    whole = known.get(subject) if subject else sum(known.values())
    if not whole:
        table: tuple[Row, ...] = case.returns if item.filter.share_of == "returned" else case.orders
        whole = sum(_units(row) for row in table if not subject or subject in (row.asin, row.sku))
    units = sum(_units(row) for row in rows)
    return bool(whole) and units / whole >= item.filter.share
