"""Knowledge -> plain rules: conditions spelled out, one branch for each member of an ``any``.

experta fires an ``OR`` once a branch anyway and builds it explosively, so the branches are made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FactKind, GroundKind, RootCauseKind, When

Kind = Literal["deduction", "rule", "evidence", "action", "caution", "flag", "lack"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact with the answer it must have; ``joined`` facts must be about the same listing."""

    fact: str
    answer: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a rule fires. ``shown`` is a ground or root cause that must be shown."""

    kind: Kind
    id: str
    conditions: tuple[Condition, ...]
    shown: str = ""


def _condition(knowledge: KnowledgeBase, fact: str, answer: str) -> Condition:
    return Condition(fact, answer, knowledge.facts[fact].about == "listing")


def branches(knowledge: KnowledgeBase, kind: Kind, id: str, when: When, shown: str = "") -> Iterator[Branch]:
    """Every branch of a condition."""
    always = [_condition(knowledge, fact, "yes") for fact in when.all]
    always += [_condition(knowledge, fact, "no") for fact in when.denied]
    for one in when.any or (None,):
        extra = [_condition(knowledge, one, "yes")] if one else []
        yield Branch(kind, id, (*always, *extra), shown)


def _deductions(knowledge: KnowledgeBase, fact: FactKind) -> Iterator[Branch]:
    for when in fact.deduced_when:
        yield from branches(knowledge, "deduction", fact.id, when)


def _of_owner(knowledge: KnowledgeBase, owner: GroundKind | RootCauseKind) -> Iterator[Branch]:
    """The rules of a ground or root cause, and its conditions on evidence, actions and cautions."""
    for rule in owner.rules:
        yield from branches(knowledge, "rule", rule.id, rule.when)
    for number, need in enumerate(owner.evidence):
        yield from _when_shown(knowledge, "evidence", f"{owner.id}/{number}", need.when, owner.id)
    for action in owner.actions:
        yield from _when_shown(knowledge, "action", action.id, action.when, owner.id)
    for number, caution in enumerate(owner.cautions):
        yield from _when_shown(knowledge, "caution", f"{owner.id}/{number}", caution.when, owner.id)


def _when_shown(
    knowledge: KnowledgeBase, kind: Kind, id: str, when: When | None, shown: str
) -> Iterator[Branch]:
    """What has no condition needs no rule: it follows from being shown."""
    return branches(knowledge, kind, id, when, shown) if when else iter(())


def compile_rules(knowledge: KnowledgeBase) -> tuple[Branch, ...]:
    """Every rule of the knowledge as branches, in a fixed order."""
    compiled = [branch for fact in knowledge.facts.values() for branch in _deductions(knowledge, fact)]
    for ground in knowledge.grounds.values():
        compiled += [branch for part in ground.parts for branch in _of_owner(knowledge, part)]
    for flag in knowledge.flags.values():
        compiled += branches(knowledge, "flag", flag.id, flag.when) if flag.when else ()
    for lack in knowledge.lacks.values():
        compiled += branches(knowledge, "lack", lack.id, lack.when)
    return tuple(dict.fromkeys(compiled))  # grounds that share a root cause share its branches
