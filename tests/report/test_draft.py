"""The draft of a plan: nothing in it that is not confirmed, and no two clients write alike."""

from __future__ import annotations

import datetime as dt
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


@pytest.mark.parametrize("length", [50, 100, 170, 1000])
def test_a_short_answer_fits_its_box_and_names_what_does_not(length: int) -> None:
    answers = {"ask-late-order-times": "late-click"}
    records = [
        {"action": item.id, "state": "done", "date": "2026-11-12"}
        for item in drafted(case(answers=answers))[1].actions
    ]
    given_case = case(answers=answers, actions=records)
    it = draft(diagnoser().diagnose(given_case), given_case, knowledge(), form_length=length)
    said = {line.text for line in lines(it, "fact", "done", "planned")}
    assert [answer.part for answer in it.answers] == ["root-cause", "corrective", "preventive"]
    for answer in it.answers:
        assert len(answer.text) <= length
        shown = {text.removeprefix("- ") for text in answer.text.split("\n") if text}
        assert shown.isdisjoint(answer.left_out)
        assert shown | set(answer.left_out) <= said
    assert any(answer.left_out for answer in it.answers) == (length < 1000)


def test_listings_with_a_cause_of_their_own_get_a_block_in_every_part() -> None:
    notice = f"{USED}\nASIN: B0ABCDEFGJ\nPlease send a plan of action."
    returned = {"asin": "B0ABCDEFGH", "disposition": "SELLABLE", "comment": "It was used", "reason": "OTHER"}
    other = {"asin": "B0ABCDEFGJ", "comment": "It was used", "reason": "OTHER"}
    it, diagnosis = drafted(case(notice=notice, returns=[returned, other]))
    own = [
        part for part in it.parts if part.ground == "used-sold-as-new" and part.listings == ("B0ABCDEFGH",)
    ]
    assert "root-cause" in {part.part for part in own}
    assert len({part.part for part in own}) > 1
    assert all(part.title.endswith(": B0ABCDEFGH") for part in own)
    assert diagnosis.grounds[0].listings == ("B0ABCDEFGH", "B0ABCDEFGJ")


def test_a_listing_that_no_ground_speaks_of_is_a_gap() -> None:
    it, _ = drafted(case(notice=f"{LATE} It also concerns ASIN: B0ABCDEFGH"))
    assert any("The notice names B0ABCDEFGH" in line.text for line in lines(it, "gap"))


def test_a_second_submission_must_say_what_is_new() -> None:
    it, _ = drafted(case(submissions=[{"date": "2026-11-12", "what": "Plan", "outcome": "refused"}]))
    assert any("What is new since the submission of 12 Nov 2026" in line.text for line in lines(it, "gap"))


def test_the_client_s_own_words_stand_in_place_of_the_program_s() -> None:
    answers = {"ask-late-order-times": "late-click"}
    action = drafted(case(answers=answers))[1].actions[0].id
    record = {
        "action": action,
        "state": "done",
        "date": "2026-11-12",
        "said": "Our scanner books each parcel.",
    }
    (line,) = lines(drafted(case(answers=answers, actions=[record]))[0], "done")
    assert line.text == "12 Nov 2026: Our scanner books each parcel. [proof]"


def test_a_statement_that_the_case_denies_by_now_blocks_too() -> None:
    told = {"text": "All left late.", "says": {"parcels-left-before-confirmation": True}}
    it, _ = drafted(case(answers={"parcels-left-before-confirmation": False}, statements=[told]))
    (reason,) = it.blocked
    assert "“All left late.”" in reason
    assert "the case now says no, the client says: “" in reason


def test_the_letter_counts_its_gaps() -> None:
    it, diagnosis = drafted(case())
    assert it.gaps >= len(lines(it, "gap")) > 0
    assert f"{it.gaps} gaps in square brackets" in str(letter(it, diagnosis))


def test_the_same_case_gives_the_same_letter() -> None:
    assert drafted(case(id="acme"))[0] == drafted(case(id="acme"))[0]
    assert drafted(case(as_of=dt.date(2026, 11, 20)))[0].parts
