"""The casebook reads cases strictly, judges them readably, and measures what they test."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnose.casebook import (
    Gap,
    Outcome,
    coverage,
    covered_share,
    misnamed,
    mutate,
    read_entries,
    read_examples,
    read_sentences,
    report,
    run,
    unheard,
    why_not,
)
from diagnose.knowledge import load
from diagnose.knowledge.models import When
from diagnose.pipeline import Diagnoser
from facts_schema import Case
from tests.knowledge.small import small_rules

STATED = """\
- case: A deactivation for late orders
  given:
    notice: Your account was deactivated. Your orders came late.
    answers: {ask-why-late: software}
  expect:
    first: late-orders
    enforcement: account-deactivated
    root_cause: software-broke
    fires: [notice-states-late, told-software]
    silent: [told-short]
    evidence: [order-table]
    actions: [watch-software]
    not_shown: [cancelled-orders]
"""


@pytest.fixture
def diagnoser(tmp_path: Path) -> Diagnoser:
    return Diagnoser(knowledge=load(root=small_rules(tmp_path)))


def outcomes_of(text: str, diagnoser: Diagnoser, folder: Path) -> tuple[Outcome, ...]:
    path = folder / "cases" / "performance" / "late-orders.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    entries, problems = read_entries(folder / "cases")
    assert not problems
    return run(entries, diagnoser)


def problems_of(text: str, folder: Path) -> list[str]:
    (folder / "cases").mkdir()
    (folder / "cases" / "late-orders.yaml").write_text(text, "utf-8")
    return [str(problem) for problem in read_entries(folder / "cases")[1]]


def test_a_case_that_comes_out_as_expected_has_no_failures(diagnoser: Diagnoser, tmp_path: Path) -> None:
    (outcome,) = outcomes_of(STATED, diagnoser, tmp_path)
    assert outcome.failures == ()
    assert outcome.entry.name == "late-orders: A deactivation for late orders"
    assert outcome.answers["notice-says-late", ""] == "yes"


def test_every_difference_is_told_with_the_rules_that_fired_and_their_words(
    diagnoser: Diagnoser, tmp_path: Path
) -> None:
    text = """\
- case: Another story
  given: {notice: Your account was deactivated. Your orders came late.}
  expect:
    first: cancelled-orders
    enforcement: account-deactivated
    root_cause: software-broke
    shown: [late-orders, cancelled-orders]
    not_shown: [late-orders]
    nothing: true
    evidence: [order-table]
    fires: [told-short]
    silent: [notice-states-late]
