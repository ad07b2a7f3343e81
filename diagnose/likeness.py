"""What the wording of the notices as a whole adds to each ground: findings of weight, not of rules.

The weights are calibrated on labelled notices (``likeness`` in ``weights.yaml``). A ground whose wording
is unlike the notice loses by it, so that a single phrase in a long letter does not decide alone.
"""

from __future__ import annotations

from collections.abc import Collection

from diagnose.conclusions import Finding
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import LikenessWeights, RuleKind, When
from diagnose.observe import Alike, Observed


def likeness_findings(
    knowledge: KnowledgeBase, observed: Observed, spoken: Collection[str]
) -> dict[str, Finding]:
    """A finding for each ground the notices are worded like, and against each of ``spoken`` they are not."""
    weights = knowledge.weights.likeness
    if weights is None:
        return {}
    best: dict[str, Alike] = {}
    for reading in observed.notices:
        for alike in reading.likeness:
            if alike.ground not in best or alike.log_odds > best[alike.ground].log_odds:
                best[alike.ground] = alike
    found = {}
    for ground, alike in sorted(best.items()):
        weight = weights.of(alike.log_odds)
        if weight > 0 or (weight < 0 and ground in spoken):
            rule = _rule(alike, weight > 0, weights)
            found[rule.id] = Finding(rule, (), (alike.observation,), abs(weight))
    return found


def _rule(alike: Alike, to: bool, weights: LikenessWeights) -> RuleKind:
    """The rule that every ground has without writing it."""
    seen = alike.observation
    return RuleKind(
        id=f"{alike.ground}-worded-alike",
        when=When(all=(seen.fact,)) if to else When(denied=(seen.fact,)),
        points="to" if to else "away",
        strength="strong",
        because=(weights.because if to else weights.against).replace("{words}", seen.says),
        basis="practice",
    )
