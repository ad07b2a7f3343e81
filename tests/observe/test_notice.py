"""Reading a notice: what votes, what does not, and where the words stand."""

from __future__ import annotations

import datetime as dt

import pytest
from support import diagnosed, knowledge, shown

from diagnose.observe.notice import NoticeReader
from facts_schema import Notice

LATE = "Your late shipment rate is 7.3%, which exceeds our target of 4%."
DEACTIVATED = "Your Amazon seller account has been deactivated."


def read(text: str, received: dt.date | None = None):  # type: ignore[no-untyped-def]
    return NoticeReader(knowledge()).read(Notice(text=text, received=received), 0)


def facts(text: str) -> set[str]:
    return {observation.fact for observation in read(text).observations}


def test_a_quote_is_the_words_at_its_offsets_in_the_stored_text() -> None:
    text = f"Héllo \u201cseller\u201d,\r\n\r\n{DEACTIVATED}\u00a0\u00a0\n\nWhy?\n\u2022 {LATE}"
    reading = read(text)
    quotes = [observation.quote for observation in reading.observations if observation.quote]
    assert quotes
    for quote in (*quotes, reading.quote):
        assert text[quote.start : quote.end] == quote.text
    assert "notice-says-late-shipment" in {observation.fact for observation in reading.observations}


@pytest.mark.parametrize(
    "sentence",
    [
        "If we find that your late shipment rate exceeds 4%, we may take action.",
        "For example, a late shipment rate that exceeds 4% is a breach of our policy.",
    ],
)
def test_conditions_and_examples_do_not_vote(sentence: str) -> None:
    assert "notice-says-late-shipment" not in facts(f"{DEACTIVATED} {sentence}")


def test_what_stands_under_consequences_does_not_vote() -> None:
    text = f"{DEACTIVATED}\nWhat happens if I do not send the information?\n{LATE}"
    assert "notice-says-late-shipment" not in facts(text)
    text = f"{DEACTIVATED}\nWhy did this happen?\n{LATE}"
    assert "notice-says-late-shipment" in facts(text)


def test_a_sentence_that_is_wrapped_in_lines_is_one_sentence() -> None:
    assert "notice-says-late-shipment" in facts(
        f"{DEACTIVATED}\nYour late shipment rate is 7.3%,\nwhich exceeds\nour target of 4%."
    )


def test_section_3_and_the_funds_paragraph_name_no_ground() -> None:
    text = (
        "Your account has been deactivated in accordance with section 3 of the Business Solutions Agreement. "
        "Funds may be withheld where an account was used to engage in deceptive or illegal activity. "
        "The sale of counterfeit products is strictly prohibited."
    )
    assert shown(diagnosed(notice=text)) == []


def test_a_message_that_takes_no_action_holds_nothing_against_the_account() -> None:
    diagnosis = diagnosed(notice="Our webinar shows how a late shipment rate that exceeds 4% is mended.")
    assert shown(diagnosis) == []
    assert diagnosis.enforcement is None


def test_a_language_that_is_not_supported_is_said_so() -> None:
    diagnosis = diagnosed(
        notice="Twoje konto sprzedawcy zostało zablokowane, ponieważ nie jest zgodne z zasadami i nie są."
    )
    assert diagnosis.language == "pl"
    assert not diagnosis.language_supported
    assert "Polish" in diagnosis.summary


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Please send a plan of action within 72 hours.", dt.date(2026, 2, 2)),
        ("Please send a plan of action within 17 days.", dt.date(2026, 2, 16)),
        ("Please send a plan of action within 3 business days.", dt.date(2026, 2, 4)),
    ],
)
def test_a_deadline_falls_on_its_day(text: str, day: dt.date) -> None:
    reading = read(f"{DEACTIVATED} {text}", dt.date(2026, 1, 30))
    assert [deadline.falls_on for deadline in reading.deadlines] == [day]


def test_the_age_of_a_document_is_no_deadline() -> None:
    assert read(f"{DEACTIVATED} Send invoices issued in the last 365 days.").deadlines == ()


def test_identifiers_are_found_once_with_their_place() -> None:
    text = (
        "ASIN: B00TEST123 and B00TEST123, order 123-1234567-1234567, Complaint ID: 987654321, "
        "rights owner lawyer@brand.example, see https://sellercentral.amazon.de/gp/help/1."
    )
    found = {(mention.kind, mention.value) for mention in read(text).mentions}
    assert found == {
        ("asin", "B00TEST123"),
        ("order", "123-1234567-1234567"),
        ("complaint", "987654321"),
        ("rights-owner", "lawyer@brand.example"),
        ("link", "https://sellercentral.amazon.de/gp/help/1"),
    }


def test_the_store_is_known_from_a_link_that_only_one_store_has() -> None:
    assert diagnosed(notice=f"{DEACTIVATED} https://sellercentral.amazon.co.jp/x").marketplace == "JP"


def test_an_empty_text_is_read_without_a_fault() -> None:
    assert read("").enforcement is None


def test_an_address_that_only_looks_like_amazons_is_warned_about() -> None:
    diagnosis = diagnosed(notice="Your account was deactivated. Write to appeals@amazon-sellers.example now.")
    assert any("amazon-sellers.example" in remark for remark in diagnosis.remarks)
    diagnosis = diagnosed(notice="Your account was deactivated. Write to payments-funds@amazon.com.")
    assert diagnosis.remarks == ()


def test_a_message_that_asks_for_card_numbers_states_nothing_and_is_warned_about() -> None:
    diagnosis = diagnosed(
        notice="Your account was deactivated: your order defect rate exceeds 1%. Enter card and CVV now."
    )
    assert shown(diagnosis) == []
    assert any("does not look like one from Amazon" in remark for remark in diagnosis.remarks)
