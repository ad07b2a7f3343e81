"""The filters of the knowledge, by the rows they look at and by what a match means for keeping a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from diagnose.intake.glance import Glance
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.filters import RowFilter, row_filters
from diagnose.knowledge.models import listed


def says(row_filter: RowFilter) -> dict[str, tuple[str, ...]]:
    """The themes that a filter wants to hear, by column."""
    where = row_filter.filter.where.items()
    wanted = {column: w["says"] for column, w in where if isinstance(w, Mapping) and "says" in w}
    return {column: tuple(listed(themes)) for column, themes in wanted.items()}  # type: ignore[arg-type]


class Filters:
    """All filters over rows, compiled when the first row comes: most cases have no reports."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge

    @cached_property
    def _every(self) -> Mapping[str, tuple[RowFilter, ...]]:
        every = row_filters(self._knowledge)
        return {rows: tuple(f for f in every if f.table == rows) for rows in sorted({f.table for f in every})}

    @cached_property
    def _numbered(self) -> Mapping[str, list[tuple[int, RowFilter, bool]]]:
        every = self._every.items()
        return {rows: [(n, f, bool(says(f))) for n, f in enumerate(filters)] for rows, filters in every}

    @cached_property
    def _glances(self) -> Mapping[str, Glance]:
        return {rows: self._glance(filters) for rows, filters in self._every.items()}

    def of(self, rows: str) -> tuple[RowFilter, ...]:
        """All filters over rows of one kind."""
        return self._every.get(rows, ())

    def matching(self, rows: str, row: Mapping[str, object]) -> tuple[int, ...]:
        """The numbers of all filters that match a row: rows with the same numbers are alike."""
        text = "\n".join(value for value in row.values() if isinstance(value, str))
        wordy = rows in self._glances and self._glances[rows].passes(text)
        return tuple(
            n for n, f, reads in self._numbered.get(rows, ()) if (wordy or not reads) and f.matches(row)
        )

    def adverse(self, rows: str) -> tuple[RowFilter, ...]:
        """Filters of which a match puts the row's listing in play."""
        return tuple(f for f in self.of(rows) if f.adverse)

    def general(self, rows: str) -> tuple[RowFilter, ...]:
        """Filters about the account or the store: their rows count whichever listing they are about."""
        facts = self._knowledge.facts
        return tuple(f for f in self.of(rows) if f.fact not in facts or facts[f.fact].about != "listing")

    def glance(self, rows: str) -> Glance:
        """A glance for the themes that decide about keeping a row."""
        return self._glance((*self.adverse(rows), *self.general(rows)))

    def _glance(self, filters: Iterable[RowFilter]) -> Glance:
        themes = {theme for f in filters for wanted in says(f).values() for theme in wanted}
        return Glance(themes, self._knowledge.wordings)

    def is_adverse(self, rows: str, row: Mapping[str, object]) -> bool:
        """Whether a row says something against its listing."""
        return any(f.matches(row) for f in self.adverse(rows))
