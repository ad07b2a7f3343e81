"""Where a case stands, in short, and what changed between two such states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from diagnose.conclusions import Ranked
from facts_schema import Diagnosis
from facts_schema.base import Value

Kind = Literal["ground", "root cause", "evidence", "action", "flag"]
URGENT = ("stop", "before-the-click", "contradiction", "mixed-admission-and-dispute")
"""The kinds of flags that a consultant must hear of at once."""


class Rated(Value):
    """A ground or root cause with its probability; ``of`` is the ground of a root cause."""

    id: str
    title: str
    probability: float
    of: str = ""


class Named(Value):
    """Evidence, an item of the plan, or a flag; ``state`` is what became of it (of a flag: its kind)."""

    id: str
    title: str
    state: str = ""


class Standing(Value):
    """A diagnosis in short, best first: what is stored with every step of a session."""

    knowledge_version: str = ""
    enforcement: str = ""
    marketplace: str = ""
    deadline: dt.date | None = None
    rated: tuple[Rated, ...] = ()
    evidence: tuple[Named, ...] = ()
    actions: tuple[Named, ...] = ()
    flags: tuple[Named, ...] = ()

    @property
    def top(self) -> Rated | None:
        """The ground that comes first."""
        return self.rated[0] if self.rated else None

    @property
    def evidence_missing(self) -> int:
        """How many of the documents that are needed are not at hand."""
        return sum(item.state != "have" for item in self.evidence)


@dataclass(frozen=True)
class Change:
    """Something that came, went or moved; probabilities are ``None`` where it is not shown."""

    kind: Kind
    id: str
    title: str
    before: float | None
    after: float | None

    @property
    def moved(self) -> float:
        """By how much, from 0 to 1."""
        return abs((self.after or 0.0) - (self.before or 0.0))


def standing_of(diagnosis: Diagnosis) -> Standing:
    """A diagnosis in short. Evidence that merely helps is left out, and flags that can wait."""
    falls = sorted(item.falls_on for item in diagnosis.deadlines if item.falls_on)
    rated = []
    for ground in diagnosis.grounds:
        rated.append(Rated(id=ground.id, title=ground.title, probability=ground.probability))
        rated += [
            Rated(id=cause.id, title=cause.title, probability=cause.probability, of=ground.id)
            for cause in ground.root_causes
        ]
    return Standing(
        knowledge_version=diagnosis.knowledge_version,
        enforcement=diagnosis.enforcement or "",
        marketplace=diagnosis.marketplace or "",
        deadline=falls[0] if falls else None,
        rated=tuple(rated),
        evidence=tuple(
            Named(id=item.id, title=item.title, state=item.state)
            for item in diagnosis.evidence
            if item.need != "helps"
        ),
        actions=tuple(Named(id=item.id, title=item.text, state=item.state) for item in diagnosis.actions),
        flags=tuple(
            Named(id=flag.id, title=f"{flag.text} {flag.do}".strip(), state=flag.kind)
            for flag in diagnosis.flags
            if flag.kind in URGENT
        ),
    )


def standing_of_ranked(shown: Iterable[Ranked], standing: Standing) -> Standing:
    """Another ranking in a standing whose evidence and plan stay as they are."""
    rated = [
        Rated(
            id=item.item.id,
            title=item.item.title,
            probability=item.probability,
            of=ground.item.id if item is not ground else "",
        )
        for ground in shown
        for item in (ground, *ground.root_causes)
    ]
    return standing.model_copy(update={"rated": tuple(rated)})


def changes(before: Standing, after: Standing) -> tuple[Change, ...]:
    """What changed: flags, then grounds and root causes that moved most first, then evidence and plan."""
    rated = sorted(_rated(before, after), key=lambda change: (change.kind, -change.moved, change.id))
    return (
        *_named("flag", before.flags, after.flags),
        *rated,
        *_named("evidence", before.evidence, after.evidence),
        *_named("action", before.actions, after.actions),
    )


def _rated(before: Standing, after: Standing) -> Iterator[Change]:
    was = {(item.of, item.id): item for item in before.rated}
    now = {(item.of, item.id): item for item in after.rated}
    for key in was.keys() | now.keys():
        old, new = was.get(key), now.get(key)
        either = new or old
        assert either is not None
        kind: Kind = "root cause" if either.of else "ground"
        change = Change(
            kind, either.id, either.title, old.probability if old else None, new.probability if new else None
        )
        # Less than one in a hundred is no change to a person.
        if change.moved >= 0.01 or old is None or new is None:
            yield change


def _named(kind: Kind, before: Iterable[Named], after: Iterable[Named]) -> Iterator[Change]:
    was = {item.id: item for item in before}
    now = {item.id: item for item in after}
    for id in sorted(was.keys() ^ now.keys()):
        item = now.get(id) or was[id]
        yield Change(kind, id, item.title, 1.0 if id in was else None, 1.0 if id in now else None)
