"""Every clock of a case with the day it falls on, in the seller's time zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import ClockKind, Limit
from diagnose.knowledge.models.handover import fits
from diagnose.observe import AnswerError
from diagnose.observe.dates import Unit, falls_on
from diagnose.observe.metrics import limit_for
from facts_schema import Case, Deadline, Diagnosis, Notice
from facts_schema.deadlines import DueDate

TRACKS = ("account", "funds", "stock")
NAMED = "named-in-notice"
_UNITS: dict[str, Unit] = {unit: unit for unit in ("hours", "days", "business-days", "months")}
_OF_THE_SELLER = ("submission", "refusal")
"""What may not have happened yet; without it such a clock does not run."""
_PASSED = "The time has passed. Submit the complete answer all the same, once, unless the notice forbids it."
_RUNS = "Keep this day: it is the notice's own."


def due_dates(case: Case, diagnosis: Diagnosis, knowledge: KnowledgeBase) -> tuple[DueDate, ...]:
    """The clocks that run, the account's first, each track by day; those without a day last.

    Args:
        case: when the notice came, what was submitted, and the ``time_zone`` (an IANA name; UTC without one).
        diagnosis: what the notice does and the times it names itself; its ``as_of`` judges what has passed.
        knowledge: the clocks and the limits that give their length.

    Raises:
        AnswerError: the time zone is not known.
    """
    clocks = _Clocks(case, diagnosis, knowledge, _zone(case.time_zone))
    found = [*clocks.named(), *clocks.usual()]
    found.sort(key=lambda item: (TRACKS.index(item.track), item.falls_on or dt.date.max, item.id))
    return tuple(found)


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise AnswerError(f'time_zone: "{name}" is no time zone; write one like Europe/Berlin.') from error


def _answers(knowledge: KnowledgeBase) -> set[str]:
    """The enforcements that answer a submission and do not reinstate."""
    return {kind.id for kind in knowledge.enforcement if kind.reply and kind.adverse}


def _whole_words(item: Deadline) -> str:
    """The words of a deadline, where the phrase that told it ended within a word to the end of this word."""
    said = item.quote.text if item.quote else ""
    end = said.find(item.text) + len(item.text)
    while item.text in said and end < len(said) and said[end].isalpha() and said[end] < "\u2e80":
        end += 1
    return said[said.find(item.text) : end] if item.text in said else item.text


@dataclass(frozen=True)
class _Clocks:
    case: Case
    diagnosis: Diagnosis
    knowledge: KnowledgeBase
    zone: ZoneInfo

    def named(self) -> Iterator[DueDate]:
        """What the notice names itself."""
        for number, item in enumerate(self.diagnosis.deadlines, 1):
            if item.amount is not None and item.unit is not None:
                yield self._named(item, item.amount, item.unit, f"{NAMED}-{number}")

    def _named(self, item: Deadline, amount: int, unit: Unit, id: str) -> DueDate:
        start, moment = self._start("notice")
        exact = moment + dt.timedelta(hours=amount) if moment and unit == "hours" else None
        last = self._day(exact) if exact else item.falls_on or falls_on(start, amount, unit)
        passed = self._passed(last)
        return DueDate(
            id=id,
            title=_whole_words(item),
            track=item.track,
            counts_from="notice",
            starts=start,
            amount=amount,
            unit=unit,
            falls_on=last,
            moment=exact.astimezone(self.zone) if exact else None,
            passed=passed,
            do=_PASSED if passed else _RUNS,
            quote=item.quote,
            confidence="notice",
        )

    def usual(self) -> Iterator[DueDate]:
        """The clocks that run by Amazon's rules of the day or by practice."""
        named = {item.track for item in self.diagnosis.deadlines}
        for clock in self.knowledge.clocks.values():
            if not fits(clock.fits, self.diagnosis) or (clock.yields and clock.track in named):
                continue
            if clock.counts_from in _OF_THE_SELLER and self._start(clock.counts_from)[0] is None:
                continue
            limit = limit_for(self.knowledge, clock.limit, self.diagnosis.marketplace, self.diagnosis.as_of)
            if limit and limit.unit in _UNITS:
                yield self._usual(clock, limit, _UNITS[limit.unit])

    def _usual(self, clock: ClockKind, limit: Limit, unit: Unit) -> DueDate:
        start, moment = self._start(clock.counts_from)
        amount = int(limit.value)
        exact = moment + dt.timedelta(hours=amount) if moment and unit == "hours" else None
        last = self._day(exact) if exact else falls_on(start, amount, unit)
        passed = self._passed(last)
        return DueDate(
            id=clock.id,
            title=clock.title,
            kind=clock.kind,
            track=clock.track,
            counts_from=clock.counts_from,
            starts=start,
            amount=amount,
            unit=unit,
            falls_on=last,
            moment=exact.astimezone(self.zone) if exact else None,
            passed=passed,
            do=clock.passed if passed else clock.then,
            confidence=limit.confidence,
            sources=tuple(dict.fromkeys((*limit.sources, *clock.sources))),
            verified=limit.verified,
        )

    def _start(self, counts_from: str) -> tuple[dt.date | None, dt.datetime | None]:
        """The day a clock starts on, and the moment where it is known in UTC."""
        if counts_from == "submission":
            return self._submitted(), None
        if counts_from == "refusal":
            return self._refused(), None
        notice = self._notice(counts_from)
        if notice is None:
            return None, None
        moment = notice.received_at.astimezone(dt.UTC) if notice.received_at else None
        return (self._day(moment) if moment else notice.received), moment

    def _notice(self, which: str) -> Notice | None:
        notices = self.case.notices
        if which == "first-notice":
            return next((item for item in notices if item.received or item.received_at), None)
        return notices[-1] if notices else None

    def _submitted(self) -> dt.date | None:
        waiting = [item.date for item in self.case.submissions if item.outcome == "waiting" and item.date]
        return max(waiting, default=None)

    def _refused(self) -> dt.date | None:
        """The latest refusal that is dated: as recorded, else the notice that refuses."""
        days = [
            item.answered for item in self.case.submissions if item.outcome == "refused" and item.answered
        ]
        latest = self._start("notice")[0]
        if self.diagnosis.enforcement in _answers(self.knowledge) and latest:
            days.append(latest)
        return max(days, default=None)

    def _day(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.zone).date()

    def _passed(self, last: dt.date | None) -> bool | None:
        today = self.diagnosis.as_of
        return None if last is None or today is None else last < today
