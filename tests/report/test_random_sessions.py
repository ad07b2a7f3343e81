"""Whatever is said in a session, the draft states only what is confirmed and what is recorded as done."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import diagnoser, knowledge

from diagnose.interview import Session
from diagnose.interview.steps import ActionState, Corrected, DocumentState, Submitted
from diagnose.pipeline import AnswerError
from diagnose.report.draft import CONFIRMED, draft
from diagnose.report.letter import letter
from diagnose.report.words import day, quoted
from facts_schema import Action, Case, Diagnosis, Document, DraftLine, Submission

NOTICES = (
    "Your account has been deactivated. Your late shipment rate is 7.3%, above our target of 4%. "
    "Please send a plan of action within 17 days.",
    "We removed some of your listings because customers received used items sold as new. ASIN: B0ABCDEFGH",
    "Your account was deactivated because your order defect rate of 2% is above our target of 1%.",
    "Your account has been deactivated: you asked buyers for reviews and paid for them.",
    "We removed your listings: customers complained that the products are counterfeit. ASIN: B0ABCDEFGH "
    "Please send a plan of action.",
    "You have listed restricted products. Your account has been deactivated. ASIN: B0ABCDEFGH",
)
DAYS = st.dates(dt.date(2026, 10, 1), dt.date(2026, 12, 31))
STATES = st.sampled_from(("done", "planned", "rejected"))


def _any_of(texts: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.sub(r"\\{[a-z]+\\}", ".*", re.escape(text)) for text in texts) + ")"


FRAMES = [
    re.compile(f"{_any_of(phrase.heads)}{_any_of(phrase.links)} {_any_of(phrase.tails)}")
    for phrase in knowledge().phrases.values()
]


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session of random steps: answers, corrections, papers, actions, attempts, and steps taken back."""
    returned = {"asin": "B0ABCDEFGH", "comment": "It was used", "reason": "DEFECTIVE"}
    case = Case.model_validate(
        {
            "notice": draw(st.sampled_from(NOTICES)),
            "marketplace": "US",
            "as_of": "2026-11-16",
            "returns": [returned] * draw(st.integers(0, 3)),
            "health": {"late_shipment_rate": draw(st.sampled_from(["1%", "7.3%"]))},
        }
    )
    session = Session.start(case, diagnoser())
    for _ in range(draw(st.integers(0, 10))):
        draw(st.sampled_from((_answers, _answers, _acts, _acts, _shows, _corrects, _sends, _undoes)))(
            session, draw
        )
    return session


def _answers(session: Session, draw: st.DrawFn) -> None:
    asks = session.open_questions()
    if asks:
        ask = draw(st.sampled_from(asks))
        name = f"{ask.question}@{ask.listings[0]}" if ask.listings else ask.question
        session.answer(name, draw(st.sampled_from([None, *(option.reply for option in ask.options)])))


def _acts(session: Session, draw: st.DrawFn) -> None:
    items = session.diagnosis.actions
    if items:
        record = Action(
            action=draw(st.sampled_from(items)).id,
            state=draw(STATES),
            date=draw(st.none() | DAYS),
            owner=draw(st.sampled_from(("", "Ann"))),
            proof=draw(st.sampled_from(("", "photo 3"))),
            said=draw(st.sampled_from(("", "We work by a list now."))),
        )
        session.take(ActionState(action=record))


def _shows(session: Session, draw: st.DrawFn) -> None:
    items = session.diagnosis.evidence
    if items:
        state = draw(st.sampled_from(("have", "requested", "insufficient", "not-available")))
        paper = Document(kind=draw(st.sampled_from(items)).id, state=state, name="paper.pdf")
        session.take(DocumentState(document=paper))


def _corrects(session: Session, draw: st.DrawFn) -> None:
    fact = draw(st.sampled_from(sorted({seen.fact for seen in session.diagnosis.observations}) or ["none"]))
    try:
        session.take(Corrected(fact=fact, reply=draw(st.sampled_from((True, False)))))
    except AnswerError:
        return


def _sends(session: Session, draw: st.DrawFn) -> None:
    session.take(Submitted(submission=Submission(date=draw(DAYS), what="Plan")))


def _undoes(session: Session, draw: st.DrawFn) -> None:
    session.undo()


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(sessions())
def test_no_sentence_states_what_is_not_confirmed_or_not_done(session: Session) -> None:
    it = draft(session.diagnosis, session.case, knowledge())
    records = {record.action: record for record in session.case.actions}
    confirmed = _confirmed(session.diagnosis)
    for part in it.parts:
        for line in part.lines:
            _check(line, confirmed, records, session)
    for answer in it.answers:
        kept = {
            line.text for part in it.parts for line in part.lines if line.kind in ("fact", "done", "planned")
        }
        said = [text for text in answer.text.split("\n") if text.startswith("- ")]
        assert {text.removeprefix("- ") for text in said} <= kept
    assert bool(it.parts) != bool(it.blocked)
    assert letter(it, session.diagnosis)


def _confirmed(diagnosis: Diagnosis) -> set[str]:
    """The sentences that may stand as facts: an independent reading of what is confirmed."""
    contradicted = {item.fact for item in diagnosis.conflicts}
    found = set()
    for seen in diagnosis.observations:
        if seen.answer != "yes" or seen.grade not in CONFIRMED or seen.origin == "deduction":
            continue
        if seen.fact not in contradicted:
            about = f" ({seen.listing})" if seen.listing else ""
            found |= {
                f"{text.rstrip('.')}{about}." for text in (knowledge().facts[seen.fact].means, seen.says)
            }
    quotes = (seen.quote.text for seen in diagnosis.observations if seen.quote)
    return found | {f"The notice says: {quoted(text)}" for text in quotes}


def _check(line: DraftLine, confirmed: set[str], records: dict[str, Any], session: Session) -> None:
    papers = {item.title for item in session.diagnosis.evidence if item.state == "have"}
    match line.kind:
        case "gap":
            assert (line.text[0], line.text[-1]) == ("[", "]")
        case "frame":
            assert any(pattern.fullmatch(line.text) for pattern in FRAMES), line.text
        case "fact":
            paper = re.match(r"\d+\. ([^,:\[]+)", line.text)
            assert line.text in confirmed or (paper and paper[1].strip() in papers), line.text
        case "done":
            record = records[line.action]
            assert record.state == "done"
            assert record.date
            assert day(record.date) in line.text or str(record.date) in line.text
            assert (record.proof in line.text) if record.proof else line.text.endswith("[proof]")
        case "planned":
            assert records[line.action].state == "planned"
            assert line.text.startswith("Planned (")
