"""Days on a paper. "03/04/2026" has two readings, and both are kept: a paper fails only if both do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from diagnose.intake.written_dates import month_named
from diagnose.papers.folded import folded

_SLASHED = re.compile(r"(\d{1,2}) ?[/-] ?(\d{1,2}) ?[/-]")
_EARLIEST, _LATEST = 1990, 2100
_YEAR, _ANY_YEAR, _MONTH = r"(?:19|20)\d\d", r"(?:19|20)\d\d|\d\d", r"[^\W\d_]{3,10}"
_PATTERN = re.compile(
    rf"(?<![\d./-])(?P<iso>(?P<y1>{_YEAR}) ?[-/.年] ?(?P<m1>\d{{1,2}}) ?[-/.月] ?(?P<d1>\d{{1,2}})日?)"
    r"(?![\d/-])"
    r"|(?<![\d./-])(?P<dmy>(?P<a>\d{1,2}) ?[./-] ?(?P<b>\d{1,2}) ?(?P<sep>[./-]) ?"
    rf"(?P<y2>{_ANY_YEAR}))(?![\d/-]|\.\d)"
    r"|(?<![\d.])(?P<named>(?P<d3>\d{1,2})(?:st|nd|rd|th|er|\.|º|o)?[ -]?(?:of |de )?"
    rf"(?P<mon3>{_MONTH})\.?,?[ -]?(?:de )?(?P<y3>{_ANY_YEAR}))(?!\d)"
    rf"|(?<![^\W\d_])(?P<first>(?P<mon4>{_MONTH})\.? ?(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,? ?"
    rf"(?P<y4>{_YEAR}))(?!\d)"
)


@dataclass(frozen=True)
class Dated:
    """A day as it is written, with every reading of it."""

    text: str
    start: int
    end: int
    readings: tuple[dt.date, ...]

    @property
    def order(self) -> tuple[int, int]:
        """The first two numbers of a day written with slashes or hyphens; noughts for every other."""
        found = _SLASHED.match(self.text)
        return (int(found[1]), int(found[2])) if found else (0, 0)

    def day_first(self) -> Dated:
        """Only the reading in which the day comes first."""
        return replace(self, readings=tuple(one for one in self.readings if one.day == self.order[0]))

    def month_first(self) -> Dated:
        """Only the reading in which the month comes first."""
        return replace(self, readings=tuple(one for one in self.readings if one.month == self.order[0]))


def dates_in(text: str) -> list[Dated]:
    """The days in a text, from left to right.

    >>> [day.isoformat() for day in dates_in("Date: 03/04/2026")[0].readings]
    ['2026-03-04', '2026-04-03']
    """
    plain = folded(text)
    return [
        Dated(found[0], found.start(), found.end(), readings)
        for found in _PATTERN.finditer(plain)
        if (readings := tuple(sorted(set(_readings(found)))))
    ]


def _readings(found: re.Match[str]) -> Iterator[dt.date]:
    if found["iso"]:
        yield from _day(found["y1"], found["m1"], found["d1"])
    elif found["dmy"]:
        yield from _day(found["y2"], found["b"], found["a"])
        if found["sep"] != ".":
            yield from _day(found["y2"], found["a"], found["b"])
    else:
        day, month, year = (found["d3"], found["mon3"], found["y3"]) if found["named"] else (
            found["d4"], found["mon4"], found["y4"])  # fmt: skip
        number = month_named(month)
        if number:
            yield from _day(year, str(number), day)


def _day(year: str, month: str, day: str) -> Iterator[dt.date]:
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        made = dt.date(full, int(month), int(day))
    except ValueError:
        return
    if _EARLIEST <= made.year <= _LATEST:
        yield made


def file_day(text: str) -> dt.datetime | None:
    """The moment in a file's own data, without its zone, such as "D:20261122082825+00'00'"."""
    digits = re.sub(r"\D", "", text.split("+")[0])[:14].ljust(14, "0")
    try:
        return dt.datetime.strptime(digits, "%Y%m%d%H%M%S")
    except ValueError:
        return None
