"""Cutting: which line leads which, and what is a bullet."""

from __future__ import annotations

import pytest

from diagnose.knowledge.sentences import cut

LED = "please provide the following:\n{} invoices of the last year.\n{} the address of your supplier."
APART = "please provide the following:\ninvoices of the last year.\n{}"


@pytest.mark.parametrize("bullet", ["-", "--", "•", "*", "o", "#.", "(#)", "a)"])
def test_a_line_that_ends_in_a_colon_leads_every_bullet_below_it(bullet: str) -> None:
    assert [sentence.lead for sentence in cut(LED.format(bullet, bullet))] == [None, 0, 0]


@pytest.mark.parametrize(
    "line", ["our team reads them.", "once is enough.", "others are refused.", "a copy will do."]
)
def test_a_word_that_begins_like_a_bullet_is_none(line: str) -> None:
    assert [sentence.lead for sentence in cut(APART.format(line))] == [None, 0, None]
