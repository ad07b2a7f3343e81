"""The indexed matcher and Rete agree on every agenda and finding, whatever is declared and retracted."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from random_rules import ACCOUNT, ASINS, LISTING, branches

from diagnose.engine import Engines
from diagnose.engine._experta import MATCH, Fact, KnowledgeEngine, L, ReteMatcher, Rule, W
from diagnose.engine.compile import Branch
from diagnose.engine.firing import Known, Shown
from diagnose.engine.matcher import IndexedMatcher
from diagnose.engine.trimmed import Facts, TrimmedEngine


class OnRete(TrimmedEngine):
    """The same engine with experta's own matcher."""

    __matcher__ = ReteMatcher


@st.composite
def facts(draw: st.DrawFn) -> tuple[str, str, str]:
    fact = draw(st.sampled_from((*ACCOUNT, *LISTING, "shown")))
    answer = draw(st.sampled_from(("yes", "yes", "no")))
    return fact, answer, draw(st.sampled_from(ASINS)) if fact in LISTING else ""


def declared(fact: str, answer: str, listing: str) -> Any:
    return Shown.of(item="g") if fact == "shown" else Known.of(fact=fact, answer=answer, listing=listing)


def agenda(engine: Any) -> list[Any]:
    """What waits to fire, without the names that Rete gives to patterns."""
    return sorted(
        (
            activation.rule.__name__,
            sorted(fact["__factid__"] for fact in activation.facts),
            sorted((k, v) for k, v in activation.context.items() if not k.startswith("__")),
        )
        for activation in engine.agenda.activations
    )


def built(rules: tuple[Branch, ...], engine: type) -> Any:
    engines = Engines(rules, frozenset(LISTING), engine)
    with engines.borrow():
        pass
    made = engines._free.pop()
    made.reset()
    made.fired, made.settled = [], {}
    return made


steps = st.one_of(
    st.tuples(st.just("declare"), st.lists(facts(), min_size=1, max_size=4)),
    st.tuples(st.just("retract"), st.integers(0, 20)),
    st.tuples(st.just("run"), st.just(0)),
    st.tuples(st.just("reset"), st.just(0)),
)


def take(engine: Any, step: tuple[str, Any]) -> None:
    what, value = step
    if what == "declare":
        engine.declare(*(declared(*fact) for fact in value))
        engine.settled |= {(fact, listing): answer for fact, answer, listing in value}
    elif what == "retract":
        numbers = sorted(engine.facts)[1:]  # the first is experta's own
        if numbers:
            engine.retract(numbers[value % len(numbers)])
    elif what == "run":
        engine.run()
    else:
        engine.reset()
        engine.settled = {}


@settings(deadline=None, max_examples=300)
@given(branches(), st.lists(steps, max_size=12))
def test_both_matchers_leave_the_same_agenda_and_findings(
    rules: tuple[Branch, ...], sequence: list[tuple[str, Any]]
) -> None:
    ours, rete = built(rules, TrimmedEngine), built(rules, OnRete)
    assert ours.matcher.by_index, "every rule of the language is matched by index"
    for step in [*sequence, ("run", 0)]:
        take(ours, step)
        take(rete, step)
        assert agenda(ours) == agenda(rete), step
        if step[0] == "run":
            assert sorted(ours.fired) == sorted(rete.fired)
            assert {*map(Facts._get_fact_id, ours.facts.values())} == {
                *map(Facts._get_fact_id, rete.facts.values())
            }


class Pair(Fact):  # type: ignore[misc]
    """Two values, to be joined crosswise."""


def rule_of(*patterns: Any) -> Any:
    return Rule(*patterns)(lambda engine, **context: engine.fired.append(tuple(sorted(context.items()))))


values = st.one_of(st.integers(0, 2), st.just(L(1)), st.sampled_from(["x", "y", "z"]).map(lambda n: n << W()))
patterns = st.dictionaries(st.sampled_from(["p", "q"]), values, min_size=1).map(lambda d: Pair(**d))


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.lists(patterns, min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.integers(0, 11), max_size=12),
    st.booleans(),
)
def test_variables_join_crosswise_and_what_cannot_be_indexed_goes_to_rete(
    rules: list[list[Any]], changes: list[int], negated: bool
) -> None:
    members = {f"rule_{number}": rule_of(*items) for number, items in enumerate(rules)}
    if negated:
        members["negated"] = rule_of(Pair(p=MATCH.x), ~Pair(q=MATCH.x))
    pair = [type("Engine", (base,), dict(members))() for base in (TrimmedEngine, OnRete)]
    assert not (negated and pair[0].matcher.by_index)
    for engine in pair:
        engine.fired = []
        engine.reset()
        known: dict[int, Any] = {}
        for change in changes:
            if change in known:
                engine.retract(known.pop(change))
            else:
                known[change] = engine.declare(Pair(p=change % 3, q=change // 3))
    assert agenda(pair[0]) == agenda(pair[1])
    for engine in pair:
        engine.run()
    assert sorted(pair[0].fired) == sorted(pair[1].fired)


def test_a_fact_that_comes_and_goes_while_a_rule_fires_leaves_nothing() -> None:
    class Engine(TrimmedEngine):
        @Rule(Pair(p=1))  # type: ignore[untyped-decorator]
        def back_and_forth(self) -> None:
            self.retract(self.declare(Pair(p=2)))

        @Rule(Pair(p=2))  # type: ignore[untyped-decorator]
        def never(self) -> None:
            raise AssertionError("the fact is gone")

    engine = Engine()
    engine.reset()
    engine.declare(Pair(p=1))
    engine.run()
    assert engine.agenda.activations == []


def test_a_rule_with_a_negation_is_left_to_rete() -> None:
    class Engine(KnowledgeEngine):  # type: ignore[misc]
        __matcher__ = IndexedMatcher
        fired = 0

        @Rule(Pair(p=1), ~Pair(p=2))  # type: ignore[untyped-decorator]
        def only_one(self) -> None:
            self.fired += 1

    engine = Engine()
    assert not engine.matcher.by_index
    engine.reset()
    engine.declare(Pair(p=1))
    engine.run()
    assert engine.fired == 1
