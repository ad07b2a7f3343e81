"""Reports with one row a line, as awkward as they come."""

from __future__ import annotations

import gzip

import pytest

LISTINGS = (
    "item-name\titem-description\tseller-sku\tprice\tquantity"
    "\titem-condition\tasin1\tfulfillment-channel\tstatus"
)
RETURNS = (
    "return-date\torder-id\tsku\tasin\tfnsku\tproduct-name\tquantity\tfulfillment-center-id\t"
    "detailed-disposition\treason\tstatus\tlicense-plate-number\tcustomer-comments"
)


def listing(
    asin, sku="SKU-1", title="Kettle", condition="11", status="Active", channel="DEFAULT", price="9.99"
):
    return f"{title}\tA kettle\t{sku}\t{price}\t3\t{condition}\t{asin}\t{channel}\t{status}"


def returned(asin, reason="DEFECTIVE", comment="", quantity="1", disposition="DEFECTIVE", sku="SKU-1"):
    day = "2026-01-02T00:00:00+00:00"
    about = f"{day}\t111-1\t{sku}\t{asin}\tX1\tKettle\t{quantity}"
    return f"{about}\tFC1\t{disposition}\t{reason}\tok\tLPN\t{comment}"


def report(header, *rows):
    return "\n".join([header, *rows]) + "\n"


NAMES_KETTLE = "Hello,\nwe removed ASIN B0KETTLE01.\n"


def test_listings_named_in_the_notice_are_kept_and_all_are_counted(read, write):
    rows = [listing(f"B0OTHER{n:03d}", sku=f"S-{n}") for n in range(50)]
    table = write("all.txt", report(LISTINGS, *rows, listing("B0KETTLE01", channel="AMAZON_NA")))
    case = read(table, write("notice.txt", NAMES_KETTLE))
    assert [row.asin for row in case.listings] == ["B0KETTLE01"]
    kept = case.listings[0]
    assert (kept.source, kept.line, kept.rows) == ("all.txt", 52, 1)
    assert (kept.condition, kept.fulfilment, kept.status) == ("new", "amazon", "active")
    assert (kept.price, kept.quantity, kept.title) == (9.99, 3, "Kettle")
    assert case.totals.rows == {"all-listings": 51}


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", "used"), ("4", "used"), ("5", "collectible"), ("10", "refurbished"), ("11", "new"),
     ("Used - Good", "used"), ("new_new", "new"), ("Refurbished", "refurbished"), ("weird", "weird")],
)  # fmt: skip
def test_conditions_are_words(read, write, written, meant):
    table = write("all.txt", report(LISTINGS, listing("B0KETTLE01", condition=written)))
    assert read(table, write("notice.txt", NAMES_KETTLE)).listings[0].condition == meant


def test_words_in_a_listing_put_it_in_play(read, write):
    rows = [
        listing("B0OTHER001"),
        listing("B0KETTLE01", title="Herbal tea, cures cancer"),
        listing("B0OTHER002"),
    ]
    case = read(write("all.txt", report(LISTINGS, *rows)))
    assert [row.asin for row in case.listings] == ["B0KETTLE01"]


def test_headers_are_known_in_any_order_case_and_spelling(read, write):
    header = "STATUS\tunknown column\tAsin1\tSeller SKU\tItem_Name\tPRICE"
    case = read(write("l.txt", report(header, "Inactive\tx\tB0KETTLE01\tS-1\tKettle\t5")), text=NAMES_KETTLE)
    assert [(row.asin, row.sku, row.status) for row in case.listings] == [("B0KETTLE01", "S-1", "inactive")]


def test_a_repeated_header_is_skipped_and_a_quote_is_data(read, write):
    rows = [
        listing("B0KETTLE01", title='Kettle 5" "quick'),
        LISTINGS,
        LISTINGS.upper(),
        listing("B0KETTLE01"),
    ]
    case = read(write("l.txt", report(LISTINGS, *rows)), text=NAMES_KETTLE)
    assert [(row.title, row.line) for row in case.listings] == [('Kettle 5" "quick', 2), ("Kettle", 5)]
    assert case.totals.rows == {"all-listings": 2}


