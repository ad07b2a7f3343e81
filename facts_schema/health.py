"""The health of an account in one store: its state, its rating and its figures.

Rates are fractions (0.023 is 2.3 %).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from facts_schema.base import Value


def fraction(value: object) -> object:
    """Read "2.3%", "2.3 %" or 0.023 as the fraction 0.023; leave everything else to pydantic."""
    if isinstance(value, str) and value.strip().endswith("%"):
        number = value.strip().rstrip("%").strip().replace(",", ".")
        try:
            return float(number) / 100
        except ValueError:
            return value
    return value


Rate = Annotated[float, BeforeValidator(fraction)]


class Reading(Value):
    """What a figure was in an earlier report, which covers the time until that day."""

    until: dt.date
    value: Rate
    source: str = ""


class Metric(Value):
    """One figure of the account's health; a rate is a fraction, a count is a whole number.

    ``earlier`` holds what older reports said, oldest first.

    ``condition`` says what keeps the account in good standing, as in Amazon's report.
    """

    value: Rate | None = None
    target: Rate | None = None
    condition: Literal["LESS_THAN", "GREATER_THAN", "EQUALS"] | None = None
    status: str | None = None
    count: int | None = None
    out_of: int | None = None
    parts: dict[str, int] = Field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""
    earlier: tuple[Reading, ...] = ()


class Health(Value):
    """The account's health in one store: state, rating and metrics by metric id."""

    marketplace: str | None = None
    status: Literal["NORMAL", "AT_RISK", "DEACTIVATED"] | None = None
    previous_status: Literal["NORMAL", "AT_RISK", "DEACTIVATED"] | None = None
    rating: str | None = None
    rating_score: int | None = None
    warnings: tuple[str, ...] = ()
    metrics: dict[str, Metric] = Field(default_factory=dict)
