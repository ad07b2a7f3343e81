"""What a ranking makes a consultant do: grounds and root causes to answer, papers to get, things to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diagnose.conclusions import Ranked
from diagnose.interview.known import Known
from diagnose.knowledge.models import FlagKind, GroundKind, RootCauseKind, When

Part = GroundKind | RootCauseKind
Advice = frozenset[tuple[str, ...]]


def advice_of(shown: Iterable[Ranked], known: Known, stops: Iterable[FlagKind] = ()) -> Advice:
    """Everything that a reply can change about what is to be done; ``stops`` are flags that end drafting."""
    shown = tuple(shown)
    first = [("first", shown[0].item.id)] if shown else []
    stopped = [("stop", flag.id) for flag in stops if flag.when and known.holds(flag.when)]
    return frozenset([*first, *stopped, *(item for ranked in shown for item in _of_ground(ranked, known))])


def conditions_of(part: Part) -> Iterator[tuple[str, str, When | None]]:
    """Evidence, actions and cautions of a part, each with its condition."""
    for need in part.evidence:
        yield "evidence", need.need, need.when
    for action in part.actions:
        yield "action", action.id, action.when
    for caution in part.cautions:
        yield "caution", caution.say, caution.when


def _of_ground(ground: Ranked, known: Known) -> Iterator[tuple[str, ...]]:
    for ranked in (ground, *ground.root_causes):
        yield "shown", ground.item.id, ranked.item.id
        for kind, name, when in conditions_of(ranked.item):
            if when is None or known.holds(when):
                yield kind, name
    if ground.root_causes:
        yield "first", ground.item.id, ground.root_causes[0].item.id
