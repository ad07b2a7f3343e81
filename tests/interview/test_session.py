"""An interview through the library: what is asked, what an answer does, and back again."""

from __future__ import annotations

import pytest
from support import diagnoser

from diagnose import AnswerError, Case
from diagnose.interview import Session
from diagnose.interview.steps import ActionState, Answered, Seen, Told
from facts_schema import Action, Diagnosis, Statement

USED = "We removed some of your listings because customers received used items sold as new. ASIN: B0ABCDEFGH"
BACK = "We are pleased to tell you that your account has been reactivated."


def session(notice: str = USED, **more: object) -> Session:
    return Session.start(Case.model_validate({"notice": notice, **more}), diagnoser())


def causes(diagnosis: Diagnosis) -> list[str]:
    return [cause.id for cause in diagnosis.grounds[0].root_causes]


def test_the_question_that_tells_the_root_causes_apart_comes_first() -> None:
    ask = session().next_question()
    assert ask is not None
    assert ask.question == "ask-units-sent-in"
    assert "returns-resold-as-new" in ask.matters_to
    assert ask.gain > 0


def test_an_answer_changes_the_diagnosis_and_undo_takes_it_back_exactly() -> None:
    it = session()
    before = it.diagnosis
    after = it.answer("ask-condition-cause", "returns")
    assert causes(after) == ["returns-resold-as-new"]
    it.undo()
    assert it.diagnosis == before
    assert it.steps == ()


def test_the_case_document_is_the_state() -> None:
    it = session()
    it.answer("ask-condition-cause", "returns")
    it.skip("ask-goods-against-page")
    again = Session.start(Case.model_validate_json(it.case.model_dump_json()), diagnoser())
    assert again.diagnosis == it.diagnosis
    assert again.next_question() == it.next_question()


def test_what_if_keeps_nothing() -> None:
    it = session()
    before = it.case
    then = it.what_if({"ask-condition-cause": "supplier"})
    assert causes(then) == ["supplier-sent-opened-units"]
    assert it.case == before


def test_what_if_overrules_what_the_notice_says() -> None:
    it = session("Your account has been deactivated because your late shipment rate is too high.")
    then = it.what_if({"notice-says-late-shipment": "no"})
    assert it.diagnosis.grounds[0].id == "late-shipment"
    assert "notice-says-late-shipment" not in {
        o.fact for o in then.observations if o.answer == "yes" and o.origin == "correction"
    }
    assert then.grounds != it.diagnosis.grounds


def test_a_question_is_not_asked_again_whether_answered_unknown_or_put_aside() -> None:
    it = session()
    asked = []
    while (ask := it.next_question()) is not None:
        asked.append(ask.question)
        if len(asked) % 2:
            it.answer(ask.question, None)
        else:
            it.skip(ask.question)
    assert asked
    assert len(asked) == len(set(asked))


def test_a_question_whose_facts_are_known_is_not_asked() -> None:
    known = session(answers={"own-brand-goods": True, "bought-at-retail": False})
    for ask in known.open_questions():
        told = {fact for option in ask.options for fact in option.tells}
        assert told - {"own-brand-goods", "bought-at-retail"}, ask.question


def test_a_reinstated_account_is_asked_nothing() -> None:
    assert session(BACK).next_question() is None


def test_without_a_notice_it_asks_what_the_page_shows() -> None:
    it = session("")
    first = it.next_question()
    assert first is not None
    assert not it.diagnosis.grounds


def test_what_is_wrong_changes_nothing_and_says_what_is_right() -> None:
    it = session()
    with pytest.raises(AnswerError, match='Did you mean "ask-condition-cause"'):
        it.answer("ask-condition-causes", "returns")
    with pytest.raises(AnswerError, match="choose sent-in-again, returns, packaging"):
        it.answer("ask-condition-cause", "return")
    with pytest.raises(AnswerError, match="leave out @B0ABCDEFGH"):
        it.answer("own-brand-goods@B0ABCDEFGH", True)
    with pytest.raises(AnswerError, match="no fact"):
        it.correct("used-sold-as-new", True)
    with pytest.raises(AnswerError, match="no action"):
        it.take(ActionState(action=Action(action="do-nothing", state="planned")))
    assert it.steps == ()


