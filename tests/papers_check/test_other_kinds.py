"""Letters, bills and reports: a good one fails nothing, and each requirement that is broken is found."""

from __future__ import annotations

import pytest
from papers_check.conftest import Check, states
from papers_check.papers_made import BILL, INSPECTION, LETTER, REPORT, Invoice, pages, pdf_of, word_of

from facts_schema import EvidenceCheck

RETRACTION = """\
From: Legal <legal@arden-housewares.example>
To: notice-retraction@amazon.com
Date: Mon, 01 Jun 2026 10:00:00 +0000
Subject: Retraction of complaint 5523117781
MIME-Version: 1.0
Message-ID: <1@arden-housewares.example>
Content-Type: text/plain; charset=utf-8

We retract our infringement complaint. Complaint ID: 5523117781
The complaint against ASIN B0TESTAAA1 was filed in error.

Kind regards
Jane Marsh, rights owner of the trademark ARDEN"""
DELIVERY = """\
Northway Parcel
PROOF OF DELIVERY
Order id: 111-2223334-5556667
Carrier: UPS
Tracking number: 1Z999AA10123456784
Delivered on 3 June 2026, signed by M. Lopez"""
STATEMENT = """\
Harbor National Bank
BUSINESS CHECKING STATEMENT
Account name:
Brightleaf Trading LLC
2200 Elm Street, Suite 4
Austin, TX 78701

Statement date: 31 May 2026
Account number: 000 442 118
Opening balance 1,000.00     Closing balance 2,000.00
Page 1 of 1"""
GOOD = {
    "authorisation-letter": pages(LETTER),
    "utility-bill": pages(BILL),
    "test-report": pages(REPORT),
    "inspection-report": pages(INSPECTION),
    "rights-owner-retraction": RETRACTION.encode(),
    "proof-of-delivery": pages(DELIVERY),
    "bank-statement": pages(STATEMENT),
}
BROKEN = {
    "the owner's address is missing": ("authorisation-letter", "owner", LETTER.replace("5 Foundry Lane, Sheffield S1 2BJ, United Kingdom", "")),
    "another seller": ("authorisation-letter", "seller", LETTER.replace("Brightleaf Trading LLC", "Sunny Shop Inc")),
    "another address of the seller": ("authorisation-letter", "seller", LETTER.replace("2200 Elm Street, Suite 4", "17 Oak Road")),
    "no permission": ("authorisation-letter", "permission", LETTER.replace("hereby authorises Brightleaf Trading LLC\nto sell", "thanks Brightleaf Trading LLC\nfor its orders of").replace("and to use", "and for").replace("AUTHORISATION", "AUTHORISATION")),
    "no date": ("authorisation-letter", "form", LETTER.replace("4 May 2026", "")),
    "no signature": ("authorisation-letter", "form", LETTER.split("Yours sincerely")[0]),
    "no contact": ("authorisation-letter", "form", LETTER.replace("Tel. +44 114 555 0142     brand@arden-housewares.example", "")),
    "an old bill": ("utility-bill", "age", BILL.replace("05/28/2026", "01/28/2026")),
    "a bill to another name": ("utility-bill", "same-data", BILL.replace("Brightleaf Trading LLC", "Maria Lopez")),
    "a bill to another address": ("utility-bill", "same-data", BILL.replace("2200 Elm Street, Suite 4", "99 Pine Court")),
    "a bill without a due date": ("utility-bill", "provider", BILL.replace("Due date: 06/15/2026", "")),
    "a bill without the provider's address": ("utility-bill", "provider", BILL.replace("900 Grid Avenue, Dallas, TX 75201", "")),
    "a bill with a page missing": ("utility-bill", "whole", BILL.replace("Page 1 of 1", "Page 1 of 2")),
    "a card statement": ("utility-bill", "refused-1", BILL.replace("Electricity bill", "Credit card statement").replace("Meter number: 88213", "Credit limit 5,000").replace("Usage this month 812 kWh", "Available credit 4,100")),
    "no accreditation": ("test-report", "laboratory", REPORT.replace("Accredited to ISO/IEC 17025, no. 4471", "")),
    "another model": ("test-report", "model", REPORT.replace("Model: KS-200", "Model: ZX-900")),
    "no standard": ("test-report", "standard", REPORT.replace("Tested according to EN 61010-1 and EMC directive", "")),
    "another applicant": ("test-report", "applicant", REPORT.replace("Applicant: Brightleaf Trading LLC", "Applicant: Shenzhen Lucky Scale Factory")),
    "a report with pages missing": ("test-report", "whole", REPORT.replace("Page 1 of 1", "Page 1 of 9")),
    "no batch": ("inspection-report", "scope", INSPECTION.replace("Batch: L2305", "")),
    "no sample size": ("inspection-report", "scope", INSPECTION.replace("Sample size: 80 units", "")),
    "no inspector": ("inspection-report", "scope", INSPECTION.replace("Inspector: M. Okafor", "")),
    "no day of the inspection": ("inspection-report", "scope", INSPECTION.replace("Date: 2 June 2026", "")),
    "no listing": ("inspection-report", "asin", INSPECTION.replace("ASIN: B0TESTAAA1", "")),
    "a forwarded retraction": ("rights-owner-retraction", "sent-by-owner", RETRACTION.replace("We retract", "Begin forwarded message:\nWe retract")),
    "a retraction to the seller": ("rights-owner-retraction", "sent-by-owner", RETRACTION.replace("notice-retraction@amazon.com", "owner@brightleaf.example")),
    "no complaint number": ("rights-owner-retraction", "names-the-case", RETRACTION.replace("Complaint ID: 5523117781", "").replace("complaint 5523117781", "our complaint")),
    "no ASIN": ("rights-owner-retraction", "names-the-case", RETRACTION.replace("ASIN B0TESTAAA1", "the seller")),
    "a settlement": ("rights-owner-retraction", "says-error", RETRACTION.replace("was filed in error", "is withdrawn after a settlement")),
    "no tracking number": ("proof-of-delivery", "every-order", DELIVERY.replace("Tracking number: 1Z999AA10123456784", "")),
    "a parcel on its way": ("proof-of-delivery", "scan", DELIVERY.replace("Delivered on 3 June 2026, signed by M. Lopez", "In transit")),
    "an old statement": ("bank-statement", "age", STATEMENT.replace("31 May 2026", "31 January 2026")),
}  # fmt: skip


