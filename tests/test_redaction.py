"""What identifies people is replaced everywhere, the same by the same, and nothing else is."""

from __future__ import annotations

import datetime as dt

import pytest

from diagnose import Case
from diagnose import diagnose as diagnosis_of
from diagnose.redaction import Redactor
from facts_schema import Feedback, Notice, Return, Seller

SECRET = (
    "Jane Miller",
    "Acme Trading",
    "123-1234567-1234567",
    "bob@mail.example",
    "DE89 3704",
    "Elm Road",
    "1234567",
)
CASE = Case(
    id="Acme Trading",
    seller=Seller(names=("Acme Trading", "Jane Miller"), addresses=("12 Elm Road, Leeds",)),
    notices=(
        Notice(
            text="Dear Jane Miller,\nYour Amazon seller account (Acme Trading, 12 Elm Road, Leeds) has been "
            "deactivated because your late shipment rate is 7.3%. Order 123-1234567-1234567, ASIN B0KETTLE01. "
            "Write to bob@mail.example, +49 30 1234567, IBAN DE89 3704 0044 0532 0130 00.",
            received=dt.date(2026, 1, 5),
        ),
    ),
    returns=(Return(asin="B0KETTLE01", comment="box was open, call Bob Smith", reason="DEFECTIVE"),),
    feedback=(Feedback(rating=1, comment="Bob Smith got it late, never again"),),
)


def test_nothing_that_identifies_is_left():
    shared = Redactor(CASE).model(diagnosis_of(CASE)).model_dump_json()
    assert [secret for secret in (*SECRET, "Bob Smith") if secret in shared] == []


def test_what_a_diagnosis_says_stays():
    before = diagnosis_of(CASE)
    after = Redactor(CASE).model(before)
    assert [ground.id for ground in after.grounds] == [ground.id for ground in before.grounds]
    assert [ground.probability for ground in after.grounds] == [
        ground.probability for ground in before.grounds
    ]
    assert "7.3%" in after.model_dump_json()
    assert "B0KETTLE01" in after.model_dump_json()
    assert after.knowledge_version == before.knowledge_version


def test_the_same_thing_gets_the_same_mark():
    redactor = Redactor(CASE)
    assert redactor.text("Jane Miller and JANE MILLER") == "[name 1] and [name 1]"
    assert redactor.text("of Jane Miller, order 123-1234567-1234567") == "of [name 1], order [order 1]"


def test_a_buyers_words_go_first():
    assert (
        Redactor(CASE).text('A buyer: "Bob Smith got it late, never again"')
        == 'A buyer: "[buyer\'s words 1]"'
    )


@pytest.mark.parametrize(
    "text",
    [
        "Late shipment rate: 7.3 % (114 of 1562) against 4 %",
        "2026-01-05 to 2026-02-04, 17 days, ASIN B0KETTLE01",
        "https://sellercentral.amazon.com/performance/dashboard",
        "seller-performance@amazon.com",
        "Dear Selling Partner, your account",
        "rule late-shipment-rate-is-breached, weight 4.60",
    ],
)
def test_figures_days_and_amazons_own_addresses_stay(text):
    assert Redactor(CASE).text(text) == text
