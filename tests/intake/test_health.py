"""The account's health: Amazon's report with all its contradictions, and the page as it is pasted."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnose.intake.health_page import read_health_page
from diagnose.intake.health_report import read_health_report

RANGE = {"reportingDateFrom": "2026-01-01T00:00Z", "reportingDateTo": "2026-02-28T23:59Z"}


def rate(
    count: int, orders: int, stated: float, target: float = 0.04, status: str = "GOOD", **more: Any
) -> Any:
    return {
        "reportingDateRange": RANGE, "lateShipmentCount": count, "orderCount": orders, "rate": stated,
        "targetValue": target, "targetCondition": "LESS_THAN", "status": status, **more,
    }  # fmt: skip


def defects(count: int, status: str = "BAD", **more: Any) -> Any:
    return {
        "reportingDateRange": RANGE, "defectsCount": count, "status": status,
        "targetValue": 0, "targetCondition": "EQUALS", **more,
    }  # fmt: skip


def side(kind: str, count: int = 3, orders: int = 300) -> Any:
    return {
        "reportingDateRange": RANGE, "orderCount": orders,
        "orderWithDefects": {"count": count, "status": "BAD"},
        "claims": {"count": 2, "status": "NONE"}, "chargebacks": {"count": 0, "status": "NONE"},
        "negativeFeedback": {"count": 1, "status": "NONE"}, "fulfillmentType": kind, "status": "BAD",
        "rate": count / orders, "targetValue": 0.01, "targetCondition": "LESS_THAN",
    }  # fmt: skip


def report(status: str = "AT_RISK", **metrics: Any) -> dict[str, Any]:
    return {
        "accountStatuses": [{"marketplaceId": "ATVPDKIKX0DER", "status": status}],
        "performanceMetrics": [{"marketplaceId": "ATVPDKIKX0DER", **metrics}],
    }


@pytest.fixture
def of_report(read, write):
    def reading(**given_metrics: Any):
        return read(write("report.json", json.dumps(report(**given_metrics))))

    return reading


def test_rates_counts_targets_and_periods_are_read(of_report):
    case = of_report(
        lateShipmentRate=rate(30, 1000, 0.03), orderDefectRate={"mfn": side("mfn"), "afn": side("afn", 0)}
    )
    store = case.health[0]
    late = store.metrics["late-shipment-rate"]
    assert (store.marketplace, store.status) == ("US", "AT_RISK")
    assert (late.value, late.count, late.out_of, late.target, late.condition) == (
        0.03,
        30,
        1000,
        0.04,
        "LESS_THAN",
    )
    assert (str(late.since), str(late.until), late.source) == ("2026-01-01", "2026-02-28", "report.json")
    assert store.metrics["order-defect-rate"].parts == {"chargebacks": 0, "claims": 2, "negative-feedback": 1}
    assert store.metrics["order-defect-rate-fba"].value == 0
    assert case.not_read == ()


def test_counts_are_values_too(of_report):
    metrics = (
        of_report(documentRequest=defects(8), policyViolationWarnings={"warningsCount": 2}).health[0].metrics
    )
    assert (metrics["document-requests"].value, metrics["document-requests"].count) == (8.0, 8)
    assert metrics["policy-warnings"].count == 2


def test_every_known_metric_of_the_report_is_read_under_every_name(knowledge):
    for kind in knowledge.metrics.values():
        for key in kind.report_keys:
            if kind.count_keys and "." not in key and key != "accountHealthRating":
                data = report(**{key: {kind.count_keys[0]: 1, "status": "NONE", "reportingDateRange": RANGE}})
                health, _ = read_health_report(data, "r.json", knowledge)
                assert kind.id in health[0].metrics, key


def test_rating_score_and_warning_states_are_read(of_report):
    store = of_report(
        accountHealthRating={"ahrStatus": "AT_RISK", "ahrScore": 168, "reportingDateRange": RANGE},
        warningState=[
            {"warningType": "spammingSellerMessaging", "status": "BAD"},
            {"warningType": "x", "status": "GOOD"},
        ],
    ).health[0]
    assert (store.rating, store.rating_score, store.warnings) == (
        "AT_RISK",
        168,
        ("spammingSellerMessaging",),
    )
    assert store.metrics["messaging-warnings"].count == 1


def test_suspended_is_deactivated_and_an_unknown_state_is_said(of_report):
    assert of_report(status="SUSPENDED").health[0].status == "DEACTIVATED"
    case = of_report(status="SLEEPING")
    assert case.health[0].status is None
    assert case.warnings == ('report.json: US: the account status "SLEEPING" is not known.',)


def test_several_stores_are_several_healths(read, write):
    data = report(lateShipmentRate=rate(1, 10, 0.1, status="BAD"))
    data["accountStatuses"].append({"marketplaceId": "A1PA6795UKMFR9", "status": "NORMAL"})
    data["performanceMetrics"].append(
        {"marketplaceId": "A1PA6795UKMFR9", "lateShipmentRate": rate(0, 10, 0.0)}
    )
    case = read(write("report.json", json.dumps(data)))
    assert [(store.marketplace, store.metrics["late-shipment-rate"].value) for store in case.health] == [
        ("DE", 0.0), ("US", 0.1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "warning"),
    [
        (rate(51, 50, 0.02), "51 is more than the 50 it is counted among"),
        (rate(551, 17197, 0.005), "the rate 0.005 does not follow from 551 of 17,197, which is 0.03204"),
        (rate(5, 100, 0.05), "the status is GOOD, although 0.05 misses the target 0.04"),
        (rate(1, 100, 0.01, status="BAD"), "the status is BAD, although 0.01 meets the target 0.04"),
        (rate(1, 100, 0.01, status="FINE"), 'the status "FINE" is not known'),
        (
            rate(5, 100, 5.0, status="BAD"),
            "a rate of 5 is impossible; a fraction between 0 and 1 was expected",
        ),
        (
            rate(
                1,
                100,
                0.01,
                reportingDateRange={k: RANGE[o] for k, o in zip(RANGE, reversed(RANGE), strict=True)},
            ),
            "the period starts (2026-02-28T23:59Z) after it ends (2026-01-01T00:00Z)",
        ),
    ],
)
def test_what_is_impossible_is_a_warning(of_report, block, warning):
    case = of_report(lateShipmentRate=block)
    assert f"report.json: US lateShipmentRate: {warning}." in case.warnings
    assert "late-shipment-rate" in case.health[0].metrics


def test_a_block_with_the_wrong_label_is_read_where_it_stands(of_report):
    case = of_report(orderDefectRate={"mfn": side("mfn"), "afn": side("mfn")})
    assert case.warnings == (
        "report.json: US orderDefectRate.afn: "
        'the block is labelled "mfn"; it was read as afn, where it stands.',
    )


def test_a_missing_rate_is_worked_out_and_an_unknown_metric_is_said(of_report):
    block = rate(30, 1000, 0.03)
    del block["rate"]
    case = of_report(lateShipmentRate=block, moonPhaseRate=defects(1))
    assert case.health[0].metrics["late-shipment-rate"].value == 0.03
    assert case.warnings == ("report.json: US moonPhaseRate: this metric is not known and was not used.",)


def test_of_several_windows_the_one_that_misses_its_target_counts(of_report):
    windows = [rate(1, 100, 0.01), rate(9, 100, 0.09, status="BAD")]
    store = of_report(lateShipmentRate=rate(2, 100, 0.02), lateShipmentRateList=windows).health[0]
    assert store.metrics["late-shipment-rate"].value == 0.09


def test_the_newer_of_two_reports_wins(read, write):
    old, new = (
        report(lateShipmentRate=rate(1, 100, 0.01)),
        report(lateShipmentRate=rate(9, 100, 0.09, status="BAD")),
    )
    later = {"reportingDateFrom": "2026-03-01T00:00Z", "reportingDateTo": "2026-03-30T23:59Z"}
    new["performanceMetrics"][0]["lateShipmentRate"]["reportingDateRange"] = later
    case = read(write("a.json", json.dumps(old)), write("b.json", json.dumps(new)))
    assert case.health[0].metrics["late-shipment-rate"].value == 0.09
    assert case.warnings == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


SOME = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(data=st.data())
def test_a_report_with_anything_anywhere_never_raises(knowledge, data):
    broken: Any = copy.deepcopy(
        report(
            lateShipmentRate=rate(1, 2, 0.5),
            orderDefectRate={"mfn": side("mfn")},
            listingPolicyViolations=defects(1),
        )
    )
    at = broken
    while isinstance(at, (dict, list)) and at:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if data.draw(st.booleans()):
            at[key] = data.draw(JSON)
            break
        at = at[key]
    read_health_report(broken, "r.json", knowledge)


PAGE = """Account Health
Seller Fulfilled\tFulfilled by Amazon
Order Defect Rate
Target: under 1%
\t1.2%
3 of 250 orders
60 days
\t0%
0 of 100 orders
Negative feedback\t1
A-to-z Guarantee claims\t2
Chargeback claims\t0
Late Shipment Rate
Target: under 4%
5,25%
21 of 400 orders
30 days
Pre-fulfillment Cancel Rate
Target: under 2.5%
N/A
Valid Tracking Rate
Target: over 95%
93.4%
30 days
Policy Compliance
Account Health Rating
168
At Risk
Suspected Intellectual Property Violations\t0
Received Intellectual Property Complaints\t2
Product Authenticity Customer Complaints
1
Restricted Product Policy Violations: 12
Account status: At risk
"""


def test_a_pasted_page_is_read(read, write):
    case = read(write("page.txt", PAGE))
    store = case.health[0]
    metrics = store.metrics
    odr = metrics["order-defect-rate"]
    assert (odr.value, odr.target, odr.condition, odr.count, odr.out_of) == (0.012, 0.01, "LESS_THAN", 3, 250)
    assert odr.parts == {"claims": 2, "chargebacks": 0, "negative-feedback": 1}
    assert (metrics["order-defect-rate-fba"].value, metrics["order-defect-rate-fba"].out_of) == (0, 100)
    assert metrics["late-shipment-rate"].value == 0.0525
    assert (metrics["valid-tracking-rate"].value, metrics["valid-tracking-rate"].condition) == (
        0.934,
        "GREATER_THAN",
    )
    assert "cancellation-rate" not in metrics
    counts = {name: metric.count for name, metric in metrics.items() if not name.endswith(("-rate", "-fba"))}
    assert counts == {
        "account-health-rating": 168,
        "authenticity-complaints": 1,
        "received-ip-complaints": 2,
        "restricted-product-violations": 12,
        "suspected-ip-violations": 0,
    }
    assert (store.rating, store.rating_score, store.status) == ("At Risk", 168, "AT_RISK")
    assert case.notices == ()


def test_a_letter_that_quotes_figures_is_a_notice(read):
    letter = (
        "Hello,\nYour Order Defect Rate is 2.3% and your Late Shipment Rate is 7%.\n"
        "Your Valid Tracking Rate is 80%.\nYour account has been deactivated.\n"
    )
    case = read(text=letter)
    assert case.health == ()
    assert [notice.text for notice in case.notices] == [letter]


@SOME
@given(text=st.text() | st.lists(st.sampled_from(PAGE.split("\n")), max_size=30).map("\n".join))
def test_any_text_can_be_read_as_a_page(knowledge, text):
    read_health_page(text, "page.txt", knowledge)
