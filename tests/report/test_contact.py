"""When to write to Amazon and when not to, by where the exchange stands."""

from __future__ import annotations

from typing import Any

import pytest
from support import diagnoser, knowledge

from diagnose.deadlines import due_dates
from diagnose.report.blocks import Entry
from diagnose.report.contact import contact, contact_state
from facts_schema import Case

GONE = {"text": "Your account has been deactivated. Your late shipment rate is 7%.", "received": "2026-11-02"}
MORE = {
    "text": "Thank you for your submission. We do not have enough information to reactivate your account.",
    "received": "2026-11-12",
}
NO = {
    "text": "We have reviewed your submission and decided not to reinstate your account.",
    "received": "2026-11-12",
}
YES = {"text": "Your account has been reinstated. You can sell on Amazon again.", "received": "2026-11-14"}


def sent(date: str, outcome: str = "waiting") -> dict[str, str]:
    return {"date": date, "what": "Plan", "outcome": outcome}


def state(as_of: str, *notices: dict[str, str], submissions: Any = ()) -> tuple[str, str]:
    case = Case.model_validate(
        {"notices": notices, "marketplace": "US", "as_of": as_of, "submissions": submissions}
    )
    diagnosis = diagnoser().diagnose(case)
    due = due_dates(case, diagnosis, knowledge())
    blocks = contact(diagnosis, case, knowledge(), due)
    text = " ".join(block.text for block in blocks if isinstance(block, Entry))
    return contact_state(diagnosis, case, knowledge(), due), text


@pytest.mark.parametrize(
    ("as_of", "notices", "submissions", "expected"),
    [
        ("2026-11-03", [GONE], [], "nothing-sent"),
        ("2026-11-09", [GONE], [sent("2026-11-06")], "waiting"),
        ("2026-11-13", [GONE], [sent("2026-11-06")], "waiting"),
        ("2026-11-16", [GONE], [sent("2026-11-06")], "follow-up-due"),
        ("2026-11-13", [GONE, MORE], [sent("2026-11-06")], "more-information"),
        ("2026-11-16", [GONE, MORE], [sent("2026-11-06", "more-information"), sent("2026-11-15")], "waiting"),
        ("2026-11-13", [GONE], [sent("2026-11-06", "refused")], "refused"),
        ("2026-11-13", [GONE, NO], [sent("2026-11-06")], "refused"),
        (
            "2026-11-13",
            [GONE],
            [sent("2026-11-03", "refused"), sent("2026-11-06", "refused")],
            "refused-again",
        ),
        ("2026-11-15", [GONE, YES], [sent("2026-11-06", "accepted")], "over"),
    ],
)
def test_where_the_exchange_stands(as_of: str, notices: Any, submissions: Any, expected: str) -> None:
    assert state(as_of, *notices, submissions=submissions)[0] == expected


def test_while_waiting_the_day_of_the_follow_up_is_named() -> None:
    _, text = state("2026-11-09", GONE, submissions=[sent("2026-11-06")])
    assert "Wait until 13 Nov 2026" in text
    assert "Leave: The same text again" in text


def test_every_state_says_what_to_do_and_what_to_leave() -> None:
    assert all(item.do and item.leave for item in knowledge().contacts.values())
