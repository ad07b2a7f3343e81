"""A case is judged by the limits and clocks of its day; the program itself looks at no clock."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner
from support import diagnosed, diagnoser, knowledge

from diagnose.cli import main
from diagnose.knowledge.staleness import stale_limits
from facts_schema import Case, Diagnosis

DEACTIVATED = (
    "Your account has been deactivated because your order defect rate exceeds our target of 1%. "
    "Please send a plan of action."
)
AT_RISK = "Your account is at risk of deactivation because too many of your orders were shipped late."


def clocks(diagnosis: Diagnosis) -> list[tuple[str, str, int, str]]:
    return [(clock.limit, clock.track, clock.amount, clock.unit) for clock in diagnosis.clocks]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2019-05-01",
            [("plan-of-action-reply", "account", 17, "days"), ("funds-hold", "funds", 90, "days")],
        ),
        (
            "2020-12-31",
            [("plan-of-action-reply", "account", 17, "days"), ("funds-hold", "funds", 90, "days")],
        ),
        ("2021-01-01", [("funds-hold", "funds", 90, "days")]),
        ("2024-10-24", [("funds-hold", "funds", 90, "days")]),
        ("2024-10-25", [("funds-hold", "funds", 60, "days")]),
        ("2026-11-22", [("funds-hold", "funds", 60, "days")]),
        (None, [("funds-hold", "funds", 60, "days")]),
    ],
)
def test_a_deactivation_sets_off_the_clocks_of_its_day(
    day: str | None, expected: list[tuple[str, str, int, str]]
) -> None:
    assert clocks(diagnosed(notice=DEACTIVATED, as_of=day)) == expected


def test_the_day_of_the_notice_is_the_day_of_the_case_and_the_clock_runs_from_it() -> None:
    told = diagnosed(notices=[{"text": DEACTIVATED, "received": "2019-05-01"}])
    assert [(clock.limit, str(clock.falls_on)) for clock in told.clocks] == [
        ("plan-of-action-reply", "2019-05-18"),
        ("funds-hold", "2019-07-30"),
    ]


def test_a_day_that_is_given_goes_before_that_of_the_notice() -> None:
    case = Case.model_validate({"notices": [{"text": DEACTIVATED, "received": "2019-05-01"}]})
    told = diagnoser().diagnose(case, as_of=dt.date(2026, 11, 22))
    assert clocks(told) == [("funds-hold", "funds", 60, "days")]


def test_the_words_of_the_notice_go_before_the_usual_clock() -> None:
    told = diagnosed(notice=f"{DEACTIVATED} You have 10 days to answer.", as_of="2019-05-01")
    assert [deadline.amount for deadline in told.deadlines] == [10]
    assert clocks(told) == [("funds-hold", "funds", 90, "days")]


def test_an_account_at_risk_has_three_days() -> None:
    assert clocks(diagnosed(notice=AT_RISK, as_of="2026-11-22")) == [
        ("at-risk-reply", "account", 72, "hours")
    ]


def test_what_ends_a_case_sets_off_no_clock() -> None:
    assert clocks(diagnosed(notice="Your account has been reinstated.", as_of="2019-05-01")) == []


@pytest.mark.parametrize(
    ("day", "answers"), [("2019-05-01", set()), ("2024-09-25", {"yes"}), ("2026-11-22", {"yes"})]
)
def test_a_rate_is_judged_only_by_a_limit_that_held(day: str, answers: set[str]) -> None:
    told = diagnosed(marketplace="US", as_of=day, health={"on_time_delivery_rate": "80%"})
    seen = [item for item in told.observations if item.fact == "on-time-delivery-is-breached"]
    assert {item.answer for item in seen} == answers


def test_a_limit_that_judged_and_is_long_unverified_is_remarked() -> None:
    told = [
        diagnosed(notice=DEACTIVATED, as_of=day, health={"order_defect_rate": "2%"}).remarks
        for day in ("2026-11-22", "2027-11-22", "2027-11-23")
    ]
    assert told[0] == told[1] == ()
    assert [remark.split(" was ")[0] for remark in told[2]] == [
        "The limit funds-hold",
        "The limit order-defect-rate-limit",
    ]


def test_what_ended_before_the_day_does_not_go_stale() -> None:
    stale = {(limit.id, limit.until) for limit in stale_limits(knowledge(), dt.date(2028, 1, 1))}
    assert ("funds-hold", None) in stale
    assert all(until is None for _, until in stale)


def test_the_check_warns_of_stale_limits_by_the_day_it_is_given() -> None:
    fresh = CliRunner().invoke(main, ["rules", "check", "--as-of", "2026-12-01"])
    stale = CliRunner().invoke(main, ["rules", "check", "--as-of", "2028-01-01"])
    assert (fresh.exit_code, stale.exit_code) == (0, 0)
    assert "warning" not in fresh.output
    assert (
        'warning: limit "order-defect-rate-limit" (0.01 fraction) was last verified on 2026-11-22, 405 days '
        "before 2028-01-01: look it up at its sources, and set verified." in stale.output
    )


def test_a_day_that_is_none_is_told() -> None:
    done = CliRunner().invoke(main, ["rules", "check", "--as-of", "soon"])
    assert done.exit_code == 2
    assert '"soon" is no day: expected a date such as 2026-11-22, or today.' in done.output
