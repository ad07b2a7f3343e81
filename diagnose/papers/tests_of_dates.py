"""Tests by days: how old a paper is, and whether it still holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from diagnose.knowledge.models import PaperTest
from diagnose.papers.contacts import contacts_of
from diagnose.papers.dates import Dated, dates_in
from diagnose.papers.fields import Value, values
from diagnose.papers.folded import folded
from diagnose.papers.outcome import Held, Outcome, cannot_tell, failed, passed, silence
from diagnose.papers.sheet import Line

_NUMBER = re.compile(r"(?<![\d.,-])(\d{1,4})(?:-| )?(?=[^\W\d_])")
_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n")
_BRITISH = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_AMERICAN = re.compile(r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b")
_SLACK = 2
"""Days by which clocks of different countries may differ."""


def dated_within(held: Held, test: PaperTest) -> Outcome:
    """The paper is dated within a number of days before the notice, or before today."""
    assert test.days is not None
    days, asked = asked_span(held, test) or (test.days, "")
    against = held.against
    until = against.notice_day if test.counts_from == "notice" else against.today or against.notice_day
    found = issue_dates(held, test.words)
    if not found:
        return cannot_tell("No day of issue was found on it.")
    if until is None:
        return cannot_tell(
            "The case does not say when the notice came: give its day (received), or --as-of.", found[0][1]
        )
    since = until - dt.timedelta(days=days + _SLACK)
    limit = f"{days} days before {until:%d %b %Y}" + (f" ({asked})" if asked else "")
    late = test.counts_from == "notice" or against.told_today
    return _judged(found, since, until + dt.timedelta(days=_SLACK if late else 40), limit)


def _judged(found: list[tuple[Dated, Line]], since: dt.date, until: dt.date, limit: str) -> Outcome:
    dated, line = found[0]
    within = [day for day in dated.readings if since <= day <= until]
    if len(within) == len(dated.readings):
        return passed(f"Its day lies within {limit}.", line)
    if within:
        return cannot_tell(
            f'"{dated.text}" has two readings; one lies within {limit}, the other does not.', line
        )
    if all(day > until for day in dated.readings):
        return failed(f"Its day lies after the time that counts: {limit}.", line)
    return failed(f"It is older than {limit}.", line)


def issue_dates(held: Held, labels: tuple[str, ...]) -> list[tuple[Dated, Line]]:
    """The days beside a label of issue; without any the first day on the page that no other label claims."""
    found = []
    for value in values(held.sheet, held.lexicon, *labels):
        own = dates_in(value.text)
        # "From 1 May to 31 May" is no day of issue, and "date: ... " of a table has none beside it.
        if (
            own
            and own[0].start <= 12
            and not held.lexicon.pattern("other-date").fullmatch(_before(value.text, own[0]))
            and not _of_another_day(held, value)
        ):
            found.append((len(value.label.split()), own[0], value.lines[-1]))
    # Labels that say "invoice date" before those that say only "date".
    most = max((words for words, _, _ in found), default=0)
    best = [(day, line) for words, day, line in found if words == most or most < 2] or list(_loose(held))
    return [(_read_as(day, held), line) for day, line in best]


def _read_as(dated: Dated, held: Held) -> Dated:
    """A day of two readings as the paper writes its other days, else as the issuer's country does."""
    if len(dated.readings) < 2:
        return dated
    first, second = dated.order
    if first == second:
        return dated
    others = [other.order for line in held.sheet.lines for other in dates_in(line.folded) if any(other.order)]
    if any(day > 12 for day, _ in others) and not any(month > 12 for _, month in others):
        return dated.day_first()
    if any(month > 12 for _, month in others) and not any(day > 12 for day, _ in others):
        return dated.month_first()
    where = _country_of_issuer(held)
    return dated.day_first() if where == "day" else dated.month_first() if where == "month" else dated


def _country_of_issuer(held: Held) -> str:
    """Which number comes first where the issuer is: told by the post code in its address."""
    address = contacts_of(held).get("address")
    if address is None:
        return ""
    text = address.text.upper()
    if _BRITISH.search(text):
        return "day"
    return "month" if _AMERICAN.search(text) else ""


def _of_another_day(held: Held, value: Value) -> bool:
    """Whether the label is only the end of another one: "payment due date"."""
    label = folded(value.lines[0].text).removesuffix(value.text)
    return bool(held.lexicon.pattern("other-date", "due-date").search(label))


def _before(text: str, dated: Dated) -> str:
    return folded(text[: dated.start]).strip(" :")


def _loose(held: Held) -> Iterator[tuple[Dated, Line]]:
    other = held.lexicon.pattern("other-date")
    for line in held.sheet.lines[:80]:
        for piece in line.pieces:
            text = folded(piece.text)
            for dated in dates_in(piece.text):
                if not other.search(text[: dated.start]) and not _under_another_label(held, line, piece.left):
                    yield dated, line


def _under_another_label(held: Held, line: Line, left: float) -> bool:
    """Whether the piece to the left of a day is the label of another day: "Due date   3 May 2026"."""
    before = [piece for piece in line.pieces if piece.left < left]
    return bool(before) and held.lexicon.pattern("other-date").search(folded(before[-1].text)) is not None


def asked_span(held: Held, test: PaperTest) -> tuple[int, str] | None:
    """The days that the notice itself names for such papers, with its words: they win over the usual ones."""
    if not test.asked_as:
        return None
    lexicon = held.lexicon
    asked = lexicon.pattern(*test.asked_as)
    plural = re.compile(
        "|".join(rf"{re.escape(folded(word))}s?\b" for word in lexicon.words(*test.asked_as)) or "(?!)"
    )
    for sentence in _SENTENCE.split(held.against.notice_text):
        text = folded(sentence)
        if not (asked.search(text) or plural.search(text)):
            continue
        for number in _NUMBER.finditer(text):
            if not lexicon.heard(text[max(0, number.start() - 25) : number.start()], "looking-back"):
                continue
            span = _span(int(number[1]), text[number.end() : number.end() + 20].strip(" -"), held)
            if span:
                return span, f'the notice says "{" ".join(sentence.split())[:120]}"'
    return None


def _span(amount: int, after: str, held: Held) -> int | None:
    for id, days in (("span-days", 1.0), ("span-months", 30.44), ("span-years", 365.0)):
        if held.lexicon.pattern(id).match(after):
            return round(amount * days)
    return None


def valid(held: Held, test: PaperTest) -> Outcome:
    """A day until which it holds, and that is not past."""
    today = held.against.today or held.against.notice_day
    for value in values(held.sheet, held.lexicon, *test.words):
        found = dates_in(value.text)
        if not found:
            continue
        if today is None:
            return cannot_tell("The day of the check is not known: give --as-of.", value.lines[-1])
        past = [day for day in found[-1].readings if day < today]
        if len(past) == len(found[-1].readings):
            return failed("It was no longer valid on the day of the check.", value.lines[-1])
        return (
            cannot_tell("Its day has two readings.", value.lines[-1])
            if past
            else passed("It is in date.", value.lines[-1])
        )
    return silence(test, "It names no day until which it holds.")


def dated(held: Held, test: PaperTest) -> Outcome:
    """It has any day."""
    line = next((line for line in held.sheet.lines if dates_in(line.folded)), None)
    return passed("It has a day.", line) if line else failed("No day stands on it.")
