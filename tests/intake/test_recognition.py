"""What a file is shows in its content, its name does not matter, and neither does the order of files."""

from __future__ import annotations

import itertools
import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.intake import InputError, read_case

NOTICE = "Hello,\n\nwe removed ASIN: B0KETTLE01. Your account is at risk.\n"
CHANGED = {
    "notificationType": "ACCOUNT_STATUS_CHANGED",
    "eventTime": "2026-12-11T19:42:04.284Z",
    "payload": {
        "accountStatusChangeNotification": {
            "previousAccountStatus": "NORMAL",
            "currentAccountStatus": "DEACTIVATED",
        }
    },
}
ISSUES_CHANGED = {
    "NotificationType": "LISTINGS_ITEM_ISSUES_CHANGE",
    "Payload": {
        "SellerId": "A1",
        "MarketplaceId": "ATVPDKIKX0DER",
        "Asin": "B0KETTLE01",
        "Sku": "S-1",
        "Severities": ["ERROR"],
        "EnforcementActions": ["LISTING_SUPPRESSED", "CATALOG_ITEM_REMOVED"],
    },
}
LISTING = {
    "sku": "S-1",
    "summaries": [{"asin": "B0KETTLE01", "itemName": "Kettle", "conditionType": "new_new"}],
    "issues": [
        {
            "code": "18742",
            "message": "Restricted Products Policy Violation",
            "severity": "ERROR",
            "categories": [],
            "enforcements": {
                "actions": [{"action": "CATALOG_ITEM_REMOVED"}],
                "exemption": {"status": "EXEMPT_UNTIL_EXPIRY_DATE", "expiryDate": "2026-12-28T00:36:48.914Z"},
            },
        },
        {
            "code": "90220",
            "message": "size is required",
            "severity": "ERROR",
            "categories": ["MISSING_ATTRIBUTE"],
        },
    ],
}


@pytest.mark.parametrize("name", ["notice.txt", "notice.md", "report.json.txt", "no-extension"])
def test_text_is_a_notice(read, write, name):
    case = read(write(name, NOTICE))
    assert [(notice.text, notice.source) for notice in case.notices] == [(NOTICE, name)]


@pytest.mark.parametrize(
    "text", ["[External] Your account has been deactivated", "Subject: Your account\n\nHello", "id"]
)
def test_a_text_that_begins_like_something_else_is_still_a_notice(read, text):
    assert [notice.text for notice in read(text=text).notices] == [text]


def test_a_text_on_standard_input_can_be_anything(read):
    assert read(text=NOTICE).notices[0].source == "text"
    assert read(text=json.dumps({"id": "x", "notice": "a"})).id == "x"
    assert read(text="caf\udce9 au lait").notices[0].text == "café au lait"


def test_a_change_of_the_accounts_state_is_read(read, write):
    store = read(write("n.json", json.dumps(CHANGED))).health[0]
    assert (store.previous_status, store.status) == ("NORMAL", "DEACTIVATED")


def test_the_latest_of_several_changes_counts(read, write):
    back = json.loads(json.dumps(CHANGED).replace("2026-12-11", "2027-01-11"))
    change = back["payload"]["accountStatusChangeNotification"]
    change["previousAccountStatus"], change["currentAccountStatus"] = "DEACTIVATED", "NORMAL"
    for files in ((CHANGED, back), (back, CHANGED)):
        case = read(*(write(f"{place}.json", json.dumps(data)) for place, data in enumerate(files)))
        assert (case.health[0].previous_status, case.health[0].status) == ("DEACTIVATED", "NORMAL")
        assert case.warnings == ()


def test_a_change_belongs_to_the_only_store_there_is(read, write):
    report = {"accountStatuses": [{"marketplaceId": "A1PA6795UKMFR9", "status": "DEACTIVATED"}]}
    case = read(write("a.json", json.dumps(report)), write("b.json", json.dumps(CHANGED)))
    assert [(store.marketplace, store.previous_status) for store in case.health] == [("DE", "NORMAL")]


@pytest.mark.parametrize(
    "wrap", [lambda m: m, lambda m: [m], lambda m: {"detail": m}, lambda m: {"Body": {"Message": m}}]
)
def test_a_listing_with_enforcements_is_read_from_a_notification(read, write, wrap):
    kept = read(write("n.json", json.dumps(wrap(ISSUES_CHANGED)))).listings[0]
    assert (kept.asin, kept.sku) == ("B0KETTLE01", "S-1")
    assert kept.enforcements == ("LISTING_SUPPRESSED", "CATALOG_ITEM_REMOVED")


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"items": [x]}, lambda x: [x]])
def test_issues_of_listings_are_read(read, write, wrap):
    case = read(write("i.json", json.dumps(wrap(LISTING))))
    restricted, missing = case.listings
    assert (restricted.asin, restricted.codes, restricted.condition) == ("B0KETTLE01", ("18742",), "new")
    assert (restricted.exempt, str(restricted.exempt_until)) == ("EXEMPT_UNTIL_EXPIRY_DATE", "2026-12-28")
    assert restricted.reason == "Restricted Products Policy Violation"
    assert (missing.codes, missing.enforcements) == (("90220",), ())


def test_a_notification_that_is_not_used_is_said(read, write):
    case = read(write("n.json", json.dumps({"NotificationType": "FEED_DONE", "Payload": {}})))
    assert case.warnings == ('n.json: the notification "FEED_DONE" is not used.',)


def test_any_order_of_files_and_folders_gives_the_same_bytes(read, write, tmp_path):
    header = "item-name\tseller-sku\tprice\tasin1\tstatus"
    write("in/notice.txt", NOTICE)
    write("in/changed.json", json.dumps(CHANGED))
    write("in/deep/issues.json", json.dumps(LISTING))
    write("in/all.txt", f"{header}\nKettle\tS-1\t5\tB0KETTLE01\tActive\nPan\tS-2\t5\tB0PAN00001\tActive\n")
    write("in/case.yaml", "id: a\nanswers: {listed-as-new: yes}\n")
    write("in/bad.txt", "")
    write("in/.hidden", "")
    paths = sorted(path for path in (tmp_path / "in").rglob("*") if path.is_file() and path.name != ".hidden")
    expected = read(tmp_path / "in").model_dump_json()
    for order in itertools.islice(itertools.permutations(paths), 0, 720, 60):
        assert read(*order).model_dump_json() == expected
    assert read(tmp_path / "in", *paths).model_dump_json() == expected
    assert [item.source for item in read(tmp_path / "in").not_read] == ["bad.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_does_not_hang(read, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="no file that can be read twice"):
        read(tmp_path / "pipe")


STARTS = [
    b"",
    b"{",
    b"[",
    b'{"accountStatuses": [',
    b'{"issues": [{',
    b"notice: ",
    b"item-name\tseller-sku\tprice\tasin1\n",
    b"return-date\treason\tdetailed-disposition\tquantity\n",
    b"Order ID,Defect\n",
    b"\x1f\x8b",
    b"\xff\xfe",
]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_give_a_case_or_one_clear_error(knowledge, tmp_path, start, rest):
    path = tmp_path / "input.bin"
    path.write_bytes(start + rest)
    try:
        read_case(path, knowledge=knowledge)
    except InputError as error:
        assert str(error).startswith("input.bin")
