"""Invoices: a good one passes, and each requirement that is broken is found by itself."""

from __future__ import annotations

from typing import Any

import pytest
from papers_check.conftest import Check, states
from papers_check.papers_made import NAME, Invoice, pages, pdf_of, picture_of, word_of

GOOD = Invoice()
STREET, CITY = "2200 Elm Street, Suite 4", "Austin, TX 78701"


def only(**changed: Any) -> bytes:
    return pdf_of(GOOD.but(**changed))


def box(canvas: Any) -> None:
    canvas.setFillGray(0)
    canvas.rect(45, 796, 250, 14, fill=1)


GOOD_ONES = {
    "a table": pdf_of(GOOD),
    "plain lines": pages("\n".join(GOOD.lines())),
    "an American date": only(date="04/13/2026"),
    "a German date": only(date="13.04.2026"),
    "a day that has two readings within the time": only(date="03/04/2026"),
    "an abbreviated address": only(buyer=(NAME, "2200 ELM ST., STE. 4", "Austin, Texas 78701-2231")),
    "a name in capitals": only(buyer=("BRIGHTLEAF TRADING, L.L.C.", STREET, CITY)),
    "a reference to an order confirmation": only(foot=("Order confirmation: OC-1", "Total 4,700.00", "Paid in full")),
    "columns in another order": only(
        head=("Qty", "EAN", "Description", "Price", "Amount"),
        rows=[("1,000", "5012345678900", "Arden kitchen scale KS-200", "4", "4"),
              ("300", "5012345678917", "Arden garlic press GP-7", "2", "2")],
    ),
    "numbers with points": only(
        rows=[("Arden kitchen scale KS-200", "5012345678900", "1.000", "4,10", "4.100,00"),
              ("Arden garlic press GP-7", "5012345678917", "300", "2,00", "600,00")],
    ),
    "rows that wrap": only(
        rows=[("Arden kitchen scale KS-200 with a long remark on colour, packing and plugs", "5012345678900", "1000", "4", "4"),
              ("Arden garlic press GP-7 with a long remark on colour, packing and plugs", "5012345678917", "300", "2", "2")],
    ),
}  # fmt: skip
BROKEN = {
    "the account issued it itself": ("from-supplier", only(supplier=NAME)),
    "it is too old": ("age", only(date="3 April 2025")),
    "it is dated after the notice": ("age", only(date="19 June 2026")),
    "both readings of its day are too old": ("age", only(date="03/04/2024")),
    "too few units": ("units", only(rows=[("Arden kitchen scale KS-200", "5012345678900", "400", "4", "4")])),
    "goods without a name": ("product-named", only(rows=[("Assorted kitchen goods", "", "1300", "4", "4")])),
    "goods without a code": ("product-named", only(rows=[("Silver thing for cooks", "", "1300", "4", "4")])),
    "no telephone number": (
        "supplier-contact",
        only(reach="www.harbour-kitchen.example sales@harbour.example"),
    ),
    "no website": ("supplier-contact", only(reach="Tel. +44 1482 555 0199 sales@harbour-kitchen.example")),
    "no address of the supplier": ("supplier-contact", only(street="")),
    "no name of the supplier": ("supplier-contact", only(supplier="")),
    "it is not shipped": ("delivered", only(foot=("Total 4,700", "Status: awaiting shipment"))),
    "another buyer": ("buyer", only(buyer=("Sunny Shop Inc", STREET, CITY))),
    "another house number": ("buyer", only(buyer=(NAME, "2210 Elm Street, Suite 4", CITY))),
    "another town": ("buyer", only(buyer=(NAME, "88 Oak Road", "Dallas, TX 75201"))),
    "no address of the buyer": ("buyer", only(buyer=(NAME,))),
    "a Word file": ("file-type", word_of(GOOD.lines())),
    "a box over words": ("nothing-hidden", pages("\n".join(GOOD.lines()), draw=box)),
    "words that were taken out": ("nothing-hidden", only(foot=("Total 4,700", "Delivered", "[REDACTED]"))),
    "a word processor made it": (
        "unaltered",
        pages("\n".join(GOOD.lines()), producer="Microsoft® Word 2019"),
    ),
    "an image editor made it": ("unaltered", pages("\n".join(GOOD.lines()), creator="Adobe Photoshop 24.1")),
    "pages are missing": ("complete", only(foot=("Total 4,700", "Delivered", "Page 1 of 3"))),
    "more should follow": ("complete", only(foot=("Delivered", "continued on next page"))),
    "a pro forma invoice": ("refused-1", only(title="PRO FORMA INVOICE")),
    "a quote": ("refused-1", only(title="QUOTATION")),
    "an order confirmation": ("refused-1", only(title="ORDER CONFIRMATION")),
    "a packing slip": ("refused-2", only(title="PACKING SLIP")),
    "a customs invoice": ("refused-2", only(title="CUSTOMS INVOICE")),
    "a receipt": ("refused-5", only(title="SALES RECEIPT")),
}


