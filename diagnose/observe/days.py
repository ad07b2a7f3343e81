"""The days on which deadlines fall: counted from a notice, or named in it.

Named days are such as "21. August", "14.03.2024", "1er juin 2026", "2026年1月5日" and "2026-01-05".
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Literal

Unit = Literal["business-days", "hours", "days", "weeks", "months"]
_DAYS = {"hours": 1 / 24, "days": 1, "weeks": 7}

_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)\s?[-年./]\s?(\d{1,2})\s?[-月./]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})\.?(?:[./]?(20\d\d))?(?![\d/])")
_DAY_AND_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|º|°|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]+)\.?(?:\s+(?:de\s+)?(20\d\d))?"
)


def day_in(text: str, months: Mapping[int, Sequence[str]], after: dt.date | None) -> dt.date | None:
    """The first day that a text names; numbers alone are read as day, then month.

    Args:
        months: by their number, the names of the months in the text's language.
        after: the day of the notice: a day without a year is the next one from then on; without it, none.
    """
    found = _YEAR_FIRST.search(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), None)
    for found in _DAY_AND_MONTH.finditer(text):
        month = next((number for number, names in months.items() if found[2].lower() in names), None)
        if month:
            return _day(int(found[3] or 0), month, int(found[1]), after)
    found = _DAY_FIRST.search(text)
    return _day(int(found[3] or 0), int(found[2]), int(found[1]), after) if found else None


def _day(year: int, month: int, day: int, after: dt.date | None) -> dt.date | None:
    """The day of that year, or the next one after a day; none where the calendar has no such day."""
    years = [year] if year else [after.year, after.year + 1] if after else []
    for each in years:
        try:
            named = dt.date(each, month, day)
        except ValueError:
            continue
        if year or after is None or named >= after:
            return named
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
