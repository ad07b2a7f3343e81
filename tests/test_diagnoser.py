"""The whole way, through the library: stores, dates, sharing between threads, several messages."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import diagnosed, diagnoser, ground, shown

from diagnose import AnswerError, Case, how, read_case

LATE = "Your seller account has been deactivated. Your late shipment rate is 7.3%, above our target of 4%."
FIRST = {"text": LATE, "received": "2026-10-01"}
REPLY = {
    "text": "Thank you for your appeal. We do not have enough information to reactivate your account. "
    "Please send greater detail on the root cause.",
    "received": "2026-10-09",
}
SAMPLE = Path(__file__).parent.parent / "examples" / "late-shipment"


def test_threads_that_share_a_diagnoser_get_their_own_results() -> None:
    cases = [Case(id=str(number), notice=LATE if number % 2 else "") for number in range(24)]
    alone = [diagnoser().diagnose(case).model_dump_json() for case in cases]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda case: diagnoser().diagnose(case).model_dump_json(), cases))
    assert together == alone


def test_the_ground_comes_from_the_notice_that_names_it_and_the_state_from_the_latest() -> None:
    diagnosis = diagnosed(notices=[REPLY, FIRST])
    assert diagnosis.enforcement == "more-information-needed"
    assert shown(diagnosis)[0] == "late-shipment"


def test_a_reply_that_names_no_ground_shows_nothing_and_asks_for_the_first_notice() -> None:
    diagnosis = diagnosed(notices=[REPLY])
    assert shown(diagnosis) == []
    assert "first notice" in diagnosis.summary


def test_a_reinstatement_ends_the_case() -> None:
    good = {
        "text": "We are pleased to tell you that your account has been reactivated.",
        "received": "2026-10-20",
    }
    diagnosis = diagnosed(notices=[FIRST, good])
    assert diagnosis.enforcement == "reinstated"
    assert shown(diagnosis) == []


def test_figures_of_another_store_do_not_vote_and_are_mentioned() -> None:
    health = [
        {
            "marketplace": "DE",
            "metrics": {"late-shipment-rate": {"value": 0.09, "target": 0.04, "status": "BAD"}},
        },
        {
            "marketplace": "US",
            "metrics": {"late-shipment-rate": {"value": 0.01, "target": 0.04, "status": "GOOD"}},
        },
    ]
    diagnosis = diagnosed(marketplace="US", health=health)
    assert shown(diagnosis) == []
    assert any("DE" in remark for remark in diagnosis.remarks)


def test_a_case_is_judged_by_the_limits_of_its_day() -> None:
    health = {"unit_on_time_delivery_rate": "80%"}
    before = diagnosed(marketplace="US", health=health, as_of=dt.date(2020, 1, 1))
    today = diagnosed(marketplace="US", health=health, as_of=dt.date(2026, 11, 1))
    assert "late-delivery" not in shown(before)
    assert "late-delivery" in shown(today)


def test_the_reports_own_target_comes_before_the_table() -> None:
    metric = {"late-shipment-rate": {"value": 0.05, "target": 0.06, "condition": "LESS_THAN"}}
    assert shown(diagnosed(health=[{"metrics": metric}])) == []


def test_an_action_is_printed_as_done_only_when_it_is_recorded_with_its_date() -> None:
    answers = {"ask-late-order-times": "late-click"}
    planned = diagnosed(notice=LATE, answers=answers)
    item = next(action for action in planned.actions if action.id == "confirm-at-hand-over")
    assert item.state == "open"
    assert not item.text.startswith("Since")
    record = {"action": "confirm-at-hand-over", "state": "done"}
    undated = diagnosed(notice=LATE, answers=answers, actions=[record])
    dated = diagnosed(notice=LATE, answers=answers, actions=[{**record, "date": "2026-10-05"}])
    assert next(a for a in undated.actions if a.id == "confirm-at-hand-over").text == item.text
    assert next(a for a in dated.actions if a.id == "confirm-at-hand-over").text.startswith(
        "Since 2026-10-05"
    )


def test_an_unknown_fact_in_the_answers_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(AnswerError, match='Did you mean "notice-says-late-shipment"'):
        diagnosed(notice=LATE, answers={"notice-says-late-shipmnt": True})


def test_how_leads_down_to_the_words_of_the_notice() -> None:
    tree = how(diagnosed(notice=LATE), "late-shipment")
    lines: list[str] = []

    def walk(node: object) -> None:
        lines.append(node.text)  # type: ignore[attr-defined]
        for child in node.children:  # type: ignore[attr-defined]
            walk(child)

    walk(tree)
    assert any("late shipment rate is 7.3%" in line for line in lines)
    assert any("rule notice-states-late-shipment" in line for line in lines)


def test_the_sample_is_read_from_its_folder() -> None:
    case = read_case(SAMPLE)
    diagnosis = diagnoser().diagnose(case)
    late = ground(diagnosis, "late-shipment")
    assert {observation.origin for reason in late.because for observation in reason.observations} == {
        "notice",
        "metric",
        "reply",
    }
    assert diagnosis.marketplace == "US"
    assert case.not_read == ()


def test_short_detail_keeps_the_conclusions() -> None:
    case = Case(notice=LATE)
    full, short = diagnoser().diagnose(case), diagnoser().diagnose(case, detail="short")
    assert [(g.id, g.probability) for g in short.grounds] == [(g.id, g.probability) for g in full.grounds]
    assert short.observations == ()
    assert all(not reason.observations for item in short.grounds for reason in item.because)
