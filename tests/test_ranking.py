"""Volume does not beat the notice, many listings weigh once, and a denial cancels nothing."""

from __future__ import annotations

from support import diagnosed, diagnoser, ground, shown

from diagnose.conclusions import Finding
from diagnose.rank import Ranker
from facts_schema import Case

STATED = (
    "Your Amazon seller account has been deactivated.\n"
    "Why did this happen?\n"
    "Your late shipment rate is 7.3%, which exceeds our target of 4%."
)
EIGHT_BREACHES = {
    "order_defect_rate": "2.3%",
    "cancellation_rate": "6%",
    "valid_tracking_rate": "80%",
    "unit_on_time_delivery_rate": "70%",
    "authenticity_complaints": {"count": 9, "status": "BAD"},
    "condition_complaints": {"count": 8, "status": "BAD"},
    "restricted_product_violations": {"count": 7, "status": "BAD"},
    "safety_complaints": {"count": 6, "status": "BAD"},
}


def used_returns(listings: int) -> list[dict[str, object]]:
    return [
        {"asin": f"B0TEST{number:04}", "reason": "DEFECTIVE", "comment": "It was used and opened, not new."}
        for number in range(listings)
    ]


def new_listings(listings: int) -> list[dict[str, object]]:
    return [{"asin": f"B0TEST{number:04}", "condition": "new"} for number in range(listings)]


def test_eight_findings_of_data_do_not_overtake_a_ground_that_the_notice_states() -> None:
    diagnosis = diagnosed(notice=STATED, health=EIGHT_BREACHES)
    assert shown(diagnosis)[0] == "late-shipment"
    assert ground(diagnosis, "late-shipment").standing == "stated"
    found = [item for item in diagnosis.grounds if item.standing == "found"]
    assert len(found) >= 3, "the data speak, too"
    assert all(item.probability < ground(diagnosis, "late-shipment").probability for item in found)


def test_sixty_listings_weigh_as_much_as_one_and_are_all_named() -> None:
    notice = (
        "We removed some of your listings because customers said that the items were used but sold as new."
    )
    one = diagnosed(notice=notice, listings=new_listings(1), returns=used_returns(1))
    sixty = diagnosed(notice=notice, listings=new_listings(60), returns=used_returns(60))
    assert ground(one, "used-sold-as-new").probability == ground(sixty, "used-sold-as-new").probability
    assert len(ground(sixty, "used-sold-as-new").listings) == 60


def test_a_denial_by_the_seller_does_not_cancel_the_notice() -> None:
    before = diagnosed(notice=STATED)
    after = diagnosed(notice=STATED, answers={"notice-says-late-shipment": False})
    assert shown(before)[0] == shown(after)[0] == "late-shipment"
    assert ground(after, "late-shipment").probability == ground(before, "late-shipment").probability
    assert [conflict.fact for conflict in after.conflicts] == ["notice-says-late-shipment"]
    assert after.conflicts[0].taken == "yes"


def test_a_correction_by_the_consultant_does_cancel_a_misreading() -> None:
    misread = {"notice-says-late-shipment": False, "notice-names-late-shipment": False}
    after = diagnosed(notice=STATED, corrections=misread)
    assert "late-shipment" not in shown(after)


def test_findings_of_one_origin_count_once_and_by_halves() -> None:
    ranker = Ranker(diagnoser().knowledge)
    rules = diagnoser().knowledge.grounds["late-shipment"].rules
    same = [rule for rule in rules if rule.counts_with == "late-shipment-data"]
    assert len(same) >= 2, "the test needs two rules that count together"
    alone = ranker.rank({same[0].id: Finding(same[0], (), ())})[0]
    both = ranker.rank({rule.id: Finding(rule, (), ()) for rule in same[:2]})[0]
    full = sorted(
        (ranker.rank({rule.id: Finding(rule, (), ())})[0].to[0].weight for rule in same[:2]), reverse=True
    )
    assert sum(weighed.weight for weighed in both.to) == full[0] + full[1] / 2
    assert both.score > alone.score or same[1].points == "away"


def test_what_a_client_says_weighs_less_than_what_a_report_shows() -> None:
    said = diagnosed(answers={"late-shipment-rate-is-breached": True})
    reported = diagnosed(health={"late_shipment_rate": "7.3%"})
    assert ground(said, "late-shipment").probability < ground(reported, "late-shipment").probability


def test_grounds_come_in_order_of_probability() -> None:
    diagnosis = diagnosed(notice=STATED, health=EIGHT_BREACHES)
    probabilities = [item.probability for item in diagnosis.grounds]
    assert probabilities == sorted(probabilities, reverse=True)


def test_the_same_case_gives_the_same_bytes() -> None:
    case = Case.model_validate({"notice": STATED, "health": EIGHT_BREACHES})
    first = diagnoser().diagnose(case).model_dump_json()
    assert all(diagnoser().diagnose(case).model_dump_json() == first for _ in range(3))
