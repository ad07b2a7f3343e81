"""A question as it is asked: its possible replies, each with the facts that it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from diagnose.knowledge.models import Question, Threshold


@dataclass(frozen=True)
class Option:
    """A possible reply: what is typed, what it says, and the facts it tells."""

    reply: str
    says: str
    tells: Mapping[str, bool]


@dataclass(frozen=True)
class Ask:
    """The question to ask next.

    ``listings`` are those it is about (none for the account); ``matters_to`` are the ids of the grounds and
    root causes that its replies bear on. Of a choice several options may be given, joined by commas.
    ``gain`` is the change of the result to be expected from asking, between 0 and about 1.
    """

    question: str
    asks: str
    why: str
    help: str
    kind: Literal["yes-no", "choice", "number", "date"]
    effort: Literal["known", "look-up", "delicate"]
    options: tuple[Option, ...]
    listings: tuple[str, ...] = ()
    matters_to: tuple[str, ...] = ()
    gain: float = 0.0


def options_of(question: Question, as_of: dt.date | None) -> tuple[Option, ...]:
    """Every kind of reply but "unknown"; numbers and dates by the spans that their thresholds make.

    Of a date nothing can be told without the day of the case: then there are none.
    """
    if question.kind == "choice":
        return tuple(Option(choice.id, choice.says, choice.tells) for choice in question.choices)
    if question.kind == "yes-no":
        assert question.fact is not None
        return (Option("yes", "Yes", {question.fact: True}), Option("no", "No", {question.fact: False}))
    cuts = sorted({cut for item in question.thresholds for cut in (item.at_least, item.below) if cut})
    spans = tuple(zip([None, *cuts], [*cuts, None], strict=True))
    if question.kind == "number":
        return tuple(_number(question.thresholds, low, high) for low, high in spans)
    return tuple(_date(question.thresholds, low, high, as_of) for low, high in spans) if as_of else ()


def _number(thresholds: tuple[Threshold, ...], low: float | None, high: float | None) -> Option:
    inside = _inside(low, high)
    return Option(f"{inside:g}", _span(low, high), {item.fact: item.reached(inside) for item in thresholds})


def _date(thresholds: tuple[Threshold, ...], low: float | None, high: float | None, as_of: dt.date) -> Option:
    days = _inside(low, high)
    day = as_of - dt.timedelta(days=days)
    says = f"{_span(low, high)} days before {as_of}"
    return Option(day.isoformat(), says, {item.fact: item.reached(days) for item in thresholds})


def _inside(low: float | None, high: float | None) -> float:
    return low if low is not None else (high or 1) - 1


def _span(low: float | None, high: float | None) -> str:
    if low is None:
        return f"less than {high:g}"
    return f"{low:g} or more" if high is None else f"{low:g} to less than {high:g}"
