"""Single sentences in Chinese and Japanese that state a measure: the kind of it is told by the words alone."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from diagnose.pipeline import Diagnoser
from facts_schema import Case, Notice

HERE = Path(__file__).parent


@cache
def diagnoser() -> Diagnoser:
    return Diagnoser()


def told(sentence: dict[str, str]) -> str:
    notice = Notice(text=sentence["text"], language=sentence["language"])
    return diagnoser().diagnose(Case(notices=(notice,)), detail="short").enforcement or "none"


@pytest.mark.parametrize("name", ["measures_chinese.jsonl", "measures_japanese.jsonl"])
def test_a_sentence_that_states_a_measure_is_understood(name: str) -> None:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(line) for line in lines]
    missed = [sentence["text"] for sentence in sentences if told(sentence) != sentence["label"]]
    assert len(missed) <= 0.1 * len(sentences), missed
