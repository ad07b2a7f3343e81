"""A questionnaire goes out and comes back."""

from __future__ import annotations

import io

import docx
import pytest
from support import diagnoser

from diagnose import Case
from diagnose.interview import Session
from diagnose.interview.forms import FormError, filled_form, form_as
from diagnose.interview.questionnaire import Questionnaire, questionnaire, take_back

USED = "We removed some of your listings because customers received used items sold as new. ASIN: B0ABCDEFGH"


def session() -> Session:
    case = Case(id="acme", notice=USED, skipped=("ask-units-sent-in",))
    return Session.start(case, diagnoser())


def form() -> Questionnaire:
    return questionnaire(session())


def test_each_question_says_why_and_what_to_attach_and_delicate_ones_stay_out() -> None:
    first = form().items[0]
    assert first.name == "ask-condition-cause"
    assert first.why
    assert first.attach
    efforts = {q.effort for i in form().items for q in [diagnoser().knowledge.questions[i.name]]}
    assert "delicate" not in efforts


@pytest.mark.parametrize("suffix", [".csv", ".html", ".docx"])
def test_an_empty_form_comes_back_with_every_question_open(suffix: str) -> None:
    data = form_as(form(), suffix)
    assert data == form_as(form(), suffix), "the same bytes for the same questions"
    replies = filled_form(data)
    assert replies == {item.name: "" for item in form().items}
    it = session()
    assert take_back(it, replies or {}).answered == ()
    assert it.steps == ()


def filled(suffix: str) -> bytes:
    """The form with the first box of the first question marked, as each program would do it."""
    data = form_as(form(), suffix)
    if suffix == ".csv":
        head, first, *rest = data.decode("utf-8-sig").splitlines()
        return "\n".join([head, first + "a", *rest]).encode("utf-8-sig")
    if suffix == ".html":
        return data.replace(b'value="a"', b'value="a" checked=""', 1)
    document = docx.Document(io.BytesIO(data))
    document.tables[0].rows[1].cells[0].text = "a [x]"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".csv", ".html", ".docx"])
def test_a_marked_reply_answers_its_question(suffix: str) -> None:
    it = session()
    taken = take_back(it, filled_form(filled(suffix)) or {})
    assert taken.answered == ("ask-condition-cause",)
    assert it.case.answers == {"ask-condition-cause": "sent-in-again"}
    assert it.diagnosis.grounds[0].root_causes[0].id == "returns-resold-as-new"


def test_a_spreadsheet_may_part_with_semicolons() -> None:
    data = b"question_id;question;reply\nask-condition-cause;How?;b\n"
    assert filled_form(data) == {"ask-condition-cause": "b"}


def test_what_is_not_understood_is_told_and_the_rest_is_taken() -> None:
    it = session()
    taken = take_back(it, {"ask-condition-cause": "banana", "ask-goods-against-page": "a", "ask-x": "a"})
    assert taken.answered == ("ask-goods-against-page",)
    assert len(taken.problems) == 2
    assert "type a letter from a to f" in taken.problems[0]
    assert 'no fact or question "ask-x"' in taken.problems[1]


def test_another_file_is_no_questionnaire() -> None:
    for data in (b"", b"Hello", b"asin,sku\n", b"<!doctype html><p>x</p>", b"PK\x03\x04junk"):
        assert filled_form(data) is None


def test_another_format_is_refused() -> None:
    with pytest.raises(FormError, match=r"use \.docx, \.html or \.csv"):
        form_as(form(), ".pdf")
