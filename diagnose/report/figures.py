"""The figures of a case as charts: metrics against their limits, returns by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from diagnose.knowledge import KnowledgeBase
from diagnose.report.blocks import Block, Gauge, Heading, Paragraph, Tally
from diagnose.report.trends import trends
from diagnose.report.words import day, joined, measured, spoken
from facts_schema import Case, Diagnosis, Health, Metric

REASONS_SHOWN = 8
SIDES: dict[str, Literal["below", "above", "zero"]] = {
    "LESS_THAN": "below",
    "GREATER_THAN": "above",
    "EQUALS": "zero",
}


def figures(diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase) -> list[Block]:
    """Every measured figure of the store concerned that has a limit, then the returns."""
    stores = [store for store in case.health if store.marketplace in (None, diagnosis.marketplace)]
    limits = _limits(diagnosis)
    gauges = [gauge for store in stores for gauge in _gauges(store, limits, knowledge)]
    gauges.sort(key=lambda gauge: (not gauge.breached, gauge.title))
    returned = _returned(case)
    if not gauges and not returned:
        return []
    rating = [Paragraph(f"Account Health Rating: {score}.") for score in _scores(stores)]
    return [Heading("The figures"), *rating, *gauges, *trends(stores, limits, knowledge), *returned]


def _scores(stores: list[Health]) -> list[int]:
    return [store.rating_score for store in stores if store.rating_score is not None]


def _limits(diagnosis: Diagnosis) -> dict[tuple[str, float | None], float]:
    """What each figure was judged by, by metric and value."""
    return {
        (metric, seen.value): seen.limit
        for seen in diagnosis.observations
        if seen.origin == "metric" and seen.limit is not None
        for metric in seen.grounds_on
    }


def _gauges(
    store: Health, limits: dict[tuple[str, float | None], float], knowledge: KnowledgeBase
) -> Iterator[Gauge]:
    for name, metric in store.metrics.items():
        limit = metric.target if metric.target is not None else limits.get((name, metric.value))
        if metric.value is not None and limit is not None and name in knowledge.metrics:
            yield _gauge(name, metric, metric.value, limit, knowledge)


def _gauge(name: str, metric: Metric, value: float, limit: float, knowledge: KnowledgeBase) -> Gauge:
    kind = knowledge.metrics[name]
    good = SIDES.get(metric.condition or "", kind.good)
    breached = value > limit if good == "zero" else value >= limit if good == "below" else value < limit
    counts = f"{metric.count:,} of {metric.out_of:,}" if metric.count is not None and metric.out_of else ""
    window = f"{day(metric.since)} to {day(metric.until)}" if metric.since and metric.until else ""
    more = joined([counts, window])
    said = f"{kind.title}: {measured(value, kind.unit)}, limit {measured(limit, kind.unit)}"
    return Gauge(kind.title, value, limit, breached, f"{said} ({more})" if more else said, good)


def _returned(case: Case) -> list[Block]:
    counted: Counter[str] = Counter()
    for row in case.returns:
        counted[row.reason] += row.quantity * row.rows
    named = [(spoken(reason.lower().replace("_", "-")), n) for reason, n in counted.items() if reason and n]
    named.sort(key=lambda item: (-item[1], item[0]))
    rest = sum(number for _, number in named[REASONS_SHOWN:])
    shown = [*named[:REASONS_SHOWN], *([("Other reasons", rest)] if rest else [])]
    return [Tally("Units returned, by reason", tuple(shown))] if shown else []
