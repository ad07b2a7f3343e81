"""A message that pretends to be Amazon's is told, and nothing is concluded from it without the consultant's word."""

from __future__ import annotations

import pytest
from support import diagnosed

from facts_schema import Link, Notice, Sender

LETTER = "Your Amazon seller account has been deactivated because your late shipment rate is 7.3%."
AMAZON = "seller-performance@amazon.com"


def check(
    text: str = LETTER, sender: Sender | None = None, trusted: bool = False, links: tuple[Link, ...] = ()
):
    return diagnosed(notices=[Notice(text=text, sender=sender, trusted=trusted, links=links)])


@pytest.mark.parametrize(
    ("sender", "reason"),
    [
        (Sender(address="notice@amazon-seller.example"), "only looks like Amazon"),
        (Sender(name="Amazon Seller Performance", address="x@mail.example"), "writes from mail.example"),
        (Sender(address=AMAZON, dmarc="fail", dkim="none"), "DMARC: fail"),
        (Sender(address=AMAZON, dkim="fail", spf="softfail"), "DKIM: fail, SPF: softfail"),
        (
            Sender(address=AMAZON, dkim="other", spf="other"),
            "DKIM: passed for another domain, SPF: passed for another",
        ),
        (Sender(address="x@amazon.com.verify.example"), "only looks like Amazon"),
        (Sender(address=AMAZON, dkim="pass", reply_to="help@mail.example"), "go to help@mail.example"),
    ],
)
def test_a_sender_that_is_not_amazon_is_named(sender, reason):
    diagnosis = check(sender=sender)
    assert diagnosis.grounds == ()
    assert diagnosis.enforcement is None
    assert [found.verdict for found in diagnosis.senders] == ["suspicious"]
    assert reason in diagnosis.senders[0].reasons[0]
    assert "no diagnosis was drawn" in diagnosis.summary


@pytest.mark.parametrize(
    "sender",
    [
        Sender(name="Amazon", address=AMAZON, dkim="pass", spf="pass", dmarc="pass"),
        Sender(address="no-reply@sellercentral.amazon.de", dkim="pass"),
        Sender(address="no-reply@amazon.cn", dkim="pass"),
        Sender(address=AMAZON, dkim="pass", spf="other"),
    ],
)
def test_a_confirmed_sender_is_amazon(sender):
    diagnosis = check(sender=sender)
    assert [found.verdict for found in diagnosis.senders] == ["amazon"]
    assert diagnosis.grounds[0].id == "late-shipment"


def test_a_forwarded_mail_without_results_is_not_confirmed_but_read():
    diagnosis = check(sender=Sender(name="Amazon", address=AMAZON))
    assert [found.verdict for found in diagnosis.senders] == ["unknown"]
    assert diagnosis.grounds[0].id == "late-shipment"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://sellercentral-amazon.verify.example/x", "only looks like Amazon"),
        ("http://192.0.2.7/login", "only looks like Amazon"),
        ("https://sellercentral.amazon.com@verify.example/", "only looks like Amazon"),
        ("https://short.example/abc", "not to Amazon"),
    ],
)
def test_a_link_that_leads_elsewhere_is_named(address, reason):
    diagnosis = check(f"{LETTER} Confirm here: {address}")
    assert reason in diagnosis.senders[0].reasons[0]
    assert diagnosis.grounds == ()


def test_a_link_that_shows_another_address_is_named():
    link = Link(shown="https://sellercentral.amazon.com/health", target="https://verify.example/")
    assert check(links=(link,)).senders[0].reasons == (
        "A link that shows sellercentral.amazon.com goes to verify.example.",
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://sellercentral.amazon.com/x",
        "https://sellercentral.amazon.c",
        "https://sellercentral.amazon.comto appeal",
        "https://www.uspto.gov/patents",
        "https://www.brand-owner.example/ (contact law@brand-owner.example)",
    ],
)
def test_links_of_genuine_letters_raise_no_doubt(address):
    assert check(f"{LETTER} See {address} for more.").senders == ()


def test_the_consultants_word_counts():
    diagnosis = check(sender=Sender(address="x@amazon-seller.example"), trusted=True)
    assert diagnosis.senders[0].trusted
    assert diagnosis.grounds[0].id == "late-shipment"
