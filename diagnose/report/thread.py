"""The course of a case: message by message, and what is still owed."""

from __future__ import annotations

from diagnose.report.blocks import Block, Entry, Heading, Paragraph
from diagnose.report.words import day, joined, spoken
from facts_schema import Diagnosis, Step, Thread


def thread(diagnosis: Diagnosis) -> list[Block]:
    """What was written so far; nothing where there is but one message."""
    course = diagnosis.thread
    if course is None:
        return []
    return [Heading("So far"), *(_step(step) for step in course.steps), *_owed(course)]


def _step(step: Step) -> Entry:
    who = "Amazon" if step.by == "amazon" else "The seller"
    when = day(step.date) if step.date else "no date"
    what = spoken(step.what) if step.by == "amazon" else step.what
    stores = f"the same letter for {', '.join(step.stores)}" if len(step.stores) > 1 else ""
    sent = f"Sent: {', '.join(step.sends)}" if step.sends else ""
    notes = tuple(note for note in (*step.changed, sent, stores) if note)
    return Entry(joined([when, f"{who}: {what}"], " · "), "point", step.source, notes)


def _owed(course: Thread) -> list[Block]:
    titles = ", ".join(item.title for item in course.owed)
    owed: list[Block] = [Entry(f"Asked for and not known to be sent: {titles}", "open")] if titles else []
    number = f"What is sent next is submission {course.next_submission}."
    return [*owed, Paragraph(number, quiet=True)]
