"""Every case of the casebook comes out as expected, and together they test every rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from diagnose.casebook import Entry, Outcome, misnamed, read_entries, report, run
from diagnose.knowledge import KnowledgeBase, survey
from diagnose.pipeline import Diagnoser

ENTRIES, PROBLEMS = read_entries(Path(__file__).parent / "cases")


@cache
def knowledge() -> KnowledgeBase:
    return survey()[0]


@cache
def diagnoser() -> Diagnoser:
    return Diagnoser(knowledge=knowledge())


@cache
def outcome_of(entry_number: int) -> Outcome:
    return run([ENTRIES[entry_number]], diagnoser())[0]


def outcomes() -> list[Outcome]:
    return [outcome_of(number) for number in range(len(ENTRIES))]


def listed(faults: list[str]) -> str:
    return f"{len(faults)} faults:\n" + "\n".join(faults)


@pytest.mark.parametrize("number", range(len(ENTRIES)), ids=[entry.name for entry in ENTRIES])
def test_the_case_comes_out_as_expected(number: int) -> None:
    outcome = outcome_of(number)
    if outcome.failures:
        pytest.fail(report(outcome), pytrace=False)


def test_every_case_can_be_read() -> None:
    assert not PROBLEMS, listed([str(problem) for problem in PROBLEMS])


def test_every_name_that_a_case_expects_is_defined() -> None:
    faults = [str(problem) for problem in misnamed(ENTRIES, knowledge())]
    assert not faults, listed(faults)


def test_no_two_cases_of_a_ground_have_one_sentence() -> None:
    names = [entry.name for entry in ENTRIES]
    assert not [name for name in names if names.count(name) > 1]


def test_every_rule_is_fired_by_some_case() -> None:
    fired = frozenset[str]().union(*(outcome.fired for outcome in outcomes()))
    silent = [rule for id, rule in knowledge().rules_by_id.items() if id not in fired]
    assert not silent, listed([f'{rule.file}:{rule.line}: no case fires "{rule.id}"' for rule in silent])


def test_every_rule_is_silent_in_some_near_miss() -> None:
    faults = [
        f'{rule.file}:{rule.line}: "{rule.id}" fires in every case of tests/cases/{near}.yaml'
        for rule in knowledge().rules_by_id.values()
        for near in [Path(rule.file).stem]
        if all(rule.id in outcome.fired for outcome in outcomes() if outcome.entry.ground == near)
        and any(outcome.entry.ground == near for outcome in outcomes())
    ]
    assert not faults, listed(faults)


@pytest.mark.parametrize("kind", ["flags", "lacks"])
def test_every_flag_and_lack_is_raised_by_some_case_and_expected_to_be_silent_in_a_near_miss(
    kind: str,
) -> None:
    defined = set(knowledge().flags if kind == "flags" else knowledge().lacks)
    raised = {id for entry in ENTRIES for id in getattr(entry.expect, kind)}
    silent = {id for entry in ENTRIES for id in getattr(entry.expect, f"not_{kind}")}
    assert not defined - raised, listed([f"no case raises {id}" for id in sorted(defined - raised)])
    assert not defined - silent, listed([f"no near miss of {id}" for id in sorted(defined - silent)])


def test_every_ground_is_first_in_some_case() -> None:
    first = {outcome.diagnosis.grounds[0].id for outcome in outcomes() if _shows_something(outcome)}
    missing = sorted(set(knowledge().grounds) - first)
    assert not missing, listed([f"no case has {ground} first" for ground in missing])


def test_every_pair_that_is_confused_is_told_apart_by_some_case() -> None:
    faults = [
        f"no case shows {ground.id} first and leaves {other} out"
        for ground in knowledge().grounds.values()
        for other in ground.often_confused_with
        if not any(_tells_apart(outcome, ground.id, other) for outcome in outcomes())
    ]
    assert not faults, listed(faults)


def _shows_something(outcome: Outcome) -> bool:
    return outcome.diagnosis is not None and bool(outcome.diagnosis.grounds)


def _tells_apart(outcome: Outcome, ground: str, other: str) -> bool:
    shown = [item.id for item in outcome.diagnosis.grounds] if outcome.diagnosis else []
    return shown[:1] == [ground] and other not in shown


def test_there_are_cases() -> None:
    assert ENTRIES and all(isinstance(entry, Entry) for entry in ENTRIES)
