"""What the wording of the notices as a whole adds to each ground: findings with a measured weight.

The weights are calibrated on labelled notices (``likeness`` in ``weights.yaml``). A ground whose wording
is unlike the notice loses by it, so that a single phrase in a long letter does not decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from diagnose.conclusions import Finding
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import GroundKind, RuleKind, When
from diagnose.knowledge.vocabulary import log_odds
from diagnose.knowledge.wording import ALLEGED
from diagnose.observe import Likened, NoticeReading, Observed


class Worded:
    """The likeness of the notices of one case to each ground; of several notices the most alike counts.

    What was seen is ``quoted`` unless nobody will read it.
    """

    def __init__(self, knowledge: KnowledgeBase, observed: Observed, quoted: bool = True) -> None:
        self._grounds, self._weights, self._quoted = knowledge.grounds, knowledge.weights.likeness, quoted
        self._misread = frozenset(
            [o.fact for o in observed.observations if o.origin == "correction" and o.answer == "no"]
        )
        self._unnamed = [reading.names_none for reading in observed.notices if reading.likeness]
        self._alike = [r.likeness for r in _that_name_a_ground(observed.notices) if r.likeness]
        self.towards = self._towards()
        """The grounds that the notices are worded like."""

    def _towards(self) -> tuple[str, ...]:
        told = sorted({ground for likened in self._alike for ground in likened.alike})
        return tuple([ground for ground in told if self._weight(ground, self._likest(ground)) > 0])

    def _likest(self, ground: str) -> Likened | None:
        """The notice that is worded most like a ground, the first of several, unless that was misread."""
        alike = [likened for likened in self._alike if ground in likened.likeness]
        if not alike or (self._misread and _heard_by(self._grounds[ground]) & self._misread):
            return None
        return max(alike, key=lambda likened: likened.share(ground))

    def _weight(self, ground: str, likest: Likened | None) -> float:
        if likest is None or self._weights is None:
            return 0.0
        return self._weights.of(log_odds(likest.share(ground)))

    @property
    def names_none(self) -> bool:
        """Whether every notice is worded most like those that name no ground."""
        return bool(self._unnamed) and all(self._unnamed)

    def finding(self, ground: str) -> Finding | None:
        """What the wording says for or against a ground; ``None`` where it says nothing."""
        # Words that are like no ground's speak against none.
        likest = self._likest(ground) if self.towards else None
        weight = self._weight(ground, likest)
        if likest is None or self._weights is None or not weight:
            return None
        seen = likest.seen(ground, self._quoted)
        because = self._weights.because if weight > 0 else self._weights.against
        return Finding(_rule(ground, seen.fact, weight > 0, because), (), (seen,), abs(weight))


def _that_name_a_ground(readings: Sequence[NoticeReading]) -> Sequence[NoticeReading]:
    """The notices whose likeness counts: in a thread a reply that names no ground does not speak for one."""
    alleging = [r for r in readings if any(o.fact.startswith(ALLEGED) for o in r.observations)]
    return alleging or [reading for reading in readings if not reading.names_none] or readings


def _heard_by(ground: GroundKind) -> frozenset[str]:
    """The facts that speak for a ground: where the consultant corrects one, its wording was misread too."""
    return frozenset(fact for rule in ground.rules if rule.points == "to" for fact in rule.when.facts)


@cache
def _rule(ground: str, fact: str, to: bool, because: str) -> RuleKind:
    """The rule that every ground has without writing it."""
    return RuleKind(
        id=f"{ground}-worded-alike",
        when=When(all=(fact,)) if to else When(denied=(fact,)),
        points="to" if to else "away",
        strength="strong",
        because=because,
        basis="practice",
    )