"""
    (outcome,) = outcomes_of(text, diagnoser, tmp_path)
    assert outcome.failures == (
        "first ground: expected cancelled-orders, came late-orders",
        "first root cause: expected software-broke, came nothing",
        "grounds shown: expected nothing, came late-orders",
        "grounds shown: expected cancelled-orders, came late-orders",
        "grounds shown: late-orders must not be there",
        "rules that fired: expected told-short, came notice-states-late",
        "rules that fired: notice-states-late must not be there",
    )
    told = report(outcome)
    assert told.startswith("cases/performance/late-orders.yaml:1: Another story\n  - first ground: expected")
    assert 'notice-states-late [decisive]: The notice says so. "Your orders came late."' in told


def test_a_case_that_cannot_be_read_fails_and_says_why(diagnoser: Diagnoser, tmp_path: Path) -> None:
    given = "{notice: Hello., answers: {ask-why-lat: software}}"
    text = f"- case: Misspelt\n  given: {given}\n  expect: {{nothing: true}}\n"
    (outcome,) = outcomes_of(text, diagnoser, tmp_path)
    assert "ask-why-lat" in outcome.failures[0]
    assert report(outcome)


def test_a_misspelt_expectation_is_told_with_its_line(tmp_path: Path) -> None:
    text = STATED.replace("    root_cause:", "    root_couse:")
    assert problems_of(text, tmp_path) == [
        'cases/late-orders.yaml:8: case "A deactivation for late orders" (expect) has the key "root_couse", '
        'which is unknown. Did you mean "root_cause"?'
    ]


def test_a_file_that_is_no_list_is_told(tmp_path: Path) -> None:
    assert problems_of("case: alone\n", tmp_path) == [
        'cases/late-orders.yaml:1: expected a list of cases here: each begins with "- case:".'
    ]


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    assert read_entries(tmp_path / "none")[1]


def test_names_that_nothing_defines_are_told(diagnoser: Diagnoser, tmp_path: Path) -> None:
    text = STATED.replace("first: late-orders", "first: late-order").replace("[told-short]", "[told-shortly]")
    outcomes = outcomes_of(text, diagnoser, tmp_path)
    told = [str(problem) for problem in misnamed([item.entry for item in outcomes], diagnoser.knowledge)]
    where = 'cases/performance/late-orders.yaml:6: case "A deactivation for late orders" expects the'
    assert told == [
        f'{where} ground "late-order", which is not defined. Did you mean "late-orders"?',
        f'{where} rule "told-shortly", which is not defined. Did you mean "told-short"?',
    ]


def test_coverage_names_rules_that_never_fire_and_conditions_never_missing(
    diagnoser: Diagnoser, tmp_path: Path
) -> None:
    gaps = coverage(outcomes_of(STATED, diagnoser, tmp_path), diagnoser.knowledge)
    told = {(gap.rule, gap.fact): gap.text for gap in gaps}
    assert told["told-short", ""] == "never fires"
    assert told["told-software", "software-failed"] == "is never the one condition that is missing"
    assert ("told-software", "") not in told


def test_the_share_of_outcomes_counts_every_outcome_of_a_rule_that_never_fires_as_missing() -> None:
    owners = {"fires": When(all=("a", "b")), "never": When(all=("c",))}
    assert covered_share([], owners) == 1
    assert covered_share([Gap("never", "", "never fires")], owners) == pytest.approx(4 / 6)
    assert covered_share([Gap("fires", "a", "never makes the rule fire")], owners) == pytest.approx(5 / 6)
    assert covered_share([], {}) == 1


def test_mutation_names_only_what_no_case_notices(diagnoser: Diagnoser, tmp_path: Path) -> None:
    survivors = [
        mutant.text
        for mutant in mutate(outcomes_of(STATED, diagnoser, tmp_path), diagnoser.knowledge).survivors
    ]
    assert not [text for text in survivors if '"told-software"' in text and "the other way" in text]
    assert (
        'wording of "notice-says-cancelled": no case notices that "<orders> ... cancelled" is gone.'
        in survivors
    )
    assert not [text for text in survivors if 'wording of "notice-says-late"' in text]
    assert (
        'rule "told-short": no case notices that "handling-time-too-short" is no longer asked.'
        not in survivors
    )
    assert (
        'rule "buyers-tell-late": no case notices that "buyers-say-late" is asked the other way.' in survivors
    )


def test_why_not_names_each_condition_and_what_would_meet_it(diagnoser: Diagnoser) -> None:
    case = Case.model_validate({"notice": "Your account was deactivated. Your orders came late."})
    assert why_not(case, "late-twice-over", diagnoser) == (
        "late-twice-over does not fire:\n"
        "  not met: a yes to this or another of these, late-in-both - unknown; it is told by deduction from "
        "notice-says-late, late-rate-is-breached\n"
        "  not met: a yes to this or another of these, late-rate-is-breached - unknown; it is told by "
        "a metric"
    )
    assert why_not(case, "told-short", diagnoser).endswith("it is told by the question ask-why-late")
    assert why_not(case, "notice-states-late", diagnoser).startswith("notice-states-late fires:")


def test_a_sentence_shows_a_phrase_that_no_case_needs(diagnoser: Diagnoser, tmp_path: Path) -> None:
    folder = tmp_path / "sentences" / "en"
    folder.mkdir(parents=True)
    (folder / "late.yaml").write_text("notice-says-late: [Your shipments were late.]\n", "utf-8")
    sentences, problems = read_sentences(tmp_path / "sentences")
    assert not problems
    assert not unheard(sentences, diagnoser.knowledge)
    before = mutate((), diagnoser.knowledge)
    after = mutate((), diagnoser.knowledge, sentences=sentences)
    gone = {mutant.text for mutant in before.survivors} - {mutant.text for mutant in after.survivors}
    assert gone == {'wording of "notice-says-late": no case notices that "<orders> ... late" is gone.'}
    assert len(before.survivors) == before.tried == after.tried


def test_a_sentence_that_says_nothing_and_a_fact_that_is_not_there_are_told_with_their_line(
    diagnoser: Diagnoser, tmp_path: Path
) -> None:
    folder = tmp_path / "sentences" / "en"
    folder.mkdir(parents=True)
    fact = next(e.fact for e in diagnoser.knowledge.wordings["en"] if e.fact)
    (folder / "late.yaml").write_text(f"{fact}:\n  - Good morning.\n{fact}x: [Hello.]\n", "utf-8")
    sentences, _ = read_sentences(tmp_path / "sentences")
    said = [str(problem) for problem in unheard(sentences, diagnoser.knowledge)]
    assert said[0].startswith(f'sentences/en/late.yaml:2: "{fact}" is not heard in "Good morning."')
    assert f'there is no fact "{fact}x". Did you mean "{fact}"?' in said[1]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "a", "enforcement": null, "causes": ["late-ordrs"]}', 'Did you mean "late-orders"?'),
        ('{"text": "a", "enforcement": null, "causes": "late-orders"}', 'a list of "causes"'),
        ('{"text": "a", "label": "account-deactivatd"}', 'the measure "account-deactivatd" is not defined'),
    ],
)
def test_a_label_that_the_knowledge_does_not_have_is_told_with_its_line(
    line: str, said: str, diagnoser: Diagnoser, tmp_path: Path
) -> None:
    (tmp_path / "letters.jsonl").write_text(f'{{"text": "a", "label": "none"}}\n{line}\n', "utf-8")
    (problem,) = read_examples(tmp_path, diagnoser.knowledge)[1]
    assert problem.line == 2
    assert said in str(problem)
