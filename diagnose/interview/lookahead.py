"""What would be concluded if something more were known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from diagnose.conclusions import Ranked
from diagnose.pipeline import Diagnoser
from facts_schema import Case, Reply


class LookAhead(Protocol):
    """A case that is settled, on which answers can be supposed; nothing of them is kept."""

    def suppose(self, answers: Mapping[str, Reply]) -> tuple[Ranked, ...]:
        """The ranking with these answers to facts besides; with none, as it stands."""


@contextmanager
def settled(diagnoser: Diagnoser, case: Case, as_of: dt.date | None = None) -> Iterator[LookAhead]:
    """A case on which answers can be supposed."""
    yield Replayed(diagnoser, case, as_of)


class Replayed:
    """Supposes by diagnosing the case afresh with the answers added."""

    def __init__(self, diagnoser: Diagnoser, case: Case, as_of: dt.date | None = None) -> None:
        self._diagnoser, self._case, self._as_of = diagnoser, case, as_of

    def suppose(self, answers: Mapping[str, Reply]) -> tuple[Ranked, ...]:
        """The ranking with these answers besides."""
        told = self._case.model_copy(update={"answers": {**self._case.answers, **answers}})
        return self._diagnoser.ranking(told, self._as_of)
