"""Supposing: what would fire, and no longer fire, if some facts had other answers.

New answers are declared on the settled engine. Where one replaces another, whatever rests on the old one
is taken back first, and what still follows from the rest is put back (A. Gupta, I. S. Mumick and
V. S. Subrahmanian, "Maintaining views incrementally", 1993). Then everything is undone, fact by fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from diagnose.engine.firing import Firing, Key, Known

Answers = Mapping[Key, str | None]
"""Answers supposed, by fact and listing; None takes an answer away."""


class Supposing:
    """Tries answers on an engine that has run to closure and that nobody else uses meanwhile.

    Args:
        engine: the engine.
        given: the answers it was run with.
        fired: what fired.
    """

    def __init__(self, engine: Any, given: Mapping[Key, str], fired: Iterable[Firing]) -> None:
        self._engine = engine
        self._given = given
        self._fired = frozenset(fired)
        self._facts = {(f["fact"], f["listing"]): f for f in engine.facts.values() if type(f) is Known}
        self._resting_on: dict[Key, set[Firing]] = defaultdict(set)
        self._deducing: dict[Key, set[Firing]] = defaultdict(set)
        for firing in self._fired:
            for key in firing.support:
                self._resting_on[key].add(firing)
            if firing.kind == "deduction":
                self._deducing[engine.subject(firing)].add(firing)

    def firings(self, answers: Answers) -> tuple[frozenset[Firing], frozenset[Firing]]:
        """What would fire no longer, and what would fire besides."""
        engine = self._engine
        settled, mark = engine.settled, engine.facts.last_index
        engine.settled, engine.fired = dict(settled), []
        withdrawn = self._withdrawn(answers)
        lost = {firing for key in withdrawn for firing in self._resting_on.get(key, ())}
        try:
            self._apply(answers, withdrawn, lost)
            engine.run()
            fired = frozenset(engine.fired)
        finally:
            self._undo(mark, withdrawn)
            engine.settled, engine.fired = settled, []
        return frozenset(lost - fired), fired - self._fired

    def _withdrawn(self, answers: Answers) -> dict[Key, Any]:
        """The facts that get another answer, and every deduced fact that may rest on one of them."""
        changed = [
            key
            for key, answer in answers.items()
            if key in self._facts and self._facts[key]["answer"] != answer
        ]
        withdrawn: dict[Key, Any] = {}
        while changed:
            key = changed.pop()
            withdrawn[key] = self._facts[key]
            for firing in self._resting_on.get(key, ()):
                if firing.kind == "deduction":
                    deduced = self._engine.subject(firing)
                    if not (deduced in self._given or deduced in withdrawn or answers.get(deduced)):
                        changed.append(deduced)
        return withdrawn

    def _apply(self, answers: Answers, withdrawn: Mapping[Key, Any], lost: set[Firing]) -> None:
        engine = self._engine
        for key, fact in withdrawn.items():
            engine.facts.retract(fact)
            del engine.settled[key]
        now = {key: answer for key, answer in answers.items() if answer is not None}
        now |= {key: "yes" for key in withdrawn if key not in now and self._deducing.get(key, set()) - lost}
        engine.settled |= now
        engine.declare(
            *(
                Known.of(fact=fact, answer=answer, listing=listing)
                for (fact, listing), answer in now.items()
                if (fact, listing) not in self._facts or (fact, listing) in withdrawn
            )
        )

    def _undo(self, mark: int, withdrawn: Mapping[Key, Any]) -> None:
        engine = self._engine
        facts = engine.facts
        for number in [number for number in reversed(facts) if number >= mark]:
            facts.retract(number)
        for fact in withdrawn.values():
            if fact["__factid__"] not in facts:
                facts.last_index = fact["__factid__"]
                facts.declare(fact)
        facts.last_index = mark
        if withdrawn:
            for number in sorted(facts):
                facts.move_to_end(number)
        engine.running = False
        engine.strategy.update_agenda(engine.agenda, *engine.get_activations())
        engine.agenda.activations.clear()
