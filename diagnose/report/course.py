"""What was written to and by Amazon, in its order, and the days before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from diagnose.report.blocks import Block, Entry, Heading, Table
from diagnose.report.due import RUNS
from diagnose.report.words import day, joined, spoken
from facts_schema import Case, Diagnosis, DueDate, Notice, Submission

HEAD = ("Day", "What", "What came of it")


def correspondence(case: Case, diagnosis: Diagnosis) -> dict[str, str]:
    """Every notice and submission as a text, numbered in the order in which they were written."""
    written = {}
    for number, (date, item) in enumerate(_in_order(case), 1):
        who = "amazon" if isinstance(item, Notice) else "seller"
        name = joined([f"{number:02}", str(date or ""), who], "-")
        text = item.text if isinstance(item, Notice) else _submission(item)
        written[f"correspondence/{name}.txt"] = text
    return written


def _in_order(case: Case) -> list[tuple[dt.date | None, Any]]:
    """By day; what has none keeps its place after the one before it."""
    dated: list[tuple[dt.date, int, dt.date | None, Any]] = []
    messages = [(0, item.received, item) for item in case.notices]
    sent = [(1, item.date, item) for item in case.submissions]
    for items in (messages, sent):
        last = dt.date.min
        for order, own, item in items:
            last = own or last
            dated.append((last, order, own, item))
    dated.sort(key=lambda entry: entry[:2])
    return [(own, item) for _, _, own, item in dated]


def _submission(item: Submission) -> str:
    lines = [
        f"Submission: {item.what}",
        f"Date: {item.date}" if item.date else "",
        f"Sent: {joined(item.sent)}" if item.sent else "",
        f"Outcome: {spoken(item.outcome)}",
        f"Answered: {item.answered}" if item.answered else "",
    ]
    return joined(lines, "\n") + "\n"


def timeline(case: Case, diagnosis: Diagnosis, due: Sequence[DueDate]) -> list[Block]:
    """What happened and what comes, by day; what has no day stands below."""
    dated: list[tuple[dt.date | None, str, str]] = []
    dated += [(item.received, "A message of Amazon came", item.subject) for item in case.notices]
    dated += [(item.date, f"Submitted: {item.what}", spoken(item.outcome)) for item in case.submissions]
    dated += [(item.date, item.what, item.outcome) for item in case.history]
    dated += [
        (item.date, f"Done: {action.text}", item.proof)
        for item in case.actions
        for action in diagnosis.actions
        if item.state == "done" and item.action == action.id
    ]
    dated += [(item.falls_on, f"{RUNS[item.kind]} this day: {item.title}", "") for item in due]
    known = sorted((date, what, came) for date, what, came in dated if date)
    rows = tuple((day(date), what, came) for date, what, came in known)
    unknown = [Entry(joined([what, came]), tag="day not known") for date, what, came in dated if not date]
    table: list[Block] = [Table("What happened and what comes", HEAD, rows)] if rows else []
    return [Heading(f"Timeline: {diagnosis.id}", 1), *table, *unknown]
