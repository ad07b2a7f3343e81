"""What passes between inference, ranking and plan: findings, and grounds with their odds."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, Protocol

from diagnose.knowledge.models import GroundKind, RootCauseKind, RuleKind
from facts_schema import Observation


class Witnessed(NamedTuple):
    """That something fired: for which listings, and the observations behind it."""

    listings: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()


class Finding(NamedTuple):
    """A rule that fired: once, with every listing it fired for and the observations behind it."""

    rule: RuleKind
    listings: tuple[str, ...]
    observations: tuple[Observation, ...]
    weight: float | None = None
    """Its log-odds where they are measured, not given by the strength of the rule."""

    @property
    def stated(self) -> bool:
        """Whether words of a notice (or the consultant's reading of one) are among its reasons."""
        return any(
            o.origin == "notice" or (o.grade == "paper" and o.origin != "metric") for o in self.observations
        )

    @property
    def origin(self) -> str:
        """What the finding is evidence from: findings of one origin are not independent."""
        return self.rule.counts_with or self.rule.id


class Worded(Protocol):
    """What the wording of the notices as a whole says of grounds."""

    @property
    def towards(self) -> tuple[str, ...]:
        """The grounds that the notices are worded like."""

    def finding(self, ground: str) -> Finding | None:
        """What the wording says for or against a ground."""


class Weighed(NamedTuple):
    """A finding with the log-odds that it adds."""

    finding: Finding
    weight: float


class Ranked(NamedTuple):
    """A ground or root cause with its odds and reasons, best reasons first."""

    item: GroundKind | RootCauseKind
    score: float
    standing: Literal["stated", "found"]
    to: tuple[Weighed, ...]
    away: tuple[Weighed, ...]
    root_causes: tuple[Ranked, ...] = ()

    @property
    def ground(self) -> GroundKind:
        """The item of what is ranked at the top; root causes are ranked under their grounds."""
        assert isinstance(self.item, GroundKind), "root causes are ranked under their grounds"
        return self.item

    @property
    def probability(self) -> float:
        """Between 0 and 1, to four places."""
        return round(1 / (1 + math.exp(-self.score)), 4)

    @property
    def listings(self) -> tuple[str, ...]:
        """Every listing that some reason names."""
        named = {asin for weighed in self.to for asin in weighed.finding.listings if asin}
        return tuple(sorted(named)) if named else ()


Ranking = tuple[Ranked, ...]
"""Every ground that some finding speaks about, best first, shown or not."""
