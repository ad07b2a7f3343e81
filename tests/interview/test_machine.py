"""Any sequence of steps equals a fresh replay; no question twice; it always ends."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from support import diagnoser, knowledge

from diagnose import Case, read_case
from diagnose.interview import Session
from diagnose.interview.kept import KeptSession
from diagnose.interview.steps import Answered, Corrected, Seen, Skipped, replayed
from diagnose.interview.store import Store

NOTICES = (
    "We removed some of your listings because customers received used items sold as new. ASIN: B0ABCDEFGH",
    "Your account has been deactivated. Your late shipment rate is 7.3%, above our target of 4%.",
    "Your account has been deactivated because it is related to another account that may not sell.",
    "",
)
MORE = "Please send the invoices of your supplier within 17 days."
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
HEARD = sorted(fact.id for fact in knowledge().facts.values() if fact.heard)
FACTS = [*HEARD[:6], "notice-says-counterfeit"]


class Interview(RuleBasedStateMachine):
    """A person at the prompt, with a session that is saved and now and then read again."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "sessions.sqlite3")

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(notice=st.sampled_from(NOTICES))
    def begin(self, notice: str) -> None:
        case = Case(notice=notice)
        self.session = KeptSession.begin(diagnoser(), self.store, "it", case, "ann", lambda: NOW)
        self.asked: list[str] = []

    @precondition(lambda self: len(self.asked) < 100)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        ask = self.session.next_question()
        if ask is None:
            return
        assert ask.question not in self.asked
        reply = data.draw(st.sampled_from([None, *(option.reply for option in ask.options)]))
        self.session.answer(ask.question, reply)
        self.asked.append(ask.question)

    @rule()
    def skip(self) -> None:
        ask = self.session.next_question()
        if ask is None:
            return
        assert ask.question not in self.asked
        self.session.skip(ask.question)
        self.asked.append(ask.question)

    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        names = sorted(self.session.case.answers)
        if not names:
            return
        ask = self.session.ask(data.draw(st.sampled_from(names)))
        self.session.answer(ask.question, data.draw(st.sampled_from([o.reply for o in ask.options])))

    @rule(data=st.data())
    def see(self, data: st.DataObject) -> None:
        names = sorted(name for name, reply in self.session.case.answers.items() if reply is not None)
        if names:
            self.session.take(Seen(name=data.draw(st.sampled_from(names))))

    @rule(fact=st.sampled_from(FACTS), reply=st.sampled_from(["yes", "no", None]))
    def correct(self, fact: str, reply: str | None) -> None:
        self.session.correct(fact, reply)

    @rule()
    def add(self) -> None:
        self.session.add(read_case(text=MORE, onto=self.session.case, knowledge=knowledge()), "pasted")

    @rule()
    def undo(self) -> None:
        step = self.session.undo()
        if isinstance(step, Skipped):
            self.asked.remove(step.question)
        elif isinstance(step, Answered) and step.name not in self.session.case.answers:
            self.asked.remove(step.name)

    @rule()
    def save_and_reload(self) -> None:
        before = self.session
        self.session = KeptSession.resume(diagnoser(), self.store, "it", "ann", lambda: NOW)
        assert self.session.steps == before.steps
        assert self.session.case == before.case

    @invariant()
    def equals_a_fresh_replay(self) -> None:
        if not hasattr(self, "session"):
            return
        fresh = replayed(self.session.first, self.session.steps)
        assert fresh == self.session.case
        assert Session.start(fresh, diagnoser()).diagnosis == self.session.diagnosis

    @invariant()
    def corrections_are_those_that_stand(self) -> None:
        if not hasattr(self, "session"):
            return
        last = {step.fact: step.reply for step in self.session.steps if isinstance(step, Corrected)}
        assert self.session.case.corrections == {f: reply for f, reply in last.items() if reply is not None}


Interview.TestCase.settings = settings(
    max_examples=12, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)
TestInterview = Interview.TestCase


def test_it_ends_whatever_is_answered() -> None:
    for notice in NOTICES:
        session = Session.start(Case(notice=notice), diagnoser())
        count = 0
        while (ask := session.next_question()) is not None:
            session.answer(ask.question, ask.options[count % len(ask.options)].reply)
            count += 1
        assert count <= len(knowledge().questions)
