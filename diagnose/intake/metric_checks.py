"""What cannot be true of a metric: figures that contradict each other."""

from __future__ import annotations

import math
from typing import Literal

from diagnose.knowledge.models import MetricKind
from facts_schema import Metric

_STATES: dict[str, Literal["NORMAL", "AT_RISK", "DEACTIVATED"]] = {
    "NORMAL": "NORMAL",
    "AT_RISK": "AT_RISK",
    "DEACTIVATED": "DEACTIVATED",
    "SUSPENDED": "DEACTIVATED",
}
_STATUSES = frozenset({"GOOD", "BAD", "NONE"})
_ROUNDING = 0.0006


def account_status(written: str) -> Literal["NORMAL", "AT_RISK", "DEACTIVATED"] | None:
    """The account's state; Amazon's example calls a deactivated account suspended."""
    return _STATES.get(written.strip().upper().replace(" ", "_").replace("-", "_"))


def rating_is_over(metric: Metric) -> bool:
    """Whether a metric misses its own target."""
    return _meets_target(metric) is False


def impossible(kind: MetricKind, metric: Metric) -> tuple[Metric, list[str]]:
    """The metric with its rate worked out where it was missing, and everything that contradicts itself."""
    implied = _implied(metric) if kind.unit == "rate" else None
    if metric.value is None and implied is not None:
        metric = metric.model_copy(update={"value": implied})
    checks = (_about_counts(metric), _about_rate(kind, metric, implied), _about_status(metric))
    return metric, [what for found in checks for what in found]


def _implied(metric: Metric) -> float | None:
    return metric.count / metric.out_of if metric.count is not None and metric.out_of else None


def _about_counts(metric: Metric) -> list[str]:
    odd = []
    if metric.count is not None and metric.out_of is not None and metric.count > metric.out_of:
        odd.append(f"{metric.count:,} is more than the {metric.out_of:,} it is counted among")
    whole = metric.count if metric.count is not None else math.inf
    odd += [
        f"{name} ({number:,}) is more than all {whole:,}"
        for name, number in metric.parts.items()
        if number > whole
    ]
    return odd


def _about_rate(kind: MetricKind, metric: Metric, implied: float | None) -> list[str]:
    if kind.unit != "rate" or metric.value is None:
        return []
    if not 0 <= metric.value <= 1:
        return [f"a rate of {metric.value:g} is impossible; a fraction between 0 and 1 was expected"]
    if implied is None or implied > 1 or abs(implied - metric.value) <= _ROUNDING:
        return []
    figures = f"{metric.count:,} of {metric.out_of:,}"
    return [f"the rate {metric.value:.4g} does not follow from {figures}, which is {implied:.4g}"]


def _about_status(metric: Metric) -> list[str]:
    if metric.status is None:
        return []
    if metric.status not in _STATUSES:
        return [f'the status "{metric.status}" is not known']
    meets = _meets_target(metric)
    if meets is None or metric.status == "NONE" or meets == (metric.status == "GOOD"):
        return []
    said = "meets" if meets else "misses"
    return [
        f"the status is {metric.status}, although {metric.value:.4g} {said} the target {metric.target:.4g}"
    ]


def _meets_target(metric: Metric) -> bool | None:
    if metric.value is None or metric.target is None or metric.condition is None:
        return None
    return {
        "LESS_THAN": metric.value < metric.target,
        "GREATER_THAN": metric.value > metric.target,
        "EQUALS": metric.value == metric.target,
    }[metric.condition]
