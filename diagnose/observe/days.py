"""On which day a span of time ends."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

Unit = Literal["business-days", "hours", "days", "weeks", "months"]
_DAYS = {"hours": 1 / 24, "days": 1, "weeks": 7}


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
