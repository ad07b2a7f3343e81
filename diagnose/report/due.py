"""The days to keep as blocks and as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from diagnose.report.blocks import Block, Entry, Heading, Mark
from diagnose.report.printed import missing
from diagnose.report.words import counted, day, joined, quoted
from facts_schema import DueDate

TRACKS = {"account": "The account", "funds": "The funds", "stock": "The stock at Amazon"}
CONFIDENCE = {
    "notice": "the notice's own words",
    "A": "official page",
    "B": "seen in notices",
    "C": "third party",
    "D": "practice",
}
RUNS = {"by": "By", "not-before": "Not before", "until": "Until", "expected": "Expected by"}
"""What the day of a clock is, by its kind."""
PASSED = {"by": "passed", "not-before": "may be done now", "until": "over", "expected": "nothing came yet"}
MARKS: dict[str, Mark] = {"by": "open", "not-before": "open", "until": "point", "expected": "point"}
UNITS = {
    "hours": "hour",
    "days": "day",
    "business-days": "business day",
    "weeks": "week",
    "months": "month",
}


def deadlines(due: Sequence[DueDate], zone: str | None) -> list[Block]:
    """A part a track, each clock with its day, its source and what to do."""
    if not due:
        return []
    blocks: list[Block] = [Heading(f"Deadlines (days in {zone or 'UTC'})")]
    for track, title in TRACKS.items():
        items = [item for item in due if item.track == track]
        blocks += [Heading(title, 3), *map(_entry, items)] if items else []
    return blocks


def _entry(item: DueDate) -> Entry:
    mark: Mark = "warning" if item.passed and item.kind == "by" else MARKS[item.kind]
    tag = joined([CONFIDENCE[item.confidence], *item.sources])
    quote = (quoted(item.quote.text),) if item.quote else ()
    return Entry(f"{_when(item)}: {item.title}", mark, tag, (*quote, _span(item), item.do), strong=True)


def _when(item: DueDate) -> str:
    if item.falls_on is None:
        return f"{RUNS[item.kind]} a day that is not known"
    passed = f" ({PASSED[item.kind]})" if item.passed else ""
    moment = f", {item.moment:%H:%M %Z}" if item.moment else ""
    return f"{RUNS[item.kind]} {day(item.falls_on)}{moment}{passed}"


def _span(item: DueDate) -> str:
    start = day(item.starts) if item.starts else "a day that is not known"
    return f"{counted(item.amount, UNITS[item.unit])} from the {item.counts_from.replace('-', ' ')} ({start})"


def to_ics(due: Sequence[DueDate], case: str, stamp: dt.date | None) -> bytes:
    """The days that are known as a calendar with a reminder on the day before. Needs the extra ``[report]``.

    Args:
        due: the clocks; those without a day and those that have passed are left out.
        case: the name of the case, which makes the ids of the entries.
        stamp: the day the calendar was made, so that the same case gives the same file.

    Raises:
        PrintError: the extra is missing.
    """
    try:
        from icalendar import Alarm, Calendar, Event
    except ImportError as error:
        raise missing("ics", error) from error
    calendar = Calendar()
    calendar.add("prodid", "-//suspension-diagnosis//deadlines//EN")
    calendar.add("version", "2.0")
    made = dt.datetime.combine(stamp or dt.date(1980, 1, 1), dt.time(), dt.UTC)
    for item in due:
        if item.falls_on is None or item.passed:
            continue
        event, alarm = Event(), Alarm()
        event.add("uid", f"{case}-{item.id}@suspension-diagnosis")
        event.add("dtstamp", made)
        event.add("summary", f"{case}: {item.title} ({RUNS[item.kind].lower()} this day)")
        event.add("description", joined([item.do, _span(item), joined(item.sources)], "\n"))
        event.add("dtstart", item.moment.astimezone(dt.UTC) if item.moment else item.falls_on)
        alarm.add("action", "DISPLAY")
        alarm.add("description", item.title)
        alarm.add("trigger", dt.timedelta(days=-1))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
