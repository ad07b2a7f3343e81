"""Facts -> findings, by experta, to closure; each firing keeps the facts that made it fire."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from diagnose.engine._experta import MATCH, Rule
from diagnose.engine.compile import Branch, Condition
from diagnose.engine.firing import Firing, Key, Known, Shown
from diagnose.engine.suppose import Supposing
from diagnose.engine.trimmed import TrimmedEngine


def _pattern(condition: Condition) -> Any:
    listing = MATCH.listing if condition.joined else ""
    return Known(fact=condition.fact, answer=condition.answer, listing=listing)


def _support(branch: Branch, listing: str) -> tuple[Key, ...]:
    return tuple((c.fact, listing if c.joined else "") for c in branch.conditions)


def _right_hand_side(branch: Branch) -> Callable[..., None]:
    """What a branch does when it fires: note it, and for a deduction declare the fact."""
    unnamed = Firing(branch.kind, branch.id, "", _support(branch, ""))

    def note(engine: Any, listing: str = "") -> None:
        engine.fired.append(
            Firing(branch.kind, branch.id, listing, _support(branch, listing)) if listing else unnamed
        )

    def deduce(engine: Any, listing: str = "") -> None:
        note(engine, listing)
        fact, subject = engine.subject(engine.fired[-1])
        if (fact, subject) not in engine.settled:
            engine.settled[fact, subject] = "yes"
            engine.declare(Known.of(fact=fact, answer="yes", listing=subject))

    return deduce if branch.kind == "deduction" else note


def _rule(branch: Branch, patterns: Iterable[Any]) -> Any:
    """What experta's decorator makes, without inspecting a thousand right-hand sides that take the same."""
    rule = Rule(*patterns)
    rule._wrapped, rule._wrapped_args = _right_hand_side(branch), {"engine", "listing"}
    rule.__name__ = rule._wrapped.__name__
    return rule


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

    def supposing(self, settled: Mapping[Key, str]) -> tuple[tuple[Firing, ...], Supposing]:
        """As :meth:`run`, and a way to try other answers on the engine that stands there."""
        fired = self.run(settled)
        return fired, Supposing(self._engine, dict(settled), fired)

    def show(self, items: Iterable[str]) -> tuple[Firing, ...]:
        """Declare what the ranking shows and let evidence, action and caution rules fire."""
        shown = sorted(set(items))
        return self._fired(Shown.of(item=item) for item in shown) if shown else ()

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
        try:
            yield Inference(engine)
        finally:  # the next case resets it
            with self._lock:
                self._free.append(engine)

    def _build(self) -> Any:
        # A class of its own for each engine: rules are class attributes, and experta keeps state on them.
        known, shown = cache(_pattern), cache(lambda item: Shown(item=item))
        members: dict[str, Any] = {}
        for number, branch in enumerate(self._compiled):
            patterns = map(known, branch.conditions)
            members[f"rule_{number:05}"] = _rule(
                branch, (shown(branch.shown), *patterns) if branch.shown else patterns
            )
        return type("Engine", (self._engine,), members | {"subject": staticmethod(self._subject)})()

    def _subject(self, deduction: Firing) -> Key:
        """The fact that a deduction tells, and whose it is."""
        return deduction.id, deduction.listing if deduction.id in self._listing_facts else ""
