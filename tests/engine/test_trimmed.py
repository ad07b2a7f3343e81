"""The trimmed engine keeps what experta's engine promises."""

from __future__ import annotations

from typing import Any

import pytest

from diagnose.engine._experta import MATCH, Fact, InitialFact, Rule, _experta
from diagnose.engine.trimmed import PlainFact, TrimmedEngine


class Named(PlainFact):
    """A plain fact."""


class Engine(TrimmedEngine):
    """First facts of its own, one of them named at the reset."""

    @_experta.DefFacts()  # type: ignore[untyped-decorator]
    def first(self, name: str = "nobody") -> Any:
        yield Named(name=name)

    @Rule(Named(name=MATCH.name), salience=1)  # type: ignore[untyped-decorator]
    def greet(self, name: str) -> None:
        self.greeted = [*getattr(self, "greeted", []), name]


def test_reset_declares_the_first_facts_anew_each_time() -> None:
    engine = Engine()
    for name in ("Ann", "Ben"):
        engine.reset(name=name, unknown="is left out")
        assert [type(fact) for fact in engine.facts.values()] == [InitialFact, Named]
        engine.run()
    assert engine.greeted == ["Ann", "Ben"]


def test_a_fact_that_is_there_is_not_declared_twice_however_it_was_made() -> None:
    engine = Engine()
    engine.reset()
    assert engine.declare(Named.of(name="Ann")) is not None
    assert engine.declare(Named.of(name="Ann")) is None
    assert engine.declare(Named(name="Ann")) is None
    assert engine.declare(InitialFact()) is None


def test_patterns_and_nested_names_cannot_be_declared() -> None:
    engine = Engine()
    engine.reset()
    with pytest.raises(TypeError, match="conditional elements"):
        engine.declare(Fact(name=MATCH.name))
    with pytest.raises(KeyError, match="double underscores"):
        engine.declare(Fact(a__b=1))
    assert len(engine.facts) == 2


def test_newer_facts_and_higher_salience_fire_first() -> None:
    fired: list[str] = []

    class Ordered(TrimmedEngine):
        @Rule(Named(name=MATCH.name))  # type: ignore[untyped-decorator]
        def by_age(self, name: str) -> None:
            fired.append(name)

        @Rule(Named(name="first"), salience=5)  # type: ignore[untyped-decorator]
        def urgent(self) -> None:
            fired.append("urgent")

    engine = Ordered()
    engine.reset()
    engine.declare(*(Named.of(name=name) for name in ("first", "second", "third")))
    engine.run()
    assert fired == ["urgent", "third", "second", "first"]
