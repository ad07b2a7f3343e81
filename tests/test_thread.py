"""Several messages of one case: their order, what changed, what is owed, which submission is next."""

from __future__ import annotations

import datetime as dt

from support import diagnosed

from facts_schema import Notice, Submission

FIRST = Notice(
    text="Your Amazon seller account has been deactivated because your late shipment rate is 7.3%, above our "
    "target of 4%. Please send us a plan of action.",
    received=dt.date(2026, 1, 5),
)
REPLY = Notice(
    text="We received your submission but do not have enough information to reactivate your account. "
    "Please send us a plan of action with more details.",
    received=dt.date(2026, 1, 12),
)
SENT = Submission(date=dt.date(2026, 1, 8), what="First plan", sent=("plan-of-action",))


def test_one_notice_is_no_thread():
    assert diagnosed(notices=[FIRST]).thread is None


def test_messages_stand_in_their_order_whatever_order_they_come_in():
    for notices in ([FIRST, REPLY], [REPLY, FIRST]):
        thread = diagnosed(notices=notices, submissions=[SENT]).thread
        assert [(step.by, str(step.date)) for step in thread.steps] == [
            ("amazon", "2026-01-05"),
            ("seller", "2026-01-08"),
            ("amazon", "2026-01-12"),
        ]
        assert thread.next_submission == 2


def test_the_same_letter_sent_twice_keeps_its_two_numbers():
    thread = diagnosed(notices=[FIRST, REPLY, FIRST]).thread
    assert sorted(step.notice for step in thread.steps) == [0, 1, 2]


def test_the_ground_comes_from_the_notice_that_names_it_and_the_enforcement_from_the_latest():
    diagnosis = diagnosed(notices=[REPLY, FIRST])
    assert diagnosis.grounds[0].id == "late-shipment"
    assert diagnosis.enforcement == "more-information-needed"
    assert diagnosis.thread.ground_from == 1
    assert diagnosis.thread.steps[1].changed[-1] == "Names no ground; the one named before stands."


def test_what_was_sent_is_owed_no_more_until_it_is_asked_for_again():
    before = diagnosed(notices=[FIRST], submissions=[SENT]).thread
    assert [item.id for item in before.owed] == []
    again = diagnosed(notices=[FIRST, REPLY], submissions=[SENT]).thread
    assert [(item.id, item.notice) for item in again.owed] == [("plan-of-action", 1)]


def test_nothing_is_owed_after_a_reinstatement():
    back = Notice(text="Your Amazon seller account has been reinstated.", received=dt.date(2026, 2, 1))
    diagnosis = diagnosed(notices=[FIRST, back])
    assert diagnosis.enforcement == "reinstated"
    assert diagnosis.thread.owed == ()