def checked(check: Check, text: str | bytes) -> EvidenceCheck:
    if isinstance(text, str) and not text.startswith("From:"):
        text = pages(text)
    mail = isinstance(text, str) or text.startswith(b"From:")
    return check({"paper.eml" if mail else "paper.pdf": text})


@pytest.mark.parametrize(("kind", "data"), GOOD.items(), ids=GOOD)
def test_a_good_paper_is_recognised_and_fails_nothing(check: Check, kind: str, data: bytes) -> None:
    paper = checked(check, data).papers[0]
    assert paper.kind == kind
    assert states(paper, "failed") == set()


@pytest.mark.parametrize(("kind", "broken", "text"), BROKEN.values(), ids=BROKEN)
def test_each_broken_requirement_is_found(check: Check, kind: str, broken: str, text: str) -> None:
    paper = checked(check, text).papers[0]
    assert paper.kind == kind
    assert broken in states(paper, "failed")


def test_a_bill_in_a_language_that_is_not_read_needs_a_translation(check: Check) -> None:
    greek = (
        BILL
        + "\n"
        + "Ο λογαριασμός ηλεκτρικού ρεύματος για την περίοδο αυτή και τα στοιχεία του πελάτη. " * 4
    )
    paper = check({"bill.txt": greek}, kinds={"": "utility-bill"}).papers[0]
    assert "language" in states(paper, "failed")
    paper = check(
        {"bill.txt": greek + "\nCertified translation attached"}, kinds={"": "utility-bill"}
    ).papers[0]
    assert "language" in states(paper, "passed")


def test_the_applicant_may_be_a_supplier_whose_invoice_lies_beside_the_report(check: Check) -> None:
    report = pages(
        REPORT.replace("Applicant: Brightleaf Trading LLC", "Applicant: Harbour Kitchen Wholesale Ltd")
    )
    result = check({"invoice.pdf": pdf_of(Invoice()), "report.pdf": report})
    assert "applicant" in states(result.papers[1], "passed")


def test_a_screenshot_is_told_by_its_name(check: Check) -> None:
    paper = check({"Screenshot 2026-06-01.pdf": pages(BILL)}).papers[0]
    assert states(paper, "failed") == {"refused-2"}


def test_a_letter_may_be_a_word_file(check: Check) -> None:
    paper = check({"letter.docx": word_of(LETTER.split("\n"))}).papers[0]
    assert paper.kind == "authorisation-letter"
    assert states(paper, "failed") == set()


def test_what_cannot_be_recognised_can_be_told_by_the_user(check: Check) -> None:
    text = "Brightleaf Trading LLC\nThank you for the purchase."
    assert check({"x.txt": text}).papers[0].kind == ""
    paper = check({"x.txt": text}, kinds={"x.txt": "supplier-invoice"}).papers[0]
    assert (paper.kind, paper.state) == ("supplier-invoice", "failed")
