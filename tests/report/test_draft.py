"""The draft of a plan: nothing in it that is not confirmed, and no two clients write alike."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import diagnoser, knowledge

from diagnose.casebook import read_entries
from diagnose.report.draft import CONFIRMED, draft
from diagnose.report.letter import letter
from facts_schema import Case, Diagnosis, Draft, DraftLine

ROOT = Path(__file__).parents[2]
LATE = (
    "Your account has been deactivated. Your late shipment rate is 7.3%, above our target of 4%. "
    "Please send a plan of action within 17 days."
)
USED = "We removed some of your listings because customers received used items sold as new. ASIN: B0ABCDEFGH"
NOTICES = (
    LATE,
    USED,
    "We removed your listings: customers complained that the products are counterfeit. ASIN: B0ABCDEFGH",
    "Your account was deactivated because your order defect rate of 2% is above our target of 1%.",
    "Your account has been deactivated: you asked buyers for reviews and paid for them.",
)
QUESTIONS = sorted(knowledge().questions)


def drafted(case: Case) -> tuple[Draft, Diagnosis]:
    diagnosis = diagnoser().diagnose(case)
    return draft(diagnosis, case, knowledge()), diagnosis


def lines(it: Draft, *kinds: str) -> list[DraftLine]:
    return [line for part in it.parts for line in part.lines if not kinds or line.kind in kinds]


def case(**document: Any) -> Case:
    return Case.model_validate({"notice": LATE, "marketplace": "US", "as_of": "2026-11-16"} | document)


@st.composite
def replies(draw: st.DrawFn) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(QUESTIONS), max_size=12, unique=True)):
        question = knowledge().questions[name]
        if question.kind == "choice":
            told[name] = draw(st.sampled_from([choice.id for choice in question.choices]))
        elif question.kind == "yes-no":
            told[name] = draw(st.booleans())
    return told


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(notice=st.sampled_from(NOTICES), answers=replies(), data=st.data())
def test_nothing_is_stated_that_is_not_confirmed_or_recorded(
    notice: str, answers: dict[str, Any], data: st.DataObject
) -> None:
    """Random sessions: each sentence is a frame, rests on a confirmed fact, or on a record of the action."""
    first = diagnoser().diagnose(case(notice=notice, answers=answers))
    states = ["done", "planned", "rejected", None]
    records = [
        {"action": item.id, "state": state, "date": data.draw(st.sampled_from([None, "2026-11-12"]))}
        for item in first.actions
        if (state := data.draw(st.sampled_from(states)))
    ]
    given_case = case(notice=notice, answers=answers, actions=records)
    it, diagnosis = drafted(given_case)
    contradicted = {item.fact for item in diagnosis.conflicts}
    confirmed = {
        seen.fact
        for seen in diagnosis.observations
        if seen.answer == "yes" and seen.grade in CONFIRMED and seen.origin != "deduction"
    } - contradicted
    done = {r["action"] for r in records if r["state"] == "done" and r["date"]}
    planned = {r["action"] for r in records if r["state"] == "planned"}
    at_hand = {item.id for item in diagnosis.evidence if item.state == "have"}
    for line in lines(it):
        match line.kind:
            case "fact":
                assert set(line.facts) <= confirmed | at_hand | {"notice"}
            case "done":
                assert line.action in done
            case "planned":
                assert line.action in planned
                assert line.text.startswith("Planned (")
            case "gap":
                assert line.text[0] + line.text[-1] == "[]"
            case "frame":
                assert any(
                    line.text.startswith(head.partition("{")[0].strip())
                    for phrase in knowledge().phrases.values()
                    for head in phrase.heads
                )


def test_what_is_done_without_a_date_is_a_gap() -> None:
    it, diagnosis = drafted(case(answers={"ask-late-order-times": "late-click"}))
    action = diagnosis.actions[0].id
    it, _ = drafted(
        case(answers={"ask-late-order-times": "late-click"}, actions=[{"action": action, "state": "done"}])
    )
    assert [line.kind for line in lines(it) if line.action == action] == ["gap"]


def test_what_is_done_and_dated_is_told_with_its_proof() -> None:
    answers = {"ask-late-order-times": "late-click"}
    action = drafted(case(answers=answers))[1].actions[0].id
    record = {"action": action, "state": "done", "date": "2026-11-12", "proof": "screenshot 3"}
    (line,) = lines(drafted(case(answers=answers, actions=[record]))[0], "done")
    assert "2026" in line.text
    assert line.text.endswith("(Proof: screenshot 3)")


def test_in_a_stop_state_there_is_no_draft_but_a_reason() -> None:
    stopping = next(
        entry
        for entry in read_entries(ROOT / "tests/cases/flags")[0]
        if entry.ground == "stop" and entry.expect.flags
    )
    it, diagnosis = drafted(Case.model_validate(stopping.given))
    assert diagnosis.drafting_stopped
    assert it.parts == ()
    assert it.blocked[0].startswith("No plan is drafted. ")


def test_a_draft_that_contradicts_what_amazon_was_told_is_blocked_with_both_sentences() -> None:
    answers = {"ask-late-order-times": "late-click"}
    told = {"text": "We always confirm in time.", "says": {"parcels-left-before-confirmation": False}}
    it, _ = drafted(case(answers=answers, statements=[told]))
    (reason,) = it.blocked
    assert "“We always confirm in time.”" in reason
    assert "“Parcels were handed to the carrier before shipment was confirmed.”" in reason


def test_a_remedy_without_appeal_gets_no_plan() -> None:
    text = "Please send your identity document and a utility bill so that we can verify your account."
    it, _ = drafted(case(notice=text))
    assert it.parts == ()
    assert it.blocked


def test_a_short_answer_says_by_how_much_it_is_too_long() -> None:
    given_case = case(answers={"ask-late-order-times": "late-click"})
    short = draft(diagnoser().diagnose(given_case), given_case, knowledge(), form_length=50)
    for answer in short.answers:
        assert answer.over == max(0, len(answer.text) - 50)
    assert any(answer.over for answer in short.answers)


@pytest.mark.parametrize("notice", [LATE, USED])
def test_two_cases_of_one_ground_share_less_than_a_third_of_their_sentences(notice: str) -> None:
    """Gaps and facts aside; measured over all pairs of forty clients."""
    frames = []
    for number in range(40):
        it, _ = drafted(case(id=f"client-{number}", notice=notice))
        frames.append({line.text for line in lines(it, "frame")})
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(frames, 2)]
    assert sum(shares) / len(shares) < 0.1
    assert sum(share >= 1 / 3 for share in shares) / len(shares) < 0.05


def test_the_letter_counts_its_gaps() -> None:
    it, diagnosis = drafted(case())
    assert it.gaps >= len(lines(it, "gap")) > 0
    assert f"{it.gaps} gaps in square brackets" in str(letter(it, diagnosis))


def test_the_same_case_gives_the_same_letter() -> None:
    assert drafted(case(id="acme"))[0] == drafted(case(id="acme"))[0]
    assert drafted(case(as_of=dt.date(2026, 11, 20)))[0].parts
