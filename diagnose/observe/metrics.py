"""Metrics against limits: the report's own target first, else the dated limit of the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FactKind, Limit, Measure, MetricKind
from facts_schema import BUILT_IN, Answer, Health, Metric, Observation

LIMIT = "limit "
"""How ``limit_from`` begins where a limit of the knowledge judged, and not the report's own target."""
_NEAR = 0.2
_WORST_FIRST = {"DEACTIVATED": 0, "AT_RISK": 1, None: 2, "NORMAL": 3}


def store_concerned(health: tuple[Health, ...], marketplace: str | None) -> Health | None:
    """The store whose figures vote: the one named, else the worst among those with figures."""
    if marketplace:
        return next((store for store in health if store.marketplace == marketplace), None) or next(
            (store for store in health if store.marketplace is None), None
        )
    return min(
        health,
        key=lambda store: (not store.metrics, _WORST_FIRST.get(store.status, 2), store.marketplace or ""),
        default=None,
    )


def limit_for(
    knowledge: KnowledgeBase, limit: str, marketplace: str | None, as_of: dt.date | None
) -> Limit | None:
    """The limit that held in a store on a day; a store's own limit before the general one."""
    held = [
        item
        for item in knowledge.limits
        if item.id == limit
        and (not item.stores or marketplace in item.stores)
        and (as_of is None or item.since is None or item.since <= as_of)
        and (item.until is None or (as_of is not None and as_of <= item.until))
    ]
    return max(held, key=lambda item: (bool(item.stores), item.since or dt.date.min), default=None)


@dataclass(frozen=True)
class _Judge:
    """A metric with the limit it is held against."""

    kind: MetricKind
    metric: Metric
    limit: float | None
    limit_from: str
    pack: str = BUILT_IN

    @property
    def value(self) -> float | None:
        if self.metric.value is not None:
            return self.metric.value
        if self.kind.unit == "rate" and self.metric.count is not None and self.metric.out_of:
            return self.metric.count / self.metric.out_of
        return self.metric.count

    @property
    def below_is_good(self) -> bool:
        condition = self.metric.condition
        return condition != "GREATER_THAN" if condition else self.kind.good != "above"

    @property
    def violated(self) -> bool | None:
        if self.value is None or self.limit is None:
            return None
        if self.metric.condition == "EQUALS" or self.kind.good == "zero":
            return self.value > self.limit
        return self.value >= self.limit if self.below_is_good else self.value < self.limit

    @property
    def breached(self) -> bool | None:
        """Yes if the report says BAD or the rate violates its target; NONE and no figures are no evidence."""
        status = (self.metric.status or "").upper()
        if status == "BAD" or (self.violated and status != "NONE"):
            return True
        if status == "NONE" or (not status and self.violated is None):
            return None
        return False

    @property
    def near(self) -> bool | None:
        if self.value is None or not self.limit or self.breached is None:
            return None
        edge = self.limit * (1 - _NEAR) if self.below_is_good else self.limit + (1 - self.limit) * _NEAR
        return not self.breached and (self.value >= edge if self.below_is_good else self.value < edge)

    def leads(self, part: str) -> bool | None:
        parts = self.metric.parts
        if part not in parts or not sum(parts.values()):
            return None
        return parts[part] == max(parts.values()) and parts[part] * 2 > sum(parts.values())

    def answer(self, measure: Measure) -> bool | None:
        if measure.test == "leads":
            return self.leads(measure.part or "")
        if measure.test == "any":
            count = self.metric.count if self.metric.count is not None else self.metric.value
            return None if count is None else count > 0
        return self.breached if measure.test == "breached" else self.near


def _judge(knowledge: KnowledgeBase, store: Health, name: str, as_of: dt.date | None) -> _Judge | None:
    metric, kind = store.metrics.get(name), knowledge.metrics.get(name)
    if metric is None or kind is None:
        return None
    if metric.target is not None:
        return _Judge(kind, metric, metric.target, "the report's own target")
    limit = limit_for(knowledge, kind.limit, store.marketplace, as_of or metric.until) if kind.limit else None
    if limit is None:
        return _Judge(kind, metric, 0.0 if kind.good == "zero" else None, "")
    return _Judge(kind, metric, limit.value, LIMIT + limit.id, limit.pack)


def observe_health(
    knowledge: KnowledgeBase, store: Health, marketplace: str | None, as_of: dt.date | None
) -> tuple[Observation, ...]:
    """What the figures of one store say about every fact that is measured.

    Figures that name no store are those of the case's ``marketplace``.
    """
    store = store.model_copy(update={"marketplace": store.marketplace or marketplace})
    seen = []
    for fact in knowledge.facts.values():
        for measure in fact.measured:
            observation = _measured(knowledge, store, fact, measure, as_of)
            if observation:
                seen.append(observation)
    return tuple(seen)


def _measured(
    knowledge: KnowledgeBase, store: Health, fact: FactKind, measure: Measure, as_of: dt.date | None
) -> Observation | None:
    if measure.test == "state":
        return _state(store, fact, measure)
    judge = _judge(knowledge, store, measure.metric or "", as_of)
    answer = judge.answer(measure) if judge else None
    if judge is None or answer is None:
        return None
    return Observation(
        fact=fact.id,
        answer="yes" if answer else "no",
        grade="report",
        origin="metric",
        says=_says(judge, measure),
        source=judge.metric.source,
        count=judge.metric.count,
        value=judge.value,
        limit=judge.limit,
        limit_from=judge.limit_from,
        pack=judge.pack if judge.pack != BUILT_IN else fact.pack,
        grounds_on=(judge.kind.id,),
    )


def _state(store: Health, fact: FactKind, measure: Measure) -> Observation | None:
    if store.status is None:
        return None
    answer: Answer = "yes" if store.status == measure.state else "no"
    where = f" in {store.marketplace}" if store.marketplace else ""
    return Observation(
        fact=fact.id,
        answer=answer,
        grade="report",
        origin="metric",
        says=f"The account's state{where} is {store.status}.",
    )


def figure(value: float | None, unit: str) -> str:
    """A figure as a person writes it: a rate in percent, a count as a whole number."""
    if value is None:
        return "not given"
    return f"{round(value * 100, 2):g} %" if unit == "rate" else f"{value:g}"


def _says(judge: _Judge, measure: Measure) -> str:
    title, unit = judge.kind.title, judge.kind.unit
    if measure.test == "leads":
        parts = ", ".join(f"{name} {count}" for name, count in sorted(judge.metric.parts.items()))
        return f"{title}: {parts}."
    of = (
        f" ({judge.metric.count} of {judge.metric.out_of})"
        if judge.metric.count is not None and judge.metric.out_of
        else ""
    )
    against = f" against {figure(judge.limit, unit)} ({judge.limit_from})" if judge.limit_from else ""
    return f"{title}: {figure(judge.value, unit)}{of}{against}."
