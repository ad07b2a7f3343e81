"""Days as mail programs write them in the headers of forwarded messages."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    "jan gen ene sty", "feb fév fev lut", "mar mär mrz", "apr avr abr kwi", "may mai mag mei maj",
    "jun juin giu cze", "jul juil lug lip", "aug aoû aou ago sie", "sep set wrz", "oct okt ott paź",
    "nov lis", "dec dez déc dic gru",
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_ASIAN = re.compile(r"(\d{4})\s*[年년/.-]\s*(\d{1,2})\s*[月월/.-]\s*(\d{1,2})")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_POINTS = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SLASHES = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


def written_date(text: str) -> dt.date | None:
    """The day in a text; "3/4/2026" can be March or April and is not guessed."""
    text = text[:300].casefold()
    if found := _ASIAN.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    for found in _DAY_FIRST.finditer(text):
        if month := month_named(found[2]):
            return _day(int(found[3]), month, int(found[1]))
    for found in _MONTH_FIRST.finditer(text):
        if month := month_named(found[1]):
            return _day(int(found[3]), month, int(found[2]))
    if found := _POINTS.search(text):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if found := _SLASHES.search(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12 or second > 12 or first == second:
            return _day(year, min(first, second), max(first, second))
    return None


def month_named(name: str) -> int | None:
    """The number of a month by its name in lower case, in the languages that are known here."""
    return _NUMBER_OF.get(name[:4]) or _NUMBER_OF.get(name[:3])


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
