"""What the choice of a question needs of a case that is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from diagnose.conclusions import Ranking
from facts_schema import Reply


class LookAhead(Protocol):
    """A case on which answers can be supposed; nothing of them is kept."""

    def suppose(self, answers: Mapping[str, Reply]) -> Ranking:
        """The ranking with these answers to facts besides; with none, as it stands."""