def _file(data: bytes) -> str:
    return "paper.docx" if data.startswith(b"PK") else "paper.pdf"


@pytest.mark.parametrize("data", GOOD_ONES.values(), ids=GOOD_ONES)
def test_a_good_invoice_fails_nothing(check: Check, data: bytes) -> None:
    paper = check({_file(data): data}).papers[0]
    assert paper.kind == "supplier-invoice"
    assert states(paper, "failed") == set()
    assert paper.state == "passed", [c.reason for c in paper.checks if c.state != "passed" and not c.by_eye]


@pytest.mark.parametrize(("broken", "data"), BROKEN.values(), ids=BROKEN)
def test_each_broken_requirement_is_found(check: Check, broken: str, data: bytes) -> None:
    paper = check({_file(data): data}).papers[0]
    assert paper.kind == "supplier-invoice"
    # A Word file is told by its format and by its own data.
    assert states(paper, "failed") - ({"unaltered"} if broken == "file-type" else set()) == {broken}


def test_a_failed_check_says_which_words_decide_and_what_to_do(check: Check) -> None:
    paper = check({"old.pdf": only(date="3 April 2025")}).papers[0]
    failed = next(one for one in paper.checks if one.state == "failed")
    assert failed.quotes[0].text == "Invoice date: 3 April 2025"
    assert (failed.quotes[0].page, failed.quotes[0].line) == (1, 7)
    assert "365 days before 10 Jun 2026" in failed.reason
    assert failed.do == "Send an invoice of the time that the notice names."


def test_the_words_of_the_notice_win_over_the_table(check: Check) -> None:
    notice = {
        "text": "Please send invoices from your supplier of the last 90 days.",
        "received": "2026-06-10",
    }
    paper = check({"may.pdf": only(date="3 February 2026")}, notices=[notice]).papers[0]
    assert "age" in states(paper, "failed")
    reason = next(one.reason for one in paper.checks if one.id == "supplier-invoice-age")
    assert "90 days" in reason and "the notice says" in reason


def test_a_day_with_two_readings_fails_only_if_both_do(check: Check) -> None:
    notice = {"text": "Please send invoices of the last 60 days.", "received": "2026-06-10"}
    nowhere = {"street": "Harbour House", "foot": ("Total 4,700", "Paid in full")}
    paper = check({"a.pdf": only(date="02/06/2026", **nowhere)}, notices=[notice]).papers[0]
    assert "age" in states(paper, "cannot-tell")
    paper = check({"a.pdf": only(date="02/03/2026", **nowhere)}, notices=[notice]).papers[0]
    assert "age" in states(paper, "failed")


