"""The learners that the program is measured against: what they make of rows that leave nothing to learn."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("sklearn", reason="benchmarks/peers.py says what to install")

from peers import NONE, figures, judged, regression

LATE = "Your late shipment rate is 9%, so your account has been deactivated."
FAKE = "Buyers say your items are counterfeit, so we removed your listings."
PAID = "Your payout is on its way to your bank account."


def row(text: str, main: str, group: str) -> dict[str, Any]:
    return {"text": text, "main": main, "group": group, "file": group}


LATE_ROWS = [row(f"{LATE} Case {number}.", "late-shipment", "late") for number in range(3)]
FAKE_ROWS = [row(f"{FAKE} Case {number}.", "inauthentic-supply", "fake") for number in range(3)]
PAID_ROWS = [row(f"{PAID} Note {number}.", NONE, "paid") for number in range(3)]


def first(seen: list[dict[str, Any]], text: str) -> str:
    guesses, _ = regression(seen, [row(text, "?", "asked")])
    return guesses[0][0]


def test_it_tells_apart_what_it_has_seen() -> None:
    seen = [*LATE_ROWS, *FAKE_ROWS, *PAID_ROWS]
    assert [first(seen, text) for text in (LATE, FAKE, PAID)] == ["late-shipment", "inauthentic-supply", NONE]


def test_who_has_seen_no_harmless_message_finds_a_ground_in_each() -> None:
    assert first([*LATE_ROWS, *FAKE_ROWS], FAKE) == "inauthentic-supply"


def test_who_has_seen_one_ground_knows_no_other() -> None:
    assert first([*LATE_ROWS, *PAID_ROWS], LATE) == "late-shipment"
    assert first(LATE_ROWS, FAKE) == "late-shipment"


def test_who_has_seen_harmless_messages_only_keeps_silent() -> None:
    assert first(PAID_ROWS, LATE) == NONE


def test_no_row_is_judged_by_a_learner_that_saw_its_group() -> None:
    rows = [*LATE_ROWS, *PAID_ROWS]
    guesses, _ = judged(regression, rows)
    assert figures(rows, guesses, "late")["first"] == (0, 3)
    assert figures(rows, guesses, "paid")["silent"] == (0, 3)
