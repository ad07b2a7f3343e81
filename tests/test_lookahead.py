"""Looking ahead gives what a new diagnosis with the answers gives, and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import diagnoser, knowledge

from diagnose.observe import AnswerError
from facts_schema import Case, Reply

STORIES = [
    json.loads(line)
    for line in (Path(__file__).parent / "stories" / "develop.jsonl").read_text("utf-8").splitlines()
]
LISTINGS: dict[str, Any] = {
    "id": "listings",
    "notice": "We removed some of your listings because customers said that items were used but sold as new.",
    "listings": [{"asin": f"B0TEST{number:04}", "condition": "new"} for number in range(3)],
    "returns": [
        {"asin": "B0TEST0001", "reason": "DEFECTIVE", "comment": "It was used and opened, not new."},
        {"asin": "B0TEST0002", "reason": "DEFECTIVE", "comment": "It was used and opened, not new."},
    ],
}


def replies_to(name: str) -> st.SearchStrategy[Reply]:
    question = knowledge().questions.get(name)
    if question is None or question.kind == "yes-no":
        return st.sampled_from([True, False, None])
    if question.kind == "choice":
        return st.sampled_from([*(choice.id for choice in question.choices), None])
    return st.sampled_from([0, 3, 50, None] if question.kind == "number" else ["2026-01-02", None])


@st.composite
def answers(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Reply]:
    told = [name.partition("@")[0] for name in sorted(document.get("answers", {}))]
    names = draw(
        st.lists(
            st.one_of(
                st.sampled_from(sorted(knowledge().questions)),
                st.sampled_from(sorted(knowledge().facts)),
                st.sampled_from(told or ["?"]),
            ),
            min_size=1,
            max_size=3,
        )
    )
    places = ("", "", "", "@B0TEST0001", "@B0TEST0000")
    return {name + draw(st.sampled_from(places)): draw(replies_to(name)) for name in names if name != "?"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_supposing_answers_gives_the_ranking_of_a_new_diagnosis(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from([*STORIES, LISTINGS]))
    case = Case.model_validate(document)
    with diagnoser().settled(case) as settled:
        assert settled.ranking == diagnoser().ranking(case)
        for _ in range(4):
            supposed = data.draw(answers(document))
            more = case.model_copy(update={"answers": {**case.answers, **supposed}})
            assert settled.suppose(supposed) == diagnoser().ranking(more), supposed
        assert settled.suppose({}) == settled.ranking == diagnoser().ranking(case)


def test_a_wrong_answer_is_refused_and_the_settled_case_stays_usable() -> None:
    with diagnoser().settled(Case(id="empty")) as settled:
        with pytest.raises(AnswerError, match="There is no fact or question"):
            settled.suppose({"no-such-thing": True})
        assert settled.suppose({"everything-is-off": True}) == diagnoser().ranking(
            Case(id="empty", answers={"everything-is-off": True})
        )
