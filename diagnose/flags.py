"""Flags beside the grounds: what stops, what to beware of, what comes first; what a reply finds missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple, get_args

from diagnose.conclusions import Ranked, Witnessed
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FlagKind, FlagSort, GroundKind, LackKind, Outlook, Showing, When
from facts_schema import Observation

_KEPT = 2048
_KINDS = get_args(FlagSort)
_OUTLOOKS = get_args(Outlook)
_STEPS = {"harder": 1, "easier": -1}


class Raised(NamedTuple):
    """A flag that is raised, the shown grounds it speaks of, and what made it rise."""

    kind: FlagKind
    grounds: tuple[str, ...]
    by: Witnessed


class Lacking(NamedTuple):
    """Something that the latest reply finds missing, with the words that say so."""

    kind: LackKind
    by: Witnessed


class FlagRaiser:
    """Raises flags; those that only ask for grounds rise with the same grounds in every case."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._of_grounds = lru_cache(_KEPT)(self._rise_with)

    def raised(self, fired: Mapping[str, Witnessed], shown: Sequence[Ranked]) -> tuple[Raised, ...]:
        """Every flag whose facts hold and whose grounds are shown, in the order of the kinds, then by id."""
        raised = self._of_grounds(*[ranked.item.id for ranked in shown])
        if not fired:
            return raised
        grounds = [ranked.ground for ranked in shown]
        flags = map(self._knowledge.flags.__getitem__, fired)
        more = _raised([(flag, fired[flag.id]) for flag in flags], grounds)
        return tuple(sorted((*raised, *more), key=_place))

    def _rise_with(self, *shown: str) -> tuple[Raised, ...]:
        flags = [(flag, Witnessed()) for flag in self._knowledge.flags_of_grounds]
        return tuple(sorted(_raised(flags, [self._knowledge.grounds[id] for id in shown]), key=_place))


def _raised(flags: Iterable[tuple[FlagKind, Witnessed]], shown: Sequence[GroundKind]) -> Iterator[Raised]:
    for flag, by in flags:
        grounds = _fitting(flag, shown)
        if _is_to_the_point(flag, grounds, shown):
            yield Raised(flag, grounds, by)


def _place(raised: Raised) -> tuple[int, str]:
    return _KINDS.index(raised.kind.kind), raised.kind.id


def _fitting(flag: FlagKind, shown: Sequence[GroundKind]) -> tuple[str, ...]:
    """The shown grounds that a flag asks for; an outlook that asks for none is that of all of them."""
    if flag.shown is None:
        return tuple([ground.id for ground in shown]) if flag.kind == "outlook" else ()
    return tuple([ground.id for ground in shown if _fits(flag.shown, ground)])


def _fits(wanted: Showing, ground: GroundKind) -> bool:
    return (
        (not wanted.grounds or ground.id in wanted.grounds)
        and (not wanted.families or ground.family in wanted.families)
        and (not wanted.remedies or ground.remedy in wanted.remedies)
    )


def _is_to_the_point(flag: FlagKind, grounds: Sequence[str], shown: Sequence[GroundKind]) -> bool:
    """Whether there is a ground that the flag is about; a priority of grounds needs some to go before."""
    if flag.shown is None and flag.kind != "outlook":
        return True
    return bool(grounds) and (flag.kind != "priority" or bool(_later(flag, grounds, shown)))


def _later(flag: FlagKind, grounds: Iterable[str], shown: Iterable[GroundKind]) -> tuple[str, ...]:
    """The shown grounds that a priority puts behind its own."""
    others = (ground for ground in shown if ground.id not in grounds)
    return tuple(other.id for other in others if flag.before is None or _fits(flag.before, other))


def waiting_flags(
    knowledge: KnowledgeBase, yes: Set[str], open_facts: Set[str], shown: Sequence[GroundKind]
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
        for later in _later(item.kind, item.grounds, [ranked.ground for ranked in shown]):
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
