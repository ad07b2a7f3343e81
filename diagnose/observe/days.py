"""Days that a notice names: "21. August", "14.03.2024", "1er juin 2026", "2026年1月5日", "2026-01-05"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)\s?[-年./]\s?(\d{1,2})\s?[-月./]\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})\.?(?:[./]?(20\d\d))?(?![\d/])")
_DAY_AND_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|er|º|°|st|nd|rd|th)?\s+(?:de\s+)?([^\W\d_]+)\.?(?:\s+(?:de\s+)?(20\d\d))?"
)


def day_in(text: str, months: Mapping[int, Sequence[str]], after: dt.date | None) -> dt.date | None:
    """The first day that a text names; numbers alone are read as day, then month.

    Args:
        months: by their number, the names of the months in the text's language; without any, "03/05/2026" is
            not read, since nobody knows which of the two is the month.
        after: the day of the notice: a day without a year is the next one from then on; without it, none.
    """
    found = _YEAR_FIRST.search(text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]), None)
    for found in _DAY_AND_MONTH.finditer(text):
        month = next((number for number, names in months.items() if found[2].lower() in names), None)
        if month:
            return _day(int(found[3] or 0), month, int(found[1]), after)
    found = _DAY_FIRST.search(text) if months else None
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