def test_a_british_issuer_writes_the_day_first_and_an_american_the_month(check: Check) -> None:
    notice = {"text": "Please send invoices of the last 60 days.", "received": "2026-06-10"}
    foot = ("Total 4,700", "Paid in full")
    paper = check({"a.pdf": only(date="02/06/2026", foot=foot)}, notices=[notice]).papers[0]
    assert "age" in states(paper, "passed")
    american = "40 Harbor Street, Oakland, CA 94607"
    paper = check({"a.pdf": only(date="02/06/2026", street=american, foot=foot)}, notices=[notice]).papers[0]
    assert "age" in states(paper, "failed")


def test_several_invoices_cover_the_units_together(check: Check) -> None:
    first = only(rows=[("Arden kitchen scale KS-200", "5012345678900", "500", "4", "4")], number="A-100")
    second = only(rows=[("Arden kitchen scale KS-200", "5012345678900", "450", "4", "4"),
                        ("Arden garlic press GP-7", "5012345678917", "300", "4", "4")], number="A-101")  # fmt: skip
    result = check({"1.pdf": first, "2.pdf": second})
    assert [paper.state for paper in result.papers] == ["passed", "passed"]
    units = {item.listing: item for item in result.units}
    assert (units["B0TESTAAA1"].covered, units["B0TESTAAA1"].files) == (950, ("1.pdf", "2.pdf"))


def test_the_same_invoice_twice_is_told_and_counted_once(check: Check) -> None:
    result = check({"1.pdf": pdf_of(GOOD), "2.pdf": pdf_of(GOOD)})
    assert [states(paper, "failed") for paper in result.papers] == [{"duplicate"}, {"duplicate"}]
    assert {item.listing: item.covered for item in result.units}["B0TESTAAA1"] == 1000


def test_another_invoice_under_the_same_number_is_told(check: Check) -> None:
    result = check({"1.pdf": pdf_of(GOOD), "2.pdf": only(date="5 April 2026")})
    assert [states(paper, "failed") for paper in result.papers] == [{"duplicate"}, {"duplicate"}]


def test_without_an_account_in_the_case_nothing_is_concluded_of_the_buyer(check: Check) -> None:
    paper = check({"1.pdf": pdf_of(GOOD)}, seller=None).papers[0]
    assert states(paper, "failed") == set()
    assert "buyer" in states(paper, "cannot-tell")


def test_cartons_are_not_taken_for_units(check: Check) -> None:
    rows = [("Arden kitchen scale KS-200", "5012345678900", "20 cartons", "4", "4")]
    paper = check({"1.pdf": only(rows=rows)}, totals={"units_sold": {"B0TESTAAA1": 900}}).papers[0]
    assert "units" in states(paper, "cannot-tell")


def test_a_legal_form_that_is_missing_is_a_remark_and_another_one_has_to_be_compared(check: Check) -> None:
    paper = check({"1.pdf": only(buyer=("Brightleaf Trading", STREET, CITY))}).papers[0]
    reason = next(one.reason for one in paper.checks if one.id == "supplier-invoice-buyer")
    assert paper.state == "passed" and 'legal form "llc" is missing' in reason
    paper = check({"1.pdf": only(buyer=("Brightleaf Trading Inc", STREET, CITY))}).papers[0]
    assert states(paper, "cannot-tell") == {"buyer"}


def test_a_scan_is_read_by_text_recognition(check: Check) -> None:
    pytest.importorskip("rapidocr")
    paper = check({"scan.png": picture_of(GOOD.but(date="3 April 2025").lines())}).papers[0]
    assert (paper.kind, paper.read_by) == ("supplier-invoice", "ocr")
    assert states(paper, "failed") == {"age"}


def test_the_result_is_the_same_whatever_the_order_of_the_files(check: Check) -> None:
    files = {"b.pdf": pdf_of(GOOD), "a.pdf": only(number="X-77", date="5 April 2026"), "c.txt": "nothing"}
    one = check(files).model_dump_json()
    assert check(dict(reversed(files.items()))).model_dump_json() == one
