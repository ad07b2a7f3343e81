"""What the wording of the notices as a whole adds to each ground: findings with a measured weight.

The weights are calibrated on labelled notices (``likeness`` in ``weights.yaml``). A ground whose wording
is unlike the notice loses by it, so that a single phrase in a long letter does not decide alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from diagnose.conclusions import Finding
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import GroundKind, LikenessWeights, RuleKind, When
from diagnose.knowledge.wording import ALLEGED
from diagnose.observe import Alike, NoticeReading, Observed


class Worded:
    """The likeness of the notices of one case to each ground; of several notices the most alike counts."""

    def __init__(self, knowledge: KnowledgeBase, observed: Observed) -> None:
        self._weights = knowledge.weights.likeness
        misread = frozenset(
            o.fact for o in observed.observations if o.origin == "correction" and o.answer == "no"
        )
        self._unnamed = [reading.names_none for reading in observed.notices if reading.likeness]
        self._best: dict[str, Alike] = {}
        for reading in _that_name_a_ground(observed.notices):
            for alike in reading.likeness:
                best = self._best.get(alike.ground)
                if best is None or alike.log_odds > best.log_odds:
                    self._best[alike.ground] = alike
        for ground in [g for g in self._best if misread and _heard_by(knowledge.grounds[g]) & misread]:
            del self._best[ground]

    @cached_property
    def towards(self) -> tuple[str, ...]:
        """The grounds that the notices are worded like."""
        if self._weights is None:
            return ()
        told = [alike for alike in self._best.values() if alike.told]
        return tuple(sorted([alike.ground for alike in told if self._weights.of(alike.log_odds) > 0]))

    @property
    def names_none(self) -> bool:
        """Whether every notice is worded most like those that name no ground."""
        return bool(self._unnamed) and all(self._unnamed)

    def finding(self, ground: str) -> Finding | None:
        """What the wording says for or against a ground; ``None`` where it says nothing."""
        alike = self._best.get(ground)
        # Words that are like no ground's speak against none.
        if alike is None or self._weights is None or not self.towards:
            return None
        weight = self._weights.of(alike.log_odds)
        if not weight:
            return None
        return Finding(_rule(alike, weight > 0, self._weights), (), (alike.observation,), abs(weight))


def _that_name_a_ground(readings: Sequence[NoticeReading]) -> Sequence[NoticeReading]:
    """The notices whose likeness counts: in a thread a reply that names no ground does not speak for one."""
    alleging = [r for r in readings if any(o.fact.startswith(ALLEGED) for o in r.observations)]
    return alleging or [reading for reading in readings if not reading.names_none] or readings


def _heard_by(ground: GroundKind) -> frozenset[str]:
    """The facts that speak for a ground: where the consultant corrects one, its wording was misread too."""
    return frozenset(fact for rule in ground.rules if rule.points == "to" for fact in rule.when.facts)


def _rule(alike: Alike, to: bool, weights: LikenessWeights) -> RuleKind:
    """The rule that every ground has without writing it."""
    because = (weights.because if to else weights.against).replace("{words}", alike.observation.says)
    return _plain_rule(alike.ground, alike.observation.fact, to).model_copy(update={"because": because})


@cache
def _plain_rule(ground: str, fact: str, to: bool) -> RuleKind:
    return RuleKind(
        id=f"{ground}-worded-alike",
        when=When(all=(fact,)) if to else When(denied=(fact,)),
        points="to" if to else "away",
        strength="strong",
        because="The wording says so.",
        basis="practice",
    )
