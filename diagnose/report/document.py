"""The whole report of a case: what is handed to a client or kept in the office, in any format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.report.appendix import appendix
from diagnose.report.audience import Audience, for_client
from diagnose.report.blocks import Block, Blocks, Entry, Field, Fields, Heading, Paragraph
from diagnose.report.contact import contact
from diagnose.report.coverage import coverage
from diagnose.report.due import deadlines
from diagnose.report.figures import figures
from diagnose.report.grounds import leading
from diagnose.report.health import monitoring
from diagnose.report.route import routes
from diagnose.report.sections import Extras, sections
from diagnose.report.words import counted, day, joined, spoken
from facts_schema import Case, Diagnosis, DueDate

QUESTIONS_SHOWN = 10


def document(
    diagnosis: Diagnosis,
    case: Case,
    knowledge: KnowledgeBase,
    audience: Audience = "internal",
    due: Sequence[DueDate] = (),
) -> Blocks:
    """The report with charts, coverage, next steps and sources.

    Args:
        diagnosis: what was concluded.
        case: what it was concluded from: figures, returns and, for the office, notes and the ledger.
        knowledge: what the words of the report stand in.
        due: the days to keep.
        audience: ``client`` leaves out doubts, outlook, the ledger and every internal note.
    """
    inside = audience == "internal"
    shown = diagnosis if inside else for_client(diagnosis)
    extras = Extras(
        after_triage=_minute(shown, knowledge),
        after_grounds=figures(shown, case, knowledge),
        after_evidence=coverage(shown, case, knowledge),
        last=[
            *deadlines(due, case.time_zone),
            *contact(shown, case, knowledge, due),
            *routes(shown, knowledge),
            *monitoring(shown, knowledge),
            *_next_steps(shown, knowledge),
            *_asked(shown),
            *(_office(case) if inside else []),
        ],
        end=appendix(shown, knowledge),
    )
    return sections(shown, extras)


def _minute(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> list[Block]:
    """What a client understands in a minute, and what to leave alone and to save before anything else."""
    kind = next((item for item in knowledge.enforcement if item.id == diagnosis.enforcement), None)
    rows = []
    if kind and kind.not_yet:
        rows.append(Field("Do not click yet", kind.not_yet))
    if kind and kind.save_now:
        rows.append(Field("Save now", kind.save_now))
    card: list[Block] = [Fields(tuple(rows))] if rows else []
    return [*card, Heading("In a minute"), Paragraph(_told(diagnosis))]


def _told(diagnosis: Diagnosis) -> str:
    first = leading(diagnosis)[:1]
    said = [diagnosis.summary]
    for ground in first:
        said.append(ground.means)
        if ground.root_causes:
            cause = ground.root_causes[0]
            said.append(f"The first root cause to look at: {cause.title} ({cause.confidence}).")
    needed = [item for item in diagnosis.evidence if item.need != "helps"]
    at_hand = sum(item.state == "have" for item in needed)
    if needed:
        said.append(f"{counted(len(needed), 'document')} needed, {at_hand} at hand.")
    return joined(said, " ")


def _next_steps(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> list[Block]:
    kind = next((item for item in knowledge.enforcement if item.id == diagnosis.enforcement), None)
    lines = [Entry(kind.next_step, "open")] if kind else []
    days = [item.falls_on for item in diagnosis.deadlines] + [item.falls_on for item in diagnosis.clocks]
    falls = sorted(date for date in days if date)
    lines += [Entry(f"The first date to keep: {day(falls[0])}.", "open")] if falls else []
    lines += [
        Entry(f"Get: {item.title}", "open", tag=spoken(item.state).lower() if item.state else "")
        for item in diagnosis.evidence
        if item.need != "helps" and item.state != "have"
    ]
    return [Heading("Next steps"), *lines] if lines else []


def _asked(diagnosis: Diagnosis) -> list[Block]:
    """What the client is asked, whatever the way in which it is answered."""
    asked = list(dict.fromkeys(item.asks for item in diagnosis.open_facts if item.asks))[:QUESTIONS_SHOWN]
    return [Heading("Open questions"), *(Entry(text, "open") for text in asked)] if asked else []


def _office(case: Case) -> list[Block]:
    """Attempts, statements and notes: what never leaves the office."""
    sent = [
        Entry(
            item.what,
            tag=joined([_dated(item.date), spoken(item.outcome).lower()]),
            notes=(item.remark,) if item.remark else (),
        )
        for item in case.submissions
    ]
    told = [Entry(item.text, tag=joined([_dated(item.date), item.way, item.by])) for item in case.statements]
    notes = [Entry(item.text, tag=_dated(item.date)) for item in case.notes]
    blocks: list[Block] = []
    for title, lines in (
        ("Submissions", sent),
        ("Amazon was told", told),
        ("Internal notes", notes),
    ):
        blocks += [Heading(title), *lines] if lines else []
    return blocks


def _dated(date: dt.date | None) -> str:
    return day(date) if date else ""
