"""Laws of grounds: each can be concluded, is explained by root causes, and leads to a plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from diagnose.knowledge.laws.world import World, problem
from diagnose.knowledge.models import GroundKind, RuleKind
from diagnose.knowledge.problems import Problem

STRENGTHS = ("slight", "moderate", "strong", "decisive")
_NEEDS_EVIDENCE = ("appeal", "documents", "retraction")


def grounds_can_win_alone(world: World) -> Iterator[Problem]:
    """Some rule of a ground is enough by itself, or the ground could never be stated."""
    for ground in world.whole_grounds:
        if not any(rule.points == "to" and rule.strength == "decisive" for rule in ground.rules):
            yield problem(ground, f'ground "{ground.id}" has no decisive rule that points to it.')


def grounds_have_root_causes(world: World) -> Iterator[Problem]:
    """A ground has at least two root causes: one is no choice."""
    for ground in world.whole_grounds:
        if len(ground.root_causes) < 2:
            count = len(ground.root_causes)
            yield problem(ground, f'ground "{ground.id}" has {count} root cause(s); it needs at least two.')


def root_causes_can_be_found(world: World) -> Iterator[Problem]:
    """Some rule points to each root cause."""
    for _, cause in world.base.root_causes.values():
        if not any(rule.points == "to" for rule in cause.rules):
            yield problem(cause, f'root cause "{cause.id}" has no rule that points to it.')


def remedies_have_what_they_need(world: World) -> Iterator[Problem]:
    """Evidence where papers are sent; corrective and preventive actions where an appeal is."""
    for ground in world.whole_grounds:
        if ground.remedy in _NEEDS_EVIDENCE and not _evidence(ground):
            yield problem(
                ground,
                f'ground "{ground.id}" has the remedy {ground.remedy} and needs no evidence; name some.',
            )
        if ground.remedy == "appeal":
            for part in _missing_parts(ground):
                yield problem(ground, f'ground "{ground.id}" has the remedy appeal and no {part} action.')


def _evidence(ground: GroundKind) -> list[str]:
    return [need.need for scope in ground.parts for need in scope.evidence]


def _missing_parts(ground: GroundKind) -> list[str]:
    actions = [action for scope in ground.parts for action in scope.actions]
    parts = ("corrective", "preventive")
    return [part for part in parts if not any(getattr(action, part) for action in actions)]


def confusion_is_mutual(world: World) -> Iterator[Problem]:
    """If one ground is often confused with another, the other says so too."""
    grounds = world.base.grounds
    for ground in grounds.values():
        if ground.id in ground.often_confused_with:
            yield problem(ground, f'ground "{ground.id}" is often confused with itself; remove that.')
        for other in ground.often_confused_with:
            if other in grounds and ground.id not in grounds[other].often_confused_with:
                where = _where_to_say(ground, grounds[other])
                yield problem(
                    ground,
                    f'ground "{ground.id}" is often confused with "{other}", but not the other way; {where}',
                )


def _where_to_say(ground: GroundKind, other: GroundKind) -> str:
    if ground.pack == other.pack:
        return f'add "{ground.id}" to often_confused_with in {other.file}.'
    return f'add a file with "extends: {other.id}" and "often_confused_with: [{ground.id}]".'


def no_rule_is_a_weaker_copy(world: World) -> Iterator[Problem]:
    """A rule that fires only where a stronger one fires, with no more to say, counts one thing twice."""
    for _, scope in world.scopes:
        for rule, other in permutations(scope.rules, 2):
            if _copies(rule, other):
                yield problem(rule, _copy_text(rule, other))


def _copies(rule: RuleKind, other: RuleKind) -> bool:
    if rule.points != other.points or set(rule.when.any) != set(other.when.any):
        return False
    same = _sets(rule) == _sets(other)
    narrower = set(rule.when.all) >= set(other.when.all) and set(rule.when.denied) >= set(other.when.denied)
    own, its = STRENGTHS.index(rule.strength), STRENGTHS.index(other.strength)
    return (own, other.id) < (its, rule.id) if same else (narrower and own <= its)


def _sets(rule: RuleKind) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(part) for part in (rule.when.all, rule.when.any, rule.when.denied))


def _copy_text(rule: RuleKind, other: RuleKind) -> str:
    if _sets(rule) == _sets(other):
        return f'rule "{rule.id}" has the same conditions as "{other.id}"; keep one of them.'
    advice = "drop it, make it stronger, or let it ask only for what it adds"
    return f'rule "{rule.id}" fires only where "{other.id}" fires and is no stronger; {advice}.'


def practice_is_modest(world: World) -> Iterator[Problem]:
    """What rests on experience alone counts for little: at most weights.practice_at_most."""
    most = world.base.weights.practice_at_most
    for _, rule in world.rules:
        strong = STRENGTHS.index(rule.strength) > STRENGTHS.index(most)
        if rule.basis == "practice" and strong:
            text = (
                f'rule "{rule.id}" rests on practice and is {rule.strength}; practice counts {most} at most.'
            )
            yield problem(rule, text)
