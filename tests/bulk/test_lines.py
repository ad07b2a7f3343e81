"""One line of many: a diagnosis or the reason against it."""

from __future__ import annotations

import json

import pytest

from diagnose.bulk import Classifier
from diagnose.bulk.entries import BadEntry, Entry
from diagnose.bulk.json_text import parse
from diagnose.pipeline import Diagnoser


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier(Diagnoser())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON: Expecting property name enclosed in double quotes at character 2"),
        (b'{"a": 1, "a": 2}', 'the key "a" is given twice'),
        (b'{"a": NaN}', "NaN is no number in JSON"),
        (b"\xff", "not UTF-8 (byte 1 of the line)"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_line_that_is_no_json_says_where_and_why(line: bytes, reason: str) -> None:
    with pytest.raises(BadEntry) as caught:
        parse(line)
    assert str(caught.value) == reason


def test_a_byte_order_mark_is_no_content() -> None:
    assert parse(b'\xef\xbb\xbf{"id": "a"}') == {"id": "a"}


def test_an_answer_is_one_line_and_knows_the_bytes_it_was_read_from(classifier: Classifier) -> None:
    line = json.dumps({"id": "a", "notice": "Your account has been\ndeactivated."}).encode() + b"\n"
    answer = classifier(Entry(1, line, len(line)))
    assert (answer.failed, answer.size) == (False, len(line))
    assert "\n" not in answer.text


@pytest.mark.parametrize(
    "given", ['{"id": "a", "notise": ""}', '{"id": "a", "answers": {"no-such-fact": true}}']
)
def test_an_error_keeps_the_id_of_its_line(classifier: Classifier, given: str) -> None:
    answer = classifier(Entry(7, given.encode(), len(given)))
    error = json.loads(answer.text)
    assert answer.failed
    assert (error["id"], error["line"]) == ("a", 7)
    assert "fault in diagnose" not in error["error"]