def test_a_correction_goes_before_what_was_heard_and_can_be_taken_back() -> None:
    it = session("", answers={"notice-says-late-shipment": True})
    before = it.diagnosis
    assert before.grounds[0].id == "late-shipment"
    it.correct("notice-says-late-shipment", "no")
    assert "late-shipment" not in [ground.id for ground in it.diagnosis.grounds]
    it.correct("notice-says-late-shipment", None)
    assert it.case.corrections == {}
    assert it.diagnosis == before


def test_only_what_is_recorded_as_done_is_written_as_done() -> None:
    it = session()
    it.answer("ask-condition-cause", "returns")
    item = next(item for item in it.diagnosis.actions if item.part == "preventive")
    assert item.state == "open"
    it.take(ActionState(action=Action(action=item.id, state="planned", owner="Ann")))
    assert {a.state for a in it.diagnosis.actions if a.id == item.id} == {"planned"}


def test_why_tells_what_each_reply_would_lead_to() -> None:
    it = session()
    ask = it.next_question()
    assert ask is not None
    prospects = {p.option.reply: p for p in it.why(ask)}
    assert sum(p.likely for p in prospects.values()) == pytest.approx(1)
    moved = it.moves(prospects["returns"])
    assert [change.id for change in moved] == ["returns-resold-as-new"]
    it.answer(ask.question, "returns")
    cause = it.diagnosis.grounds[0].root_causes[0]
    assert moved[0].after == cause.probability


def test_comparing_two_grounds_says_what_is_missing_to_decide() -> None:
    compared = session().compare("used-sold-as-new", "not-as-described")
    known = [t.fact for t in compared.telling if t.known]
    missing = [t for t in compared.telling if not t.known and t.asked_by]
    assert "notice-says-used-sold-as-new" in known
    assert any(t.asked_by == "ask-buyers-words" for t in missing)


def test_statements_that_contradict_each_other_or_what_is_known_are_flagged() -> None:
    it = session()
    it.answer("ask-condition-cause", "returns")
    it.take(Told(statement=Statement(text="We never restock.", says={"returns-restocked": False})))
    it.take(Told(statement=Statement(text="Some were.", way="call", says={"returns-restocked": True})))
    found = {(c.number, c.earlier) for c in it.contradictions()}
    assert found == {(1, None), (2, 1)}


def grades(it: Session, fact: str) -> set[str]:
    return {seen.grade for seen in it.diagnosis.observations if seen.fact == fact}


def test_what_the_client_says_weighs_more_once_a_paper_was_seen() -> None:
    it = session()
    said = it.answer("ask-condition-cause", "returns").grounds[0].root_causes[0].probability
    assert grades(it, "returns-restocked") == {"client"}
    shown = it.take(Seen(name="ask-condition-cause")).grounds[0].root_causes[0].probability
    assert grades(it, "returns-restocked") == {"paper"}
    assert shown > said


def test_a_changed_answer_was_not_seen_on_paper() -> None:
    it = session()
    it.take(Answered(name="ask-condition-cause", reply="returns", seen=True))
    assert it.case.seen == ("ask-condition-cause",)
    it.answer("ask-condition-cause", "supplier")
    assert it.case.seen == ()


def test_no_paper_can_show_what_was_not_answered() -> None:
    it = session()
    it.answer("ask-condition-cause", None)
    with pytest.raises(AnswerError, match="was not answered"):
        it.take(Seen(name="ask-condition-cause"))


def test_what_would_stop_a_draft_can_be_asked_before_one_is_written() -> None:
    it = session()
    asked = {ask.question for ask in it.stopping_questions()}
    assert {"ask-papers-to-be-changed", "ask-goods-known-as-fakes"} <= asked
    it.answer("ask-papers-to-be-changed", "no")
    assert asked - {ask.question for ask in it.stopping_questions()} == {"ask-papers-to-be-changed"}
