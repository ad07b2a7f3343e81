"""What a notice does: sentences of the authors' own, and letters that speak of several measures."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from support import knowledge

from diagnose.observe.notice import NoticeReader, NoticeReading
from facts_schema import Notice

SENTENCES = Path(__file__).parent.parent / "notices" / "taught" / "enforcement_sentences.jsonl"
FLOOR = 0.75
"""The least share of its sentences by which each measure is recognised."""
NOTHING_FLOOR = 0.88
"""The least share of the sentences that take no measure by which none is read."""


@pytest.fixture(scope="module")
def reader() -> NoticeReader:
    return NoticeReader(knowledge())


def _read(reader: NoticeReader, text: str) -> NoticeReading:
    return reader.read(Notice(text=text, language="en"), 0)


def test_each_measure_is_told_by_most_of_the_sentences_that_say_it(reader: NoticeReader) -> None:
    said: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        said[row["label"]] += 1
        told[row["label"]] += (_read(reader, row["text"]).enforcement or "none") == row["label"]
    shares = {kind: told[kind] / said[kind] for kind in said}
    floors = {kind: NOTHING_FLOOR if kind == "none" else FLOOR for kind in said}
    assert {kind: share for kind, share in shares.items() if share < floors[kind]} == {}


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("We may close your account unless you reply by Friday.", "account-at-risk"),
        ("We have closed your account.", "account-deactivated"),
        ("Payouts from your account are on hold while we look into it.", "funds-held"),
        ("The hold on your funds was lifted.", "reinstated"),
        ("Your advertising account has been suspended.", "privilege-restricted"),
        ("Two of your ASINs face deactivation.", "listing-at-risk"),
    ],
)
def test_the_wider_words_tell_the_measure(reader: NoticeReader, text: str, does: str) -> None:
    assert _read(reader, text).enforcement == does


def test_what_a_letter_says_first_outweighs_the_template_at_its_end(reader: NoticeReader) -> None:
    threat = "More reports of this kind may lead to the closure of your account."
    letter = f"We removed the listing below.\n\nA brand reported it to us for its name.\n\n{threat}"
    assert _read(reader, letter).enforcement == "listing-removed"
    assert _read(reader, threat).enforcement == "account-at-risk"


def test_the_wider_measure_counts_where_both_are_said_alike(reader: NoticeReader) -> None:
    reading = _read(reader, "Your account has been deactivated and your listings have been removed.")
    assert reading.enforcement == "account-deactivated"


def test_the_words_quoted_are_those_that_say_the_measure(reader: NoticeReader) -> None:
    reading = _read(reader, "Dear seller, thank you for selling here. We have closed your account.")
    assert reading.quote is not None
    assert reading.quote.text == "We have closed your account."
