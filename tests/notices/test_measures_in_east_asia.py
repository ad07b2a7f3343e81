"""Single sentences in Chinese and Japanese that state a measure: the kind of it is told by the words alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from diagnose.pipeline import Diagnoser
from facts_schema import Case, Notice

MEASURES = Path(__file__).parent / "measures"


@cache
def diagnoser() -> Diagnoser:
    return Diagnoser()


def told(sentence: dict[str, str]) -> str:
    notice = Notice(text=sentence["text"], language=sentence["language"])
    return diagnoser().diagnose(Case(notices=(notice,)), detail="short").enforcement or "none"


@pytest.mark.parametrize("name", ["chinese.jsonl", "japanese.jsonl"])
def test_a_sentence_that_states_a_measure_is_understood(name: str) -> None:
    lines = (MEASURES / name).read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]
    missed = [sentence["text"] for sentence in sentences if told(sentence) != sentence["label"]]
    assert len(missed) <= 0.1 * len(sentences), missed


SHORT_COVER = """老师好，这是昨晚收到的，麻烦看看怎么回：

Hello,
Your selling account has been deactivated because your order defect rate is 2.3%, above our target of under 1%.
Please send us a plan of action.

发票和物流数据都在，需要什么请告诉我。"""


def test_an_english_notice_between_a_few_words_of_chinese_is_read() -> None:
    found = diagnoser().diagnose(Case(notices=(Notice(text=SHORT_COVER),)))
    assert found.enforcement == "account-deactivated"
    assert [ground.id for ground in found.grounds][:1] == ["order-defect-rate"]
