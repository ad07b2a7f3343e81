"""The days to keep: every clock that runs in a case, on the tracks of account, funds and stock."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime

from facts_schema.base import Value
from facts_schema.observation import Quote


class DueDate(Value):
    """A clock with the day it falls on.

    ``kind`` says what the day is: to act ``by``, ``not-before`` which to act, ``until`` which something
    lasts, or by which an answer of Amazon is ``expected``. ``falls_on`` is that day in the seller's time
    zone, and ``None`` where the start is not known;
    ``moment`` is exact where hours are counted from a known moment. ``passed`` is judged on the day of the
    case, and ``None`` where either day is not known. ``confidence``: ``notice`` for its own words, A for an
    official page, B for notices, C for third parties, D for practice.
    """

    id: str
    title: str
    kind: Literal["by", "not-before", "until", "expected"] = "by"
    track: Literal["account", "funds", "stock"]
    counts_from: Literal["notice", "first-notice", "submission", "refusal"]
    starts: dt.date | None = None
    amount: int
    unit: Literal["hours", "days", "business-days", "weeks", "months"]
    falls_on: dt.date | None = None
    moment: AwareDatetime | None = None
    passed: bool | None = None
    do: str = ""
    quote: Quote | None = None
    confidence: Literal["notice", "A", "B", "C", "D"]
    sources: tuple[str, ...] = ()
    verified: dt.date | None = None
