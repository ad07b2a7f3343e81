"""The filters of the knowledge, by the rows they look at and by what a match means for keeping a row."""

from __future__ import annotations

from collections.abc import Mapping

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
    """All filters over rows, compiled once."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        every = row_filters(knowledge)
        self._knowledge = knowledge
        self._of = {name: tuple(f for f in every if f.table == name) for name in {f.table for f in every}}

    def of(self, rows: str) -> tuple[RowFilter, ...]:
        """All filters over rows of one kind."""
        return self._of.get(rows, ())

    def adverse(self, rows: str) -> tuple[RowFilter, ...]:
        """Filters of which a match puts the row's listing in play."""
        return tuple(f for f in self.of(rows) if f.adverse)

    def general(self, rows: str) -> tuple[RowFilter, ...]:
        """Filters about the account or the store: their rows count whichever listing they are about."""
        facts = self._knowledge.facts
        return tuple(f for f in self.of(rows) if f.fact not in facts or facts[f.fact].about != "listing")

    def glance(self, rows: str) -> Glance:
        """A glance for the themes that decide about keeping a row."""
        deciding = (*self.adverse(rows), *self.general(rows))
        themes = {theme for f in deciding for wanted in says(f).values() for theme in wanted}
        return Glance(themes, self._knowledge.wordings)

    def is_adverse(self, rows: str, row: Mapping[str, object]) -> bool:
        """Whether a row says something against its listing."""
        return any(f.matches(row) for f in self.adverse(rows))
