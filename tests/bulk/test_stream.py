"""Many lines: in order, with few of them read ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from diagnose.bulk import classify
from diagnose.bulk.processes import AHEAD, BATCH
from diagnose.knowledge import KnowledgeError


def endless(read: list[int]) -> Iterator[bytes]:
    """Lines without end that count how many were read."""
    number = 0
    while True:
        number += 1
        read.append(number)
        yield json.dumps({"id": f"case-{number}"}).encode() + b"\n"


def test_answers_come_while_lines_are_still_read() -> None:
    read: list[int] = []
    first = [json.loads(answer.text)["id"] for answer in islice(classify(endless(read)), 3)]
    assert first == ["case-1", "case-2", "case-3"]
    assert len(read) == 3


def test_several_processes_read_only_a_little_ahead() -> None:
    read: list[int] = []
    answers = classify(endless(read), jobs=2)
    first = [json.loads(next(answers).text)["id"] for _ in range(3)]
    assert first == ["case-1", "case-2", "case-3"]
    assert len(read) <= 2 * AHEAD * BATCH


def test_rules_that_cannot_be_used_are_an_error_before_the_first_line(tmp_path: Path) -> None:
    ground = tmp_path / "grounds" / "listing" / "broken.yaml"
    ground.parent.mkdir(parents=True)
    ground.write_text("id: other\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        classify([b"{}"], rules=[tmp_path])
