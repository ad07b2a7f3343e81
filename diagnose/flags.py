"""Flags beside the grounds: what stops, what to beware of, what comes first; what a reply finds missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import get_args

from diagnose.conclusions import Ranked, Witnessed
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FlagKind, FlagSort, GroundKind, LackKind, Outlook, Showing, When
from facts_schema import Observation

_KINDS = get_args(FlagSort)
_OUTLOOKS = get_args(Outlook)
_STEPS = {"harder": 1, "easier": -1}


@dataclass(frozen=True)
class Raised:
    """A flag that is raised, the shown grounds it speaks of, and what made it rise."""

    kind: FlagKind
    grounds: tuple[str, ...]
    by: Witnessed


@dataclass(frozen=True)
class Lacking:
    """Something that the latest reply finds missing, with the words that say so."""

    kind: LackKind
    by: Witnessed


def raised_flags(
    knowledge: KnowledgeBase, fired: Mapping[str, Witnessed], shown: Sequence[Ranked]
) -> tuple[Raised, ...]:
    """Every flag whose facts hold and whose grounds are shown, in the order of the kinds, then by id."""
    raised = []
    for flag in (*knowledge.flags_of_grounds, *map(knowledge.flags.__getitem__, fired)):
        grounds = _fitting(flag, shown)
        if _is_to_the_point(flag, grounds, shown):
            raised.append(Raised(flag, grounds, fired.get(flag.id, Witnessed())))
    return tuple(sorted(raised, key=lambda item: (_KINDS.index(item.kind.kind), item.kind.id)))


def _fitting(flag: FlagKind, shown: Sequence[Ranked]) -> tuple[str, ...]:
    """The shown grounds that a flag asks for; an outlook that asks for none is that of all of them."""
    if flag.shown is None:
        return tuple(ranked.item.id for ranked in shown) if flag.kind == "outlook" else ()
    return tuple(ranked.item.id for ranked in shown if _fits(flag.shown, ranked))


def _fits(wanted: Showing, ranked: Ranked) -> bool:
    ground = ranked.item
    assert isinstance(ground, GroundKind), "grounds are ranked at the top, root causes under them"
    return (
        (not wanted.grounds or ground.id in wanted.grounds)
        and (not wanted.families or ground.family in wanted.families)
        and (not wanted.remedies or ground.remedy in wanted.remedies)
    )


def _is_to_the_point(flag: FlagKind, grounds: Sequence[str], shown: Sequence[Ranked]) -> bool:
    """Whether there is a ground that the flag is about; a priority of grounds needs some to go before."""
    if flag.shown is None and flag.kind != "outlook":
        return True
    return bool(grounds) and (flag.kind != "priority" or bool(_later(flag, grounds, shown)))


def _later(flag: FlagKind, grounds: Iterable[str], shown: Iterable[Ranked]) -> tuple[str, ...]:
    """The shown grounds that a priority puts behind its own."""
    others = (ranked for ranked in shown if ranked.item.id not in grounds)
    return tuple(other.item.id for other in others if flag.before is None or _fits(flag.before, other))


def waiting_flags(
    knowledge: KnowledgeBase, yes: Set[str], open_facts: Set[str], shown: Sequence[Ranked]
) -> tuple[FlagKind, ...]:
    """The flags that stop or forbid something about what is shown, once the right open facts are told.

    ``yes`` are the facts that hold, ``open_facts`` those of which nobody knows yet but a question asks.
    """
    return tuple(
        flag
        for flag in (knowledge.flags[id] for id in knowledge.askable_for_flags)
        if flag.when is not None
        and _could_hold(flag.when, yes, open_facts)
        and _is_to_the_point(flag, _fitting(flag, shown), shown)
    )


def _could_hold(when: When, yes: Set[str], open_facts: Set[str]) -> bool:
    return (
        yes.isdisjoint(when.denied)
        and all(fact in yes or fact in open_facts for fact in when.all)
        and (not when.any or any(fact in yes or fact in open_facts for fact in when.any))
    )


def answer_order(raised: Iterable[Raised], shown: Sequence[Ranked]) -> tuple[str, ...]:
    """The shown grounds in the order in which to answer them; nothing to order where there is one."""
    priorities = [item for item in raised if item.kind.kind == "priority" and item.grounds]
    waits: dict[str, set[str]] = {ranked.item.id: set() for ranked in shown}
    for item in priorities:
        for later in _later(item.kind, item.grounds, shown):
            waits[later] |= set(item.grounds)
    order: list[str] = []
    while len(order) < len(waits):
        left = [ground for ground in waits if ground not in order]
        # Priorities that contradict each other leave nobody free: then the best ranked goes first.
        order.append(next((ground for ground in left if waits[ground] <= set(order)), left[0]))
    return tuple(order) if len(order) > 1 else ()


def shifted_outlook(ground: GroundKind, raised: Iterable[Raised]) -> tuple[str, tuple[str, ...]]:
    """The outlook of a ground after all that makes it harder or easier, and the reasons for the change."""
    shifts = [item for item in raised if item.kind.shifts and ground.id in item.grounds]
    step = sum(_STEPS[item.kind.shifts] for item in shifts if item.kind.shifts)
    place = min(max(_OUTLOOKS.index(ground.outlook) + step, 0), len(_OUTLOOKS) - 1)
    return _OUTLOOKS[place], tuple(item.kind.because for item in shifts)


def stops_drafting(raised: Iterable[Raised]) -> tuple[str, ...]:
    """The flags for which no plan is drafted."""
    return tuple(item.kind.id for item in raised if item.kind.kind == "stop")


def lacks_told(
    knowledge: KnowledgeBase, fired: Mapping[str, Witnessed], said: Iterable[Observation]
) -> tuple[Lacking, ...]:
    """What the latest reply finds missing; ``said`` are its observations. Earlier replies are past."""
    latest = frozenset(said)
    found = []
    for lack in knowledge.lacks.values():
        seen = [o for o in fired.get(lack.id, Witnessed()).observations if _is_of(o, latest)]
        if seen:
            found.append(Lacking(lack, Witnessed(observations=tuple(seen))))
    return tuple(found)


def _is_of(observation: Observation, latest: frozenset[Observation]) -> bool:
    return observation in latest or observation.origin == "correction"
