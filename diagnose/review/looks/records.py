"""Days, actions and documents of a letter against the record of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from diagnose.review.forms import Day, days
from diagnose.review.given import Desk, Spot, Spots, at
from diagnose.review.letter import Sentence
from diagnose.review.words import content_words
from facts_schema import Action

_FEWEST_SHARED = 4
_NOT_AT_HAND = {
    "not-available": "not available",
    "requested": "only asked for",
    "insufficient": "insufficient",
}


def _days(desk: Desk, sentence: Sentence) -> Iterator[Day]:
    return days(sentence.text, desk.months)


def notice_date_differs(desk: Desk) -> Spots:
    """In the head of the letter a day is given for the notice on which no notice came."""
    received = {notice.received for notice in desk.given.case.notices if notice.received}
    if not received or len(received) < len(desk.given.case.notices):
        return
    near = {day + dt.timedelta(days=shift) for day in received for shift in (-1, 0, 1)}
    for sentence in desk.letter.sentences:
        if sentence.part not in ("opening", "subject", "other") or "notice-mention" not in sentence.says:
            continue
        told = [day.date for day in _days(desk, sentence) if day.date and day.year]
        if told and not near.intersection(told):
            right = ", ".join(f"{day:%d %B %Y}".lstrip("0") for day in sorted(received))
            yield at(sentence, f"The notice is of {right}.")


def day_to_come(desk: Desk) -> Spots:
    """Something told as done on a day after that of the case, where the case says its day."""
    today = desk.given.case.as_of
    if today is None:
        return
    for sentence in desk.letter.of("corrective"):
        late = [d.date for d in _days(desk, sentence) if d.date and _with_year(d, today) > today]
        if late and "future" not in sentence.says:
            yield at(sentence, f"The case is of {today:%d %B %Y}.")


def _with_year(day: Day, today: dt.date) -> dt.date:
    """The day, in the year of the case where none is written."""
    if day.date is None or day.year:
        return day.date or today
    try:
        return day.date.replace(year=today.year)
    except ValueError:
        return today


def no_such_day(desk: Desk) -> Spots:
    """Days that no calendar has."""
    for sentence in desk.letter.sentences:
        for day in _days(desk, sentence):
            if not day.exists:
                start = sentence.start + day.start
                yield Spot(start, sentence.start + day.end)


def action_not_recorded(desk: Desk) -> Spots:
    """Actions told as done that the record has as planned or rejected, or as done on another day."""
    texts = {item.id: content_words(item.text) for item in desk.given.diagnosis.actions}
    for record in desk.given.case.actions:
        wanted = texts.get(record.action, frozenset())
        for sentence in desk.letter.of("corrective"):
            both = wanted & content_words(sentence.text)
            if len(both) >= max(_FEWEST_SHARED, desk.limit() * len(wanted)):
                said = _otherwise(desk, record, sentence)
                if said:
                    yield at(sentence, said)


def _otherwise(desk: Desk, record: Action, sentence: Sentence) -> str:
    told = [day for day in _days(desk, sentence) if day.date]
    if record.state != "done":
        return f"It is recorded as {record.state}." if "future" not in sentence.says else ""
    if record.date and told and all(_with_year(day, record.date) != record.date for day in told):
        return f"It is recorded as done on {record.date:%d %B %Y}."
    return ""


def document_not_at_hand(desk: Desk) -> Spots:
    """Sentences that attach a document which the case records as not there."""
    held = {item.kind for item in desk.given.case.documents if item.state == "have"}
    for document in desk.given.case.documents:
        if document.kind in held or document.state not in _NOT_AT_HAND:
            continue
        for sentence in desk.letter.sentences:
            attached = "attachment" in sentence.says or sentence.part == "attachments"
            if attached and f"document-{document.kind}" in sentence.says:
                title = (
                    desk.knowledge.evidence[document.kind].title
                    if document.kind in desk.knowledge.evidence
                    else document.kind
                )
                yield at(sentence, f"{title} is recorded as {_NOT_AT_HAND[document.state]}.")
                break
