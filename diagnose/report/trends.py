"""Figures of several dates: where each is heading, and when it would reach its limit at this pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import MetricKind
from diagnose.report.blocks import Block, Table
from diagnose.report.words import day, joined, measured
from facts_schema import Health, Metric

STEADY = 0.05
"""A change of less than this share of the limit is none."""
READINGS_SHOWN = 6
WORSE = "getting worse"
AHEAD = dt.timedelta(days=90)
"""Beyond this nobody can say."""
HEAD = ("Figure", "Readings", "Trend", "At this pace")


@dataclass(frozen=True)
class Trend:
    """A figure with its readings, oldest first, and the day on which a straight line meets the limit."""

    title: str
    unit: str
    readings: tuple[tuple[dt.date, float], ...]
    worse: bool
    steady: bool
    breached: bool
    meets_limit: dt.date | None


def trends(
    stores: Iterable[Health], limits: Mapping[tuple[str, float | None], float], knowledge: KnowledgeBase
) -> list[Block]:
    """A table of the figures that several reports tell; nothing where each is told once."""
    rows = tuple(_row(trend) for trend in trends_of(stores, limits, knowledge))
    return [Table("How the figures moved", HEAD, rows)] if rows else []


def trends_of(
    stores: Iterable[Health], limits: Mapping[tuple[str, float | None], float], knowledge: KnowledgeBase
) -> list[Trend]:
    """Every figure with a limit that was read on two days or more; those that get worse first."""
    found = [
        trend
        for store in stores
        for name, metric in store.metrics.items()
        if (trend := _trend(metric, limits.get((name, metric.value)), knowledge.metrics.get(name)))
    ]
    return sorted(found, key=lambda trend: (trend.steady or not trend.worse, trend.title))


def _trend(metric: Metric, judged_by: float | None, kind: MetricKind | None) -> Trend | None:
    limit = metric.target if metric.target is not None else judged_by
    if kind is None or limit is None or metric.value is None or not metric.until or not metric.earlier:
        return None
    readings = (*((item.until, item.value) for item in metric.earlier), (metric.until, metric.value))
    (before, then), (now, value) = readings[-2:]
    change = value - then
    worse = change < 0 if kind.good == "above" else change > 0
    breached = (
        value < limit if kind.good == "above" else value > limit if kind.good == "zero" else value >= limit
    )
    steady = abs(change) < STEADY * abs(limit) if limit else change == 0
    meets = None
    if worse and not steady and not breached:
        meets = now + dt.timedelta(days=round((limit - value) / change * (now - before).days))
    ahead = meets if meets and meets - now <= AHEAD else None
    return Trend(kind.title, kind.unit, readings, worse, steady, breached, ahead)


def _row(trend: Trend) -> tuple[str, str, str, str]:
    shown = trend.readings[-READINGS_SHOWN:]
    readings = joined((f"{measured(value, trend.unit)} ({day(date)})" for date, value in shown), "; ")
    word = "steady" if trend.steady else WORSE if trend.worse else "getting better"
    if trend.meets_limit:
        pace = f"reaches its limit about {day(trend.meets_limit)}"
    else:
        pace = "breached already" if trend.breached else "stays within its limit"
    return trend.title, readings, word, pace
