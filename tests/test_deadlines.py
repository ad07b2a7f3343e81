"""Deadlines against days that were computed by hand, with a calendar on paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support import diagnoser, knowledge

from diagnose.deadlines import due_dates
from diagnose.observe import AnswerError
from diagnose.report.due import to_ics
from facts_schema import Case, DueDate

PLAN = (
    "Your account has been deactivated because your late shipment rate is above 4%. "
    "Please send a plan of action"
)
RISK = (
    "Your account is at risk of deactivation because your late shipment rate is above 4%. Please send a plan"
)
GONE = "Your account has been deactivated because your late shipment rate is 7%, above our target of 4%."
LISTING = "We removed your listings because customers received used items sold as new. ASIN: B0ABCDEFGH"


def due(text: str, received: str, **document: Any) -> dict[str, DueDate]:
    notice = {"text": text, "received_at" if "T" in received else "received": received}
    case = Case.model_validate({"marketplace": "US", "notices": [notice]} | document)
    diagnosis = diagnoser().diagnose(case)
    return {item.id: item for item in due_dates(case, diagnosis, knowledge())}


@pytest.mark.parametrize(
    ("text", "received", "zone", "clock", "day"),
    [
        # A span of days from a day: ordinary, over a month's end, a leap year, a year's end.
        (f"{PLAN} within 17 days.", "2026-11-10", None, "named-in-notice-1", "2026-11-27"),
        (f"{PLAN} within 17 days.", "2026-01-31", None, "named-in-notice-1", "2026-02-17"),
        (f"{PLAN} within 17 days.", "2024-02-15", None, "named-in-notice-1", "2024-03-03"),
        (f"{PLAN} within 17 days.", "2026-12-20", None, "named-in-notice-1", "2027-01-06"),
        (f"{PLAN} within 30 days.", "2026-01-31", None, "named-in-notice-1", "2026-03-02"),
        (f"{PLAN} within 7 days.", "2026-02-25", None, "named-in-notice-1", "2026-03-04"),
        (f"{PLAN} within 10 days.", "2028-02-20", None, "named-in-notice-1", "2028-03-01"),
        # Hours from a day without a time: three whole days.
        (f"{RISK} within 72 hours.", "2026-11-10", None, "named-in-notice-1", "2026-11-13"),
        (f"{RISK} within 72 hours.", "2026-10-30", None, "named-in-notice-1", "2026-11-02"),
        # Hours from a moment, in the zone of the seller.
        (
            f"{RISK} within 72 hours.",
            "2026-11-10T20:00:00Z",
            "Asia/Shanghai",
            "named-in-notice-1",
            "2026-11-14",
        ),
        (
            f"{RISK} within 72 hours.",
            "2026-11-10T20:00:00Z",
            "Europe/Berlin",
            "named-in-notice-1",
            "2026-11-13",
        ),
        (
            f"{RISK} within 72 hours.",
            "2026-11-11T05:00:00Z",
            "America/Los_Angeles",
            "named-in-notice-1",
            "2026-11-13",
        ),
        (
            f"{RISK} within 72 hours.",
            "2026-11-10T23:30:00+01:00",
            "Europe/Berlin",
            "named-in-notice-1",
            "2026-11-13",
        ),
        # Daylight saving: 72 hours are elapsed hours. Berlin falls back on 25 October 2026,
        # and springs on 29 March.
        (
            f"{RISK} within 72 hours.",
            "2026-10-23T00:30:00+02:00",
            "Europe/Berlin",
            "named-in-notice-1",
            "2026-10-25",
        ),
        (
            f"{RISK} within 72 hours.",
            "2026-03-27T23:30:00+01:00",
            "Europe/Berlin",
            "named-in-notice-1",
            "2026-03-31",
        ),
        # New York falls back on 1 November 2026 and springs on 8 March.
        (
            f"{RISK} within 72 hours.",
            "2026-10-30T00:30:00-04:00",
            "America/New_York",
            "named-in-notice-1",
            "2026-11-01",
        ),
        (
            f"{RISK} within 72 hours.",
            "2026-03-06T23:30:00-05:00",
            "America/New_York",
            "named-in-notice-1",
            "2026-03-10",
        ),
        # A moment decides the day that days are counted from: late in Los Angeles is tomorrow in Shanghai.
        (GONE, "2026-11-10T20:00:00Z", "Asia/Shanghai", "funds-payout", "2027-01-10"),
        (GONE, "2026-11-10T20:00:00Z", "America/Los_Angeles", "funds-payout", "2027-01-09"),
        # The clocks that no notice names.
        (GONE, "2026-11-10", None, "funds-payout", "2027-01-09"),
        (GONE, "2026-12-31", None, "funds-payout", "2027-03-01"),
        (GONE, "2027-12-31", None, "funds-payout", "2028-02-29"),
        (GONE, "2024-10-24", None, "funds-payout", "2025-01-22"),
        (RISK + ".", "2026-02-27", None, "at-risk-answer", "2026-03-02"),
        (LISTING, "2026-03-01", None, "warning-expires", "2026-08-28"),
        (LISTING, "2025-09-03", None, "warning-expires", "2026-03-02"),
    ],
)
def test_a_clock_falls_on_the_day_that_was_computed_by_hand(
    text: str, received: str, zone: str | None, clock: str, day: str
) -> None:
    assert str(due(text, received, time_zone=zone)[clock].falls_on) == day


REFUSED = "We have reviewed your submission and decided not to reinstate your account."
INFORM = (
    "As a high-volume seller under the INFORM Consumers Act you must verify your information. Please send your "
    "identity document."
)


@pytest.mark.parametrize(
    ("text", "received", "store", "clock", "day", "kind"),
    [
        # Months end on the same day, or on the last of a shorter month; 2028 has a 29 February.
        (REFUSED, "2026-08-31", "UK", "mediation", "2027-02-28", "by"),
        (REFUSED, "2027-08-31", "DE", "mediation", "2028-02-29", "by"),
        (REFUSED, "2026-03-30", "FR", "complaint-before-mediation", "2026-09-30", "by"),
        (GONE, "2026-02-28", "US", "policy-stranded-stock", "2026-04-29", "by"),
        (GONE, "2026-12-31", "DE", "stranded-stock", "2027-01-30", "by"),
        (GONE, "2026-11-10", "US", "funds-payout", "2027-01-09", "not-before"),
        (LISTING, "2026-03-01", "US", "warning-expires", "2026-08-28", "until"),
        (INFORM, "2026-02-20", "US", "high-volume-data", "2026-03-02", "by"),
    ],
)
def test_clocks_of_escalation_stock_and_data_fall_on_the_day_computed_by_hand(
    text: str, received: str, store: str, clock: str, day: str, kind: str
) -> None:
    found = due(text, received, marketplace=store)[clock]
    assert (str(found.falls_on), found.kind) == (day, kind)


def test_mediation_counts_from_the_refusal_and_is_not_known_in_other_stores() -> None:
    assert "mediation" not in due(REFUSED, "2026-08-31", marketplace="US")
    assert "mediation" not in due(GONE, "2026-08-31", marketplace="UK")


def test_a_moment_tells_the_day_in_the_time_zone_of_the_seller() -> None:
    notice = {"text": GONE, "received_at": "2026-11-10T20:00:00Z"}
    days = {
        zone: Case.model_validate({"notices": [notice], "time_zone": zone}).notices[0].received
        for zone in ("Asia/Shanghai", "America/Los_Angeles", None)
    }
    assert [str(day) for day in days.values()] == ["2026-11-11", "2026-11-10", "2026-11-10"]


def test_an_hour_is_elapsed_time_over_the_change_of_clocks() -> None:
    found = due(f"{RISK} within 72 hours.", "2026-10-23T12:00:00+02:00", time_zone="Europe/Berlin")
    moment = found["named-in-notice-1"].moment
    assert moment is not None
    assert moment.isoformat() == "2026-10-26T11:00:00+01:00"


@pytest.mark.parametrize(
    ("sent", "day"),
    [("2026-11-12", "2026-11-19"), ("2026-11-20", "2026-11-27"), ("2026-12-31", "2027-01-07")],
)
def test_a_follow_up_counts_business_days_from_the_submission(sent: str, day: str) -> None:
    found = due(GONE, "2026-11-10", submissions=[{"date": sent, "what": "Plan"}])
    assert str(found["follow-up"].falls_on) == day


def test_an_answered_submission_starts_no_clock() -> None:
    sent = [{"date": "2026-11-12", "what": "Plan", "outcome": "refused"}]
    assert "follow-up" not in due(GONE, "2026-11-10", submissions=sent)


def test_the_notice_s_own_time_stands_before_the_usual_one_on_its_track() -> None:
    found = due(f"{RISK} within 7 days.", "2026-11-10")
    assert "at-risk-answer" not in found
    assert found["named-in-notice-1"].confidence == "notice"


def test_what_has_passed_says_what_to_do_instead() -> None:
    early = due(GONE, "2026-11-10", as_of="2026-11-11")["funds-payout"]
    late = due(GONE, "2026-11-10", as_of="2027-02-01")["funds-payout"]
    assert (early.passed, late.passed) == (False, True)
    assert early.do != late.do == "Ask now, if no appeal is open."


def test_a_clock_without_a_start_is_told_without_a_day() -> None:
    case = Case.model_validate({"notices": [GONE], "marketplace": "US"})
    found = due_dates(case, diagnoser().diagnose(case), knowledge())
    assert found
    assert all(item.falls_on is None and item.passed is None for item in found)


def test_every_usual_clock_has_a_source() -> None:
    assert all(item.sources for item in due(GONE, "2026-11-10").values() if item.confidence != "notice")


def test_an_unknown_time_zone_is_told() -> None:
    with pytest.raises(AnswerError, match="Mars/Base"):
        due(GONE, "2026-11-10", time_zone="Mars/Base")


def test_the_calendar_holds_the_days_and_is_the_same_each_time() -> None:
    from icalendar import Calendar

    found = tuple(due(GONE, "2026-11-10").values())
    content = to_ics(found, "acme", dt.date(2026, 11, 16))
    assert content == to_ics(found, "acme", dt.date(2026, 11, 16))
    events = Calendar.from_ical(content).walk("VEVENT")
    days = {str(event["uid"]): event["dtstart"].dt for event in events}
    assert days["acme-funds-payout@suspension-diagnosis"] == dt.date(2027, 1, 9)
