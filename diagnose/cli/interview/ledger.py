"""What Amazon was told, what was sent and what came of it, as blocks."""

from __future__ import annotations

from diagnose.interview import Session
from diagnose.interview.ledger import Contradiction
from diagnose.report.blocks import Block, Entry, Heading, Mark
from diagnose.report.words import counted, day, joined, quoted
from facts_schema import Submission

OUTCOMES: dict[str, Mark] = {"accepted": "done", "refused": "refused"}


def ledger_blocks(session: Session, with_notes: bool) -> list[Block]:
    """Statements with their contradictions, submissions with outcomes; notes only for the consultant."""
    case = session.case
    blocks: list[Block] = []
    if case.statements:
        blocks.append(Heading("What Amazon was told"))
        for number, item in enumerate(case.statements, 1):
            dated = day(item.date) if item.date else "no date"
            asserts = ", ".join(f"{fact}={'yes' if says else 'no'}" for fact, says in item.says.items())
            notes = (f"It says: {asserts}",) if asserts else ()
            tag = joined([item.way, dated, item.by])
            blocks.append(Entry(f"{number}  {quoted(item.text)}", tag=tag, notes=notes))
        blocks += [_contradiction(item, session) for item in session.contradictions()]
    if case.submissions:
        blocks.append(Heading(f"Attempts: {len(case.submissions)}"))
        blocks += [_submission(number, item) for number, item in enumerate(case.submissions, 1)]
    if with_notes and case.notes:
        blocks.append(Heading("Notes, for you only"))
        blocks += [Entry(note.text, tag=day(note.date) if note.date else "") for note in case.notes]
    return blocks


def _contradiction(item: Contradiction, session: Session) -> Entry:
    means = session.knowledge.facts[item.fact].means.rstrip(".")
    said = "yes" if item.says else "no"
    other = f"statement {item.earlier} said otherwise" if item.earlier else "what is known says otherwise"
    return Entry(f'Statement {item.number} says {said} to "{means}"; {other}.', "warning", notes=(item.fact,))


def _submission(number: int, item: Submission) -> Entry:
    sent = f"with {counted(len(item.sent), 'paper')}: {', '.join(item.sent)}" if item.sent else ""
    answered = joined([item.outcome.replace("-", " "), day(item.answered) if item.answered else ""], " on ")
    dated = day(item.date) if item.date else "no date"
    notes = tuple(note for note in (sent, item.remark) if note)
    return Entry(
        f"{number}  {item.what}",
        OUTCOMES.get(item.outcome, "open"),
        tag=joined([dated, answered]),
        notes=notes,
    )
