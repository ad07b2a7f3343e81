"""Identifiers and figures: the search that skips finds what a plain search finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from diagnose.observe.mentions import mentions_in
from facts_schema import Notice

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
PLAIN = {
    "order": re.compile(r"(?<!\d)\d{3}-\d{7}-\d{7}(?!\d)"),
    "date": re.compile(rf"(?<!\w)(?:\d{{4}}-\d{{2}}-\d{{2}}\b|(?i:\d\d? (?:{MONTHS}) \d{{4}}\b))"),
}
PIECES = st.sampled_from(
    [
        "1",
        "12",
        "123",
        "2026",
        "-",
        "-",
        " ",
        " ",
        "march",
        "May",
        "JUNE",
        "1234567",
        "7654321",
        "%",
        ".",
        "x",
        "２",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_orders_and_dates_are_found_as_by_a_plain_search(text: str) -> None:
    found = {(m.kind, m.value) for m in mentions_in(Notice(text=text), 0)}
    for kind, pattern in PLAIN.items():
        assert {value for named, value in found if named == kind} == {*pattern.findall(text)}


def test_dates_and_orders_are_quoted_whole() -> None:
    text = "On 3 March 2026 and 2026-03-04 you shipped 123-1234567-7654321."
    quotes = [m.quote for m in mentions_in(Notice(text=text), 0)]
    assert [quote and text[quote.start : quote.end] for quote in quotes] == [
        "3 March 2026",
        "2026-03-04",
        "123-1234567-7654321",
    ]
