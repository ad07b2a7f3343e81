"""Coverage: which conditions the cases never meet, and which they never leave as the only one open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.casebook.conditions import Plain, without
from diagnose.casebook.run import Outcome
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import RuleKind


@dataclass(frozen=True, order=True)
class Gap:
    """An outcome of a condition that no case has. ``fact`` is empty where the whole rule never fires."""

    rule: str
    fact: str
    text: str


def coverage(outcomes: Sequence[Outcome], knowledge: KnowledgeBase) -> tuple[Gap, ...]:
    """The gaps of every rule, by rule id.

    A condition is covered when in some case it is met and the rule fires, and in some case it is not met
    although all the others are.
    """
    plains = [Plain(knowledge, outcome.answers) for outcome in outcomes]
    return tuple(gap for rule in knowledge.rules_by_id.values() for gap in _gaps(rule, plains))


def _gaps(rule: RuleKind, plains: Sequence[Plain]) -> list[Gap]:
    if not any(plain.holds(rule.when) for plain in plains):
        return [Gap(rule.id, "", "never fires")]
    gaps = []
    for fact in rule.when.facts:
        others = without(rule.when, fact)
        if not any(plain.met(rule.when, fact) and plain.holds(rule.when) for plain in plains):
            gaps.append(Gap(rule.id, fact, "never makes the rule fire"))
        if not any(plain.holds(others) and not plain.met(rule.when, fact) for plain in plains):
            gaps.append(Gap(rule.id, fact, "is never the one condition that is missing"))
    return gaps
