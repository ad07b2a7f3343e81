"""Laws that every diagnosis keeps, whatever the case: order, silence, the plain reading, a round trip."""

from __future__ import annotations

import random
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import diagnoser, knowledge

from diagnose.observe import settle
from facts_schema import Case, Diagnosis, Observation

NOTICES = [
    "Your Amazon seller account has been deactivated. Your late shipment rate is 7%, above our target of 4%.",
    "We removed your listing B00TEST001 because buyers said that it was used but sold as new.",
    "Your order defect rate is 2%, above our target of 1%. You may no longer sell. Send a plan in 17 days.",
    "Your account has been deactivated. It is related to another account which may not be used to sell.",
    "",
]
ANSWERABLE = sorted(
    fact.id for fact in knowledge().facts.values() if not fact.heard and knowledge().questions_for(fact.id)
)
asins = st.sampled_from(["B00TEST001", "B00TEST002", "B00TEST003"])
comments = st.sampled_from(["It was used", "works well", "fake, not original", "stopped working", ""])
returns = st.fixed_dictionaries(
    {"asin": asins, "comment": comments, "reason": st.sampled_from(["DEFECTIVE", "OTHER"])}
)
listings = st.fixed_dictionaries({"asin": asins, "condition": st.sampled_from(["new", "used"])})
documents = st.fixed_dictionaries(
    {
        "notices": st.lists(st.sampled_from(NOTICES), max_size=2).map(
            lambda texts: [{"text": text} for text in texts]
        ),
        "health": st.fixed_dictionaries({}, optional={"late_shipment_rate": st.sampled_from(["1%", "7%"])}),
        "returns": st.lists(returns, max_size=4),
        "listings": st.lists(listings, max_size=3),
        "answers": st.dictionaries(st.sampled_from(ANSWERABLE), st.booleans(), max_size=4),
    }
)
quick = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def diagnose(document: dict[str, Any]) -> Diagnosis:
    return diagnoser().diagnose(Case.model_validate(document))


def rules_of(document: dict[str, Any]) -> set[str]:
    return {finding.rule.id for finding in diagnoser().findings(Case.model_validate(document))}


def conclusions(diagnosis: Diagnosis) -> list[tuple[str, float, list[tuple[str, float]]]]:
    return [(g.id, g.probability, [(c.id, c.probability) for c in g.root_causes]) for g in diagnosis.grounds]


@quick
@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_answers_makes_no_difference(
    document: dict[str, Any], chance: random.Random
) -> None:
    shuffled = dict(document)
    for table in ("returns", "listings"):
        shuffled[table] = chance.sample(document[table], len(document[table]))
    shuffled["answers"] = dict(chance.sample(list(document["answers"].items()), len(document["answers"])))
    assert conclusions(diagnose(shuffled)) == conclusions(diagnose(document))


@quick
@given(documents, st.sampled_from(ANSWERABLE), st.booleans())
def test_an_observation_on_an_unknown_fact_never_removes_a_finding(
    document: dict[str, Any], fact: str, answer: bool
) -> None:
    case = Case.model_validate(document)
    known = {observation.fact for observation in diagnoser().diagnose(case).observations}
    if fact in known or fact in document["answers"]:
        return
    more = {**document, "answers": {**document["answers"], fact: answer}}
    assert rules_of(document) <= rules_of(more)


@quick
@given(documents, st.sampled_from(ANSWERABLE))
def test_unknown_changes_nothing(document: dict[str, Any], fact: str) -> None:
    if fact in document["answers"]:
        return
    more = {**document, "answers": {**document["answers"], fact: None}}
    assert diagnose(more) == diagnose(document)


@quick
@given(documents)
def test_every_finding_holds_by_a_plain_reading(document: dict[str, Any]) -> None:
    diagnosis = diagnose(document)
    observations: tuple[Observation, ...] = diagnosis.observations
    answers = settle(knowledge(), observations).answers
    for finding in diagnoser().findings(Case.model_validate(document)):
        subjects = finding.listings or ("",)
        assert any(_holds(finding.rule.when, answers, subject) for subject in subjects), finding.rule.id


def _holds(when: Any, answers: Any, listing: str) -> bool:
    def answer(fact: str) -> str | None:
        about_listing = knowledge().facts[fact].about == "listing"
        found: str | None = answers.get((fact, listing if about_listing else ""))
        return found

    return (
        all(answer(fact) == "yes" for fact in when.all)
        and (not when.any or any(answer(fact) == "yes" for fact in when.any))
        and all(answer(fact) == "no" for fact in when.denied)
    )


@quick
@given(documents)
def test_a_case_survives_json_and_yaml(document: dict[str, Any]) -> None:
    case = Case.model_validate(document)
    assert Case.model_validate_json(case.model_dump_json()) == case
    assert Case.model_validate(yaml.safe_load(yaml.safe_dump(case.model_dump(mode="json")))) == case


@quick
@given(documents)
def test_a_diagnosis_survives_json(document: dict[str, Any]) -> None:
    diagnosis = diagnose(document)
    assert Diagnosis.model_validate_json(diagnosis.model_dump_json()) == diagnosis


@quick
@given(documents)
def test_every_conclusion_shows_its_reasons(document: dict[str, Any]) -> None:
    for ground in diagnose(document).grounds:
        assert ground.because
        for reason in (*ground.because, *(r for cause in ground.root_causes for r in cause.because)):
            assert reason.observations, reason.rule
            assert "{" not in reason.text, reason.text
