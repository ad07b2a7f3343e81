"""The days to keep: every clock that runs in a case, on the tracks of account, funds and stock."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime

from facts_schema.base import Value
from facts_schema.observation import Quote


class DueDate(Value):
    """A clock with the day it falls on.

    ``falls_on`` is the last day, in the seller's time zone, and ``None`` where the start is not known;
    ``moment`` is exact where hours are counted from a known moment. ``passed`` is judged on the day of the
    case, and ``None`` where either day is not known. ``confidence``: ``notice`` for its own words, A for an
    official page, B for notices, C for third parties, D for practice.
    """

    id: str
    title: str
    track: Literal["account", "funds", "stock"]
    counts_from: Literal["notice", "first-notice", "submission"]
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
