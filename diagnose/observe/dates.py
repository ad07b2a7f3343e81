"""Deadlines: the unit of a time that a notice gives, and the day on which it runs out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Literal

Unit = Literal["business-days", "hours", "days", "weeks", "months"]
_UNITS: tuple[Unit, ...] = ("business-days", "hours", "days", "weeks", "months")
_DAYS = {"hours": 1 / 24, "days": 1, "weeks": 7}


def unit_in(folded: str, start: int, end: int, units: Mapping[str, Sequence[str]]) -> Unit | None:
    """The unit of time whose words begin in the span; "3 giorni lavorativi" may be found as "3 giorni"."""
    return next(
        (
            unit
            for unit in _UNITS
            if any(_begins_in(word, folded, start, end) for word in units.get(unit, ()))
        ),
        None,
    )


def _begins_in(word: str, folded: str, start: int, end: int) -> bool:
    """Whether a word begins in a span: whole where its script parts words ("ore" not in "venditore")."""
    if word[-1] > "\u3000":
        return word in folded[start:end]
    pattern = rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
    found = re.compile(pattern).search(folded, start, end + len(word) + 1)
    return found is not None and found.start() < end


# The year first, or month and day named as such: 3-5 and 1/2 are no dates.
_DAY = re.compile(r"(\d{4}) ?[年/.-] ?(\d{1,2}) ?[月/.-] ?(\d{1,2})(?!\d)|(\d{1,2}) ?月 ?(\d{1,2}) ?日")
_MONTH_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|º|°)? +(?:de +)?([^\W\d_]+)\.?(?: +(?:de +)?(20\d\d))?",
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./](20\d\d)(?!\d)")
MONTH_AND_YEAR = len(" septembre 2026")
"""How far behind the words of a deadline the rest of its day may stand."""
_NO_MONTHS: Mapping[int, Sequence[str]] = {}


def day_in(
    text: str, received: dt.date | None, months: Mapping[int, Sequence[str]] = _NO_MONTHS
) -> dt.date | None:
    """The day that a text names; without a year the next such day from the day the notice came.

    Args:
        months: by number, how the language calls its months. Without them "03/05/2026" is not read: nobody
            knows which is the month.

    >>> day_in("2026年1月5日までに", None)
    datetime.date(2026, 1, 5)
    """
    found = _DAY.search(text)
    if found:
        year, month, day, other_month, other_day = (int(part) if part else 0 for part in found.groups())
        return _day(year, month, day) if year else _next(other_month, other_day, received)
    return _with_months(text, received, months) if months else None


def _with_months(text: str, received: dt.date | None, months: Mapping[int, Sequence[str]]) -> dt.date | None:
    """A day in a language that puts it before the month: "3. Mai", "1er juin 2026", "14.03.2026"."""
    for found in _MONTH_NAMED.finditer(text):
        month = next((number for number, names in months.items() if found[2].lower() in names), None)
        if month:
            day = int(found[1])
            return _day(int(found[3]), month, day) if found[3] else _next(month, day, received)
    numbers = _DAY_FIRST.search(text)
    return _day(int(numbers[3]), int(numbers[2]), int(numbers[1])) if numbers else None


def _next(month: int, day: int, received: dt.date | None) -> dt.date | None:
    if received is None:
        return None
    this_year = _day(received.year, month, day)
    if this_year and this_year >= received:
        return this_year
    return _day(received.year + 1, month, day)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def falls_on(received: dt.date | None, amount: int | None, unit: Unit | None) -> dt.date | None:
    """The day on which a span of time ends that begins on the day a notice came."""
    if received is None or amount is None or unit is None:
        return None
    if unit == "business-days":
        return _business_days_after(received, amount)
    if unit == "months":
        return _months_after(received, amount)
    return received + dt.timedelta(days=-(-amount * _DAYS[unit] // 1))


def _months_after(start: dt.date, amount: int) -> dt.date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(start.month - 1 + amount, 12)
    last = calendar.monthrange(start.year + years, month + 1)[1]
    return dt.date(start.year + years, month + 1, min(start.day, last))


def _business_days_after(start: dt.date, amount: int) -> dt.date:
    """Monday to Friday; public holidays are not known here."""
    day = start
    while amount:
        day += dt.timedelta(days=1)
        amount -= day.weekday() < 5
    return day
