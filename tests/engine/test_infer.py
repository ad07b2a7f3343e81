"""The engine: closure, joins by listing, deductions, repeatability, and size."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.engine import Engines, Firing, Key
from diagnose.engine.compile import Branch, Condition


def yes(fact: str, joined: bool = False) -> Condition:
    return Condition(fact, "yes", joined)


def no(fact: str, joined: bool = False) -> Condition:
    return Condition(fact, "no", joined)


def rule(id: str, *conditions: Condition) -> Branch:
    return Branch("rule", id, conditions)


def deduction(fact: str, *conditions: Condition) -> Branch:
    return Branch("deduction", fact, conditions)


def infer(
    rules: Iterable[Branch], facts: Mapping[Key, str], listing_facts: Iterable[str] = ()
) -> set[Firing]:
    engines = Engines(tuple(rules), frozenset(listing_facts))
    with engines.borrow() as inference:
        return set(inference.run(facts))


def test_a_rule_fires_when_all_its_facts_have_their_answers() -> None:
    rules = [rule("r", yes("a"), no("b"))]
    assert infer(rules, {("a", ""): "yes", ("b", ""): "no"}) == {
        Firing("rule", "r", "", (("a", ""), ("b", "")))
    }


def test_an_unknown_fact_is_never_a_no() -> None:
    assert infer([rule("r", yes("a"), no("b"))], {("a", ""): "yes"}) == set()


def test_listing_facts_are_joined_on_the_same_listing() -> None:
    rules = [rule("r", yes("new", True), yes("used", True))]
    facts = {("new", "A"): "yes", ("used", "A"): "yes", ("new", "B"): "yes", ("used", "C"): "yes"}
    assert {firing.listing for firing in infer(rules, facts, ["new", "used"])} == {"A"}


def test_account_facts_join_with_every_listing() -> None:
    rules = [rule("r", yes("fba"), yes("used", True))]
    facts = {("fba", ""): "yes", ("used", "A"): "yes", ("used", "B"): "yes"}
    assert {firing.listing for firing in infer(rules, facts, ["used"])} == {"A", "B"}


def test_a_deduced_fact_fires_further_rules() -> None:
    rules = [deduction("b", yes("a")), deduction("c", yes("b")), rule("r", yes("c"))]
    assert {firing.id for firing in infer(rules, {("a", ""): "yes"})} == {"b", "c", "r"}


def test_a_known_no_is_not_overruled_by_a_deduction() -> None:
    rules = [deduction("b", yes("a")), rule("r", yes("b"))]
    assert {firing.id for firing in infer(rules, {("a", ""): "yes", ("b", ""): "no"})} == {"b"}


def test_an_engine_remembers_nothing_of_the_case_before() -> None:
    engines = Engines((rule("r", yes("a")),), frozenset())
    with engines.borrow() as inference:
        assert inference.run({("a", ""): "yes"})
    with engines.borrow() as inference:
        assert inference.run({("b", ""): "yes"}) == ()


def test_rules_on_what_is_shown_fire_in_the_second_phase_only() -> None:
    engines = Engines((Branch("evidence", "e/0", (yes("a"),), "ground"),), frozenset())
    with engines.borrow() as inference:
        assert inference.run({("a", ""): "yes"}) == ()
        assert [firing.id for firing in inference.show(["ground"])] == ["e/0"]


def test_1200_rules_over_60_listings_run_to_closure() -> None:
    rules = [rule(f"r{n}", yes(f"f{n % 40}", True), yes(f"f{(n * 7 + 1) % 40}", True)) for n in range(1200)]
    facts = {(f"f{n}", f"L{m}"): "yes" for n in range(0, 40, 8) for m in range(60)}
    expected = {
        (r.id, f"L{m}")
        for r in rules
        for m in range(60)
        if all((condition.fact, f"L{m}") in facts for condition in r.conditions)
    }
    fired = infer(rules, facts, [f"f{n}" for n in range(40)])
    assert {(firing.id, firing.listing) for firing in fired} == expected


def test_threads_share_the_pool_without_mixing_their_cases() -> None:
    engines = Engines(tuple(rule(f"r{n}", yes(f"f{n}")) for n in range(20)), frozenset())
    wrong: list[str] = []

    def work(number: int) -> None:
        for _ in range(20):
            with engines.borrow() as inference:
                fired = [firing.id for firing in inference.run({(f"f{number}", ""): "yes"})]
            if fired != [f"r{number}"]:
                wrong.append(f"{number}: {fired}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


FACTS = [f"f{n}" for n in range(6)]
LISTING_FACTS = frozenset(FACTS[3:])
conditions = st.builds(
    lambda fact, answer: Condition(fact, answer, fact in LISTING_FACTS),
    st.sampled_from(FACTS),
    st.sampled_from(["yes", "no"]),
)
rule_lists = st.lists(st.lists(conditions, min_size=1, max_size=3), min_size=1, max_size=8)
fact_keys = st.sampled_from([(f, "") for f in FACTS[:3]] + [(f, x) for f in FACTS[3:] for x in ("A", "B")])
fact_bases = st.dictionaries(fact_keys, st.sampled_from(["yes", "no"]), max_size=9)


def holds(branch: Branch, facts: Mapping[Key, str], listing: str) -> bool:
    """A plain reading of a rule, independent of the engine."""
    return all(facts.get((c.fact, listing if c.joined else "")) == c.answer for c in branch.conditions)


@settings(max_examples=60, deadline=None)
@given(rule_lists, fact_bases)
def test_what_fires_is_what_a_plain_reading_says(
    bodies: list[list[Condition]], facts: dict[Key, str]
) -> None:
    rules = [rule(f"r{n}", *body) for n, body in enumerate(bodies)]
    fired = {(firing.id, firing.listing) for firing in infer(rules, facts, LISTING_FACTS)}
    expected = set()
    for branch in rules:
        joined = any(condition.joined for condition in branch.conditions)
        subjects = ("A", "B") if joined else ("",)
        expected |= {(branch.id, subject) for subject in subjects if holds(branch, facts, subject)}
    assert fired == expected
