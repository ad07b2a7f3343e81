"""Coverage: which conditions the cases never meet, and which they never leave as the only one open.

Rules, flags and lacks alike: whatever has conditions over facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diagnose.casebook.conditions import Plain, without
from diagnose.casebook.run import Outcome
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import When


@dataclass(frozen=True, order=True)
class Gap:
    """An outcome of a condition that no case has. ``fact`` is empty where the whole rule never fires."""

    rule: str
    fact: str
    text: str


def coverage(outcomes: Sequence[Outcome], knowledge: KnowledgeBase) -> tuple[Gap, ...]:
    """The gaps of every rule, flag and lack, by id within each.

    A condition is covered when in some case it is met and the rule fires, and in some case it is not met
    although all the others are.
    """
    plains = [Plain(knowledge, outcome.answers) for outcome in outcomes]
    return tuple(gap for id, when in conditions(knowledge) for gap in _gaps(id, when, plains))


def covered_share(gaps: Sequence[Gap], owners: Mapping[str, When]) -> float:
    """The share of the outcomes that some case has, of the conditions given by the id of their owner.

    Each fact of a condition has two outcomes: it makes the rule fire, and it alone is missing. Where a rule
    never fires, none of its outcomes counts as shown. Without any condition the share is 1.
    """
    total = sum(2 * len(when.facts) for when in owners.values())
    missing = sum(1 if gap.fact else 2 * len(owners[gap.rule].facts) for gap in gaps)
    return 1 - missing / total if total else 1.0


def conditions(knowledge: KnowledgeBase) -> tuple[tuple[str, When], ...]:
    """Every condition of a rule, a flag or a lack, with the id of its owner."""
    flags = ((flag.id, flag.when) for flag in knowledge.flags.values() if flag.when)
    rules = ((rule.id, rule.when) for rule in knowledge.rules_by_id.values())
    return (*rules, *flags, *((lack.id, lack.when) for lack in knowledge.lacks.values()))


def _gaps(id: str, when: When, plains: Sequence[Plain]) -> list[Gap]:
    if not any(plain.holds(when) for plain in plains):
        return [Gap(id, "", "never fires")]
    gaps = []
    for fact in when.facts:
        others = without(when, fact)
        if not any(plain.met(when, fact) and plain.holds(when) for plain in plains):
            gaps.append(Gap(id, fact, "never makes the rule fire"))
        if not any(plain.holds(others) and not plain.met(when, fact) for plain in plains):
            gaps.append(Gap(id, fact, "is never the one condition that is missing"))
    return gaps
