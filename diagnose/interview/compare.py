"""What tells two grounds apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from diagnose.conclusions import Ranked
from diagnose.interview.known import Key, known_of
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import GroundKind


@dataclass(frozen=True)
class Telling:
    """A fact that one of two grounds depends on and the other does not, or in the other direction.

    ``speaks_for`` is the ground that a yes speaks for; ``known`` the answer taken; ``asked_by`` a question
    that would tell it (none: only a document does).
    """

    fact: str
    means: str
    speaks_for: str
    strength: str
    known: Literal["yes", "no", "both", ""]
    asked_by: str


@dataclass(frozen=True)
class Comparison:
    """Two grounds side by side; of the facts those that are known come first, then the weightiest."""

    one: str
    other: str
    probabilities: tuple[float | None, float | None]
    telling: tuple[Telling, ...]


_ORDER = ("decisive", "strong", "moderate", "slight")


def compared(
    knowledge: KnowledgeBase, answers: Mapping[Key, str], ranked: Sequence[Ranked], one: str, other: str
) -> Comparison:
    """What tells them apart, and what is missing to decide."""
    known = known_of(answers)
    sides = {id: _facts(knowledge.grounds[id]) for id in (one, other)}
    telling = []
    for id, opposite in ((one, other), (other, one)):
        for fact, (strength, to) in sides[id].items():
            if sides[opposite].get(fact) == (strength, to):
                continue
            answer = _answer(fact in known.yes, fact in known.no)
            questions = knowledge.questions_for(fact)
            telling.append(
                Telling(
                    fact=fact,
                    means=knowledge.facts[fact].means,
                    speaks_for=id if to else opposite,
                    strength=strength,
                    known=answer,
                    asked_by=questions[0].id if questions else "",
                )
            )
    by_id = {item.item.id: item.probability for item in ranked}
    return Comparison(
        one,
        other,
        (by_id.get(one), by_id.get(other)),
        tuple(sorted(dict.fromkeys(telling), key=_weightiest_first)),
    )


def _facts(ground: GroundKind) -> dict[str, tuple[str, bool]]:
    """Each fact that its own rules ask for, with the greatest strength and whether a yes speaks for it."""
    facts: dict[str, tuple[str, bool]] = {}
    for rule in sorted(ground.rules, key=lambda rule: -_ORDER.index(rule.strength)):
        for fact in rule.when.facts:
            facts[fact] = rule.strength, (rule.points == "to") != (fact in rule.when.denied)
    return facts


def _weightiest_first(item: Telling) -> tuple[bool, bool, int, str, str]:
    return not item.known, not item.asked_by, _ORDER.index(item.strength), item.fact, item.speaks_for


def _answer(yes: bool, no: bool) -> Literal["yes", "no", "both", ""]:
    if yes and no:
        return "both"
    return "yes" if yes else "no" if no else ""