def test_ragged_rows_are_read_and_said(read, write):
    rows = ["Kettle\tA kettle\tS-1\t5\t3\t11\tB0KETTLE01", listing("B0KETTLE01") + "\textra", ""]
    case = read(write("l.txt", report(LISTINGS, *rows)), text=NAMES_KETTLE)
    assert len(case.listings) == 2
    assert case.warnings == (
        "l.txt:2: 1 row with fewer cells than the header; the missing ones count as empty.",
        "l.txt:3: 1 row with more cells than the header; the extra ones were left out.",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_packing_and_line_ends_do_not_matter(read, write, encoding, packed, ends):
    text = report(LISTINGS, listing("B0KETTLE01", title="Théière à café – 5 €")).replace("\n", ends)
    raw = text.encode(encoding)
    case = read(write("l.dat", gzip.compress(raw) if packed else raw), text=NAMES_KETTLE)
    assert [row.title for row in case.listings] == ["Théière à café – 5 €"]


def test_japanese_without_a_label_is_read(read, write):
    rows = [listing("B0OTHER001", title="plain")] * 3000
    text = report(LISTINGS, *rows, listing("B0KETTLE01", title="電気ケトル ステンレス"))
    case = read(write("l.txt", text.encode("cp932")), text=NAMES_KETTLE)
    assert [row.title for row in case.listings] == ["電気ケトル ステンレス"]


def test_latin_1_far_behind_a_plain_beginning_is_read(read, write):
    rows = [listing(f"B0OTHER{n % 999:03d}", title="plain " * 20) for n in range(20_000)]
    text = report(LISTINGS, *rows, listing("B0KETTLE01", title="Café Größe"))
    case = read(write("l.txt", text.encode("cp1252")), text=NAMES_KETTLE)
    assert [row.title for row in case.listings] == ["Café Größe"]


def test_suppressed_listings_keep_reason_and_status(read, write):
    header = "Status\tReason\tSKU\tASIN\tProduct name\tCondition\tStatus Change Date\tIssue Description"
    other = header.replace("Reason", "Status Change Reason")
    row = "Search suppressed\tMissing image\tS-1\tB0KETTLE01\tKettle\tNew\tOct 3, 2022\tAdd an image"
    for head in (header, other):
        case = read(write("fyp.txt", report(head, row)), text=NAMES_KETTLE)
        kept = case.listings[0]
        assert (kept.status, kept.reason, kept.condition) == (
            "suppressed",
            "Missing image: Add an image",
            "new",
        )
        assert case.totals.rows == {"suppressed-listings": 1}


def test_returns_put_listings_in_play_and_count_units(read, write):
    rows = [
        returned("B0KETTLE01", "NOT_AS_DESCRIBED", "this is clearly used and opened"),
        returned("B0KETTLE01", "UNWANTED_ITEM", quantity="2", disposition="SELLABLE"),
        returned("B0OTHER001", "UNWANTED_ITEM"),
    ]
    case = read(write("r.txt", report(RETURNS, *rows)))
    assert {row.asin for row in case.returns} == {"B0KETTLE01"}
    assert case.totals.units_returned == {"B0KETTLE01": 3}
    assert case.returns[0].fulfilment == "amazon"
    assert case.totals.rows == {"fba-returns": 3}


def test_rows_alike_are_kept_three_times_and_then_counted(read, write):
    rows = [returned("B0KETTLE01", "DEFECTIVE", quantity="2") for _ in range(100)]
    case = read(write("r.txt", report(RETURNS, *rows)))
    assert [(row.rows, row.quantity, row.line) for row in case.returns] == [
        (1, 2, 2), (1, 2, 3), (1, 2, 4), (97, 194, 5),
    ]  # fmt: skip
    assert case.totals.units_returned == {"B0KETTLE01": 200}


def test_seller_fulfilled_returns_lose_the_prefix_of_their_reasons(read, write):
    header = (
        "Order ID\tOrder date\tReturn request date\tReturn request status\tA-to-Z Claim\tASIN\tMerchant SKU\t"
        "Item Name\tReturn quantity\tReturn Reason\tIn policy\tResolution\tLabel cost"
    )
    row = (
        "1-1\t01-Jan\t02-Jan\tApproved\tY\tB0KETTLE01\tS-1\tKettle\t1\tCR-DEFECTIVE\tY\tStandardRefund\t3.50"
    )
    case = read(write("r.txt", report(header, row)), text=NAMES_KETTLE)
    kept = case.returns[0]
    assert (kept.reason, kept.claim, kept.resolution, kept.in_policy) == (
        "DEFECTIVE",
        "Y",
        "StandardRefund",
        "Y",
    )
    assert kept.fulfilment == "seller"


def test_feedback_has_no_listing_and_never_an_address(read, write):
    header = "Date\tRating\tComments\tYour Response\tOrder ID\tRater Email"
    rows = ["1/2/26\t1\tnever arrived\t\t1-1\tbuyer@example.org", "1/3/26\tx\todd\t\t1-2\tother@example.org"]
    case = read(write("f.txt", report(header, *rows)))
    assert [(row.rating, row.comment, row.order) for row in case.feedback] == [(1, "never arrived", "1-1")]
    assert "example.org" not in case.model_dump_json()
    assert case.warnings == ("f.txt:3: 1 row left out because a number in it cannot be read.",)


def test_orders_give_units_sold_of_listings_in_play_only(read, write):
    header = (
        "amazon-order-id\tpurchase-date\torder-status\tfulfillment-channel\tsku\tasin\tquantity\tship-city"
    )
    rows = [
        "1-1\t2026-01-01\tShipped\tMerchant\tS-1\tB0KETTLE01\t2\tSpringfield",
        "1-2\t2026-01-01\tCancelled\tMerchant\tS-1\tB0KETTLE01\t5\tSpringfield",
        "1-3\t2026-01-01\tShipped\tAmazon\tS-2\tB0OTHER001\t7\tSpringfield",
    ]
    case = read(write("o.txt", report(header, *rows)), text=NAMES_KETTLE)
    assert case.totals.units_sold == {"B0KETTLE01": 2}
    assert case.totals.rows == {"all-orders": 3}
    assert "Springfield" not in case.model_dump_json()


def test_late_open_orders_are_kept_whichever_listing_they_are_about(read, write):
    header = (
        "order-id\torder-item-id\tpurchase-date\tdays-past-promise\tbuyer-email\t"
        "sku\tquantity-purchased\tship-address-1"
    )
    rows = [f"1-{n}\t9\t2026-01-01\t{n % 10 - 4}\tb@example.org\tS-{n}\t1\t1 Main St" for n in range(1000)]
    case = read(write("u.txt", report(header, *rows)))
    assert sum(row.rows for row in case.orders if (row.days_past_promise or 0) > 0) == 500
    assert len(case.orders) < 20
    assert "example.org" not in case.model_dump_json()
    assert "Main St" not in case.model_dump_json()


def test_a_defect_download_gives_defects_and_says_what_it_did_not_understand(read, write):
    text = (
        "Order ID,Order Date,Negative feedback,A-to-z Claim,Chargeback,Moon phase\n"
        "1-1,2026-01-01,Yes,,,full\n1-2,2026-01-02,,Yes,,new\n1-3,2026-01-03,,,1,\n"
    )
    case = read(write("odr.csv", text))
    assert {row.order: row.defect for row in case.orders} == {
        "1-1": "NEGATIVE_FEEDBACK",
        "1-2": "A_TO_Z_CLAIM",
        "1-3": "CHARGEBACK",
    }
    assert case.warnings == ('odr.csv: these columns were not understood and not used: "Moon phase".',)


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        ("Order ID;Expected ship date;Ship confirm date\n1-1;2026-01-01;2026-01-04\n", "LATE_SHIPMENT"),
        ("Order ID,Cancellation reason,Cancellation date\n1-1,No inventory,2026-01-04\n", "CANCELLATION"),
        ("Order ID,Tracking ID,Valid tracking\n1-1,1Z,No\n", "INVALID_TRACKING"),
        (
            "Shipment ID,Order ID,Ship Date UTC,Defect Type,Defect Reason\n"
            "D1,1-1,2026-01-01,Missing invoice,none\n",
            "MISSING_INVOICE",
        ),
        (
            '"Order ID","Defect Type","Comments"\n"1-1","A-to-z Guarantee claim","said, ""bad"""\n',
            "A_TO_Z_CLAIM",
        ),
    ],
)
def test_a_defect_download_is_known_by_its_columns(read, write, text, defect):
    case = read(write("d.csv", text))
    assert [(row.order, row.defect) for row in case.orders] == [("1-1", defect)]
    assert case.totals.rows == {"defects": 1}


def test_a_listing_put_in_play_by_a_later_report_brings_its_earlier_rows(read, write):
    table = write("all.txt", report(LISTINGS, listing("B0KETTLE01"), listing("B0OTHER001")))
    returns = write(
        "a-returns.txt",
        report(RETURNS, returned("B0CANCER01", "UNWANTED_ITEM"), returned("B0KETTLE01", "DEFECTIVE")),
    )
    cures = write("b.txt", report(LISTINGS, listing("B0CANCER01", title="Tea that cures cancer")))
    case = read(table, returns, cures)
    assert {row.asin for row in case.listings} == {"B0KETTLE01", "B0CANCER01"}
    assert {row.asin for row in case.returns} == {"B0KETTLE01", "B0CANCER01"}


def test_the_header_may_stand_alone(read, write):
    case = read(write("l.txt", LISTINGS))
    assert case.listings == ()
    assert case.totals.rows == {"all-listings": 0}


def test_a_copy_of_a_report_is_read_once(read, write):
    text = report(RETURNS, returned("B0KETTLE01"))
    case = read(write("a.txt", text), write("b.txt", text))
    assert sum(row.rows for row in case.returns) == 1
    assert case.warnings == ("b.txt: the same as a.txt; it was read once.",)
