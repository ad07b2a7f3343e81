"""Facts -> findings, by experta, to closure; each firing keeps the facts that made it fire."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from diagnose.engine._experta import AND, MATCH, Rule
from diagnose.engine.compile import Branch, Kind
from diagnose.engine.trimmed import PlainFact, TrimmedEngine

Key = tuple[str, str]
"""A fact and the listing it is about ("" for the account, a store, or an unnamed listing)."""


class Firing(NamedTuple):
    """A rule that fired: for which listing, and on which facts."""

    kind: Kind
    id: str
    listing: str
    support: tuple[Key, ...]


class Known(PlainFact):
    """A settled fact about one subject."""


class Shown(PlainFact):
    """A ground or root cause that the ranking shows."""


def _patterns(branch: Branch) -> list[Any]:
    patterns = [
        Known(
            fact=condition.fact,
            answer=condition.answer,
            listing=MATCH.listing if condition.joined else "",
        )
        for condition in branch.conditions
    ]
    return [Shown(item=branch.shown), *patterns] if branch.shown else patterns


def _support(branch: Branch, listing: str) -> tuple[Key, ...]:
    return tuple((c.fact, listing if c.joined else "") for c in branch.conditions)


def _right_hand_side(branch: Branch, about_listing: bool) -> Callable[..., None]:
    """What a branch does when it fires: note it, and for a deduction declare the fact."""
    unnamed = Firing(branch.kind, branch.id, "", _support(branch, ""))

    def note(engine: Any, listing: str = "") -> None:
        engine.fired.append(
            Firing(branch.kind, branch.id, listing, _support(branch, listing)) if listing else unnamed
        )

    def deduce(engine: Any, listing: str = "") -> None:
        note(engine, listing)
        subject = listing if about_listing else ""
        if (branch.id, subject) not in engine.settled:
            engine.settled[branch.id, subject] = "yes"
            engine.declare(Known.of(fact=branch.id, answer="yes", listing=subject))

    return deduce if branch.kind == "deduction" else note


class Inference:
    """One case on a borrowed engine."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def run(self, settled: Mapping[Key, str]) -> tuple[Firing, ...]:
        """Declare the settled facts and run to closure; every firing once, in a fixed order."""
        engine = self._engine
        engine.reset()
        engine.settled = dict(settled)
        return self._fired(
            Known.of(fact=fact, answer=answer, listing=listing)
            for (fact, listing), answer in sorted(settled.items())
        )

    def show(self, items: Iterable[str]) -> tuple[Firing, ...]:
        """Declare what the ranking shows and let evidence, action and caution rules fire."""
        return self._fired(Shown.of(item=item) for item in sorted(set(items)))

    def _fired(self, facts: Iterable[Any]) -> tuple[Firing, ...]:
        engine = self._engine
        engine.fired = []
        engine.declare(*facts)
        engine.run()
        return tuple(sorted(set(engine.fired)))


class Engines:
    """A pool of engines over the same compiled rules; one engine serves one thread at a time."""

    def __init__(
        self, compiled: tuple[Branch, ...], listing_facts: frozenset[str], engine: type = TrimmedEngine
    ) -> None:
        self._compiled = compiled
        self._listing_facts = listing_facts
        self._engine = engine
        self._free: list[Any] = []
        self._lock = threading.Lock()

    @contextmanager
    def borrow(self) -> Iterator[Inference]:
        """Lend an engine for one case."""
        with self._lock:
            engine = self._free.pop() if self._free else self._build()
        yield Inference(engine)
        with self._lock:
            self._free.append(engine)

    def _build(self) -> Any:
        # A class of its own for each engine: rules are class attributes, and experta keeps state on them.
        members = {
            f"rule_{number:05}": Rule(AND(*_patterns(branch)))(
                _right_hand_side(branch, branch.id in self._listing_facts)
            )
            for number, branch in enumerate(self._compiled)
        }
        return type("Engine", (self._engine,), members)()
