"""Laws of flags and lacks: each can be raised, says what its kind needs, and stands on a source."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge.laws.world import World, problem
from diagnose.knowledge.models import FlagKind
from diagnose.knowledge.problems import Problem

_SAY_WHAT_TO_DO = ("stop", "before-the-click", "contradiction", "mixed-admission-and-dispute", "do-not")


def flags_are_complete(world: World) -> Iterator[Problem]:
    """A flag has a condition, and exactly the keys that its kind can use."""
    for flag in world.base.flags.values():
        for fault in _faults(flag):
            yield problem(flag, f'flag "{flag.id}" {fault}')


def _faults(flag: FlagKind) -> Iterator[str]:
    if flag.when is None and flag.shown is None:
        yield "would always be raised: give it a condition under when or shown."
    if (flag.kind == "outlook") != (flag.shifts is not None):
        yield (
            "needs shifts: harder or easier."
            if flag.kind == "outlook"
            else "is no outlook and shifts nothing."
        )
    if flag.before and (flag.kind != "priority" or flag.shown is None):
        yield "has before, which is for a priority of grounds that are shown."
    if flag.kind in _SAY_WHAT_TO_DO and not flag.do:
        yield f"is of the kind {flag.kind} and must say what to do instead: add do."


def flags_cite_a_source(world: World) -> Iterator[Problem]:
    """Whatever a flag or a lack says on Amazon's word names the page; only practice stands without."""
    for kind, items in (("flag", world.base.flags), ("lack", world.base.lacks)):
        for item in items.values():
            if item.basis != "practice" and not item.sources:
                yield problem(item, f'{kind} "{item.id}" cites no source; cite one, or say basis: practice.')
