"""Why and how: trees over what a diagnosis holds; no thinking here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facts_schema import Diagnosis, Flag, Ground, Lack, Observation, Reason, RootCause


@dataclass(frozen=True)
class Tree:
    """A line and the lines it rests on."""

    text: str
    children: tuple[Tree, ...] = ()


def how(diagnosis: Diagnosis, id: str) -> Tree:
    """How a ground, root cause, evidence, flag or lack was concluded, down to words, figures and replies.

    Raises:
        KeyError: the diagnosis shows nothing of that name; the argument lists what it shows.
    """
    for ground in diagnosis.grounds:
        if ground.id == id:
            return _ground(diagnosis, ground)
        for cause in ground.root_causes:
            if cause.id == id:
                return _concluded(diagnosis, cause, "root cause")
    for item in diagnosis.evidence:
        if item.id == id:
            return Tree(f"{item.title} ({item.need})", tuple(Tree(reason) for reason in item.because))
    for told in told_beside(diagnosis):
        if told.id == id:
            return _told(diagnosis, told)
    shown = [g.id for g in diagnosis.grounds] + [c.id for g in diagnosis.grounds for c in g.root_causes]
    shown += [item.id for item in diagnosis.evidence]
    shown += [told.id for told in told_beside(diagnosis)]
    raise KeyError(", ".join(shown) or "nothing")


def told_beside(diagnosis: Diagnosis) -> tuple[Flag | Lack, ...]:
    """What is told beside the grounds: flags, and what a reply finds missing."""
    return (*diagnosis.flags, *diagnosis.missing_from_appeal)


def _told(diagnosis: Diagnosis, told: Flag | Lack) -> Tree:
    """A flag or a lack with what made it rise."""
    head = f"{told.text} ({told.kind})" if isinstance(told, Flag) else f"{told.title} ({told.part})"
    about = (Tree(f"shown: {', '.join(told.grounds)}"),) if isinstance(told, Flag) and told.grounds else ()
    seen = (observation_tree(diagnosis.observations, item, ()) for item in told.observations)
    return Tree(f"{head} [{told.id}]", (*about, *seen))


def _ground(diagnosis: Diagnosis, ground: Ground) -> Tree:
    tree = _concluded(diagnosis, ground, f"ground, {ground.standing}")
    causes = tuple(_concluded(diagnosis, cause, "root cause") for cause in ground.root_causes)
    return Tree(tree.text, (*tree.children, *causes))


def _concluded(diagnosis: Diagnosis, item: Ground | RootCause, kind: str) -> Tree:
    children = [_reason(diagnosis, reason, "for") for reason in item.because]
    children += [_reason(diagnosis, reason, "against") for reason in item.against]
    return Tree(
        f"{item.title} [{item.id}]: {item.probability:.0%}, {item.confidence} ({kind})", tuple(children)
    )


def _reason(diagnosis: Diagnosis, reason: Reason, side: str) -> Tree:
    sources = f", source {', '.join(reason.sources)}" if reason.sources else ""
    weighed = f"{reason.strength} {reason.weight:+.2f}, basis {reason.basis}{sources}"
    head = f"{side}: {reason.text} [rule {reason.rule}, {weighed}]"
    seen = tuple(observation_tree(diagnosis.observations, item, ()) for item in reason.observations)
    return Tree(head, seen)


def observation_tree(known: Iterable[Observation], seen: Observation, trail: tuple[str, ...]) -> Tree:
    """An observation with the place it was read at; a deduction with what it was deduced from."""
    about = f" of {seen.listing}" if seen.listing else ""
    text = f"{seen.fact}{about}: {seen.answer} ({seen.grade}) - {seen.says}"
    children: list[Tree] = []
    if seen.quote:
        page = f" page {seen.quote.page}" if seen.quote.page else ""
        line = f" line {seen.quote.line}," if seen.quote.line else ""
        span = f"characters {seen.quote.start} to {seen.quote.end}"
        place = f"{seen.quote.source or 'notice'},{page}{line} {span}"
        children.append(Tree(f'"{" ".join(seen.quote.text.split())}" ({place})'))
    if seen.source and seen.lines:
        children.append(Tree(f"{seen.source}, line {', '.join(map(str, seen.lines))}"))
    if seen.origin == "deduction" and seen.fact not in trail:
        wanted = set(seen.grounds_on)
        children += [
            observation_tree(known, other, (*trail, seen.fact))
            for other in known
            if other.fact in wanted and other.listing in ("", seen.listing)
        ]
    return Tree(text, tuple(children))
