"""The seller performance report (GET_V2_SELLER_PERFORMANCE_REPORT, JSON): one ``Health`` a store.

Amazon's own example contradicts its schema, so every name has aliases, every figure is checked against the
others, and what is impossible becomes a warning. Nothing here raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from diagnose.intake.loose import count, day, mapping, number, part, sequence, text
from diagnose.intake.marketplaces import marketplace_code
from diagnose.intake.metric_checks import account_status, impossible, rating_is_over
from diagnose.intake.metric_names import MetricNames
from diagnose.intake.tables import squashed
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import MetricKind
from facts_schema import Health, Metric

_ROOT = ("accountStatuses", "performanceMetrics")
_CHANNELS = ("mfn", "afn")
_WARNING_STATES = ("warningStates", "warningState")
_ASIDE = frozenset({"marketplaceid", *map(squashed, _WARNING_STATES)})
_CONDITIONS = {"LESSTHAN": "LESS_THAN", "GREATERTHAN": "GREATER_THAN", "EQUALS": "EQUALS"}
_FINE = frozenset({"GOOD", "NONE", ""})


def is_health_report(data: object) -> bool:
    """Whether this JSON is a seller performance report."""
    return isinstance(data, dict) and any(part(data, name) is not None for name in _ROOT)


def read_health_report(data: object, source: str, knowledge: KnowledgeBase) -> tuple[list[Health], list[str]]:
    """Every store of the report, and what is odd in it."""
    reading = _Reading(source, knowledge, MetricNames(knowledge))
    statuses = {
        store: status for store, status in map(reading.status, sequence(part(data, _ROOT[0]))) if store
    }
    metrics = sequence(part(data, _ROOT[1]))
    blocks = {reading.store(block): mapping(block) for block in metrics if isinstance(block, dict)}
    if len(blocks) < len(metrics):
        reading.warn(
            "", "an entry of performanceMetrics is no object or repeats a marketplace; it was left out"
        )
    stores = [*statuses, *(store for store in blocks if store not in statuses)]
    return [
        reading.health(store, statuses.get(store), blocks.get(store, {})) for store in stores
    ], reading.warnings


@dataclass
class _Reading:
    """One report while it is read."""

    source: str
    knowledge: KnowledgeBase
    names: MetricNames
    warnings: list[str] = field(default_factory=list)

    def warn(self, place: str, what: str) -> None:
        """Note something odd."""
        self.warnings.append(f"{self.source}: {place}: {what}." if place else f"{self.source}: {what}.")

    def store(self, block: object) -> str:
        """The code of a block's store; an id that is not known stays as it is."""
        written = text(part(block, "marketplaceId"))
        code = marketplace_code(written, self.knowledge)
        if code is None:
            self.warn(
                "",
                f'the marketplace id "{written}" is not known' if written else "a marketplace id is missing",
            )
        return code or written

    def status(self, block: object) -> tuple[str, Any]:
        """The store and the account's state in it."""
        store, written = self.store(block), text(part(block, "status"))
        state = account_status(written)
        if state is None:
            self.warn(store, f'the account status "{written}" is not known')
        return store, state

    def health(self, store: str, status: Any, block: Mapping[str, Any]) -> Health:
        """Everything the report says of one store."""
        rating = mapping(part(block, "accountHealthRating"))
        words = text(part(rating, "ahrStatus", "accountHealthRatingStatus", "status"))
        warnings = _warning_states(block)
        return Health(
            marketplace=store or None,
            status=status,
            rating=words or None,
            rating_score=count(part(rating, "ahrScore")),
            warnings=warnings or (),
            metrics=self._metrics(store, block, warnings),
        )

    def _metrics(
        self, store: str, block: Mapping[str, Any], warnings: tuple[str, ...] | None
    ) -> dict[str, Metric]:
        kind = self.names.of_report_key(_WARNING_STATES[0])
        found = {kind.id: self._counted(len(warnings))} if kind and warnings is not None else {}
        for key, kind, value in self._blocks(store, block):
            metric = self._metric(f"{store} {key}", kind, value)
            if metric.value is None and metric.count is None and metric.status is None:
                continue
            known = found.get(kind.id)
            if known is None or (rating_is_over(metric) and not rating_is_over(known)):
                found[kind.id] = metric
        return dict(sorted(found.items()))

    def _blocks(
        self, store: str, block: Mapping[str, Any]
    ) -> Iterator[tuple[str, MetricKind, dict[str, Any]]]:
        """Key, metric and figures of everything in a store's block; channels and windows are taken apart."""
        for key, value in block.items():
            if squashed(key) in _ASIDE:
                continue
            for place, item in _parts(key, value):
                kind = self.names.of_report_key(place) or self.names.of_report_key(key.removesuffix("List"))
                if kind is None:
                    self.warn(f"{store} {place}", "this metric is not known and was not used")
                elif isinstance(item, dict):
                    self._warn_of_channel(f"{store} {place}", item)
                    yield place, kind, item
                else:
                    self.warn(f"{store} {place}", "an object was expected; it was not used")

    def _counted(self, number: int) -> Metric:
        return Metric(value=number, count=number, source=self.source)

    def _metric(self, place: str, kind: MetricKind, block: dict[str, Any]) -> Metric:
        dates = mapping(part(block, "reportingDateRange"))
        counted, out_of = _count(block, kind.count_keys), _count(block, kind.out_of_keys)
        stated = number(part(block, "rate"))
        metric = Metric(
            value=float(counted) if kind.unit == "count" and counted is not None else stated,
            target=number(part(block, "targetValue")),
            condition=_CONDITIONS.get(squashed(text(part(block, "targetCondition"))).upper()),
            status=text(part(block, "status")).upper() or None,
            count=counted,
            out_of=out_of,
            parts=_part_counts(block, kind),
            since=day(part(dates, "reportingDateFrom")),
            until=day(part(dates, "reportingDateTo")),
            source=self.source,
        )
        metric, odd = impossible(kind, metric)
        for what in odd:
            self.warn(place, what)
        self._warn_of_range(place, block)
        return metric

    def _warn_of_range(self, place: str, block: dict[str, Any]) -> None:
        dates = mapping(part(block, "reportingDateRange"))
        begins, ends = text(part(dates, "reportingDateFrom")), text(part(dates, "reportingDateTo"))
        if begins and ends and begins > ends:
            self.warn(place, f"the period starts ({begins}) after it ends ({ends})")

    def _warn_of_channel(self, place: str, block: dict[str, Any]) -> None:
        channel, labelled = place.rpartition(".")[2], text(part(block, "fulfillmentType")).lower()
        if channel in _CHANNELS and labelled and labelled != channel:
            self.warn(place, f'the block is labelled "{labelled}"; it was read as {channel}, where it stands')


def _parts(key: str, value: object) -> list[tuple[str, object]]:
    """The channels of a metric that is split by who fulfils, the items of a list, or the value itself."""
    if isinstance(value, list):
        return [(key, item) for item in value]
    channels = [(f"{key}.{name}", part(value, name)) for name in _CHANNELS]
    split = [(place, item) for place, item in channels if item is not None]
    return split or [(key, value)]


def _warning_states(block: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The kinds of warnings that stand against the account; nothing if the report does not speak of any."""
    written = part(block, *_WARNING_STATES)
    if written is None:
        return None
    bad = [state for state in sequence(written) if text(part(state, "status")).upper() not in _FINE]
    return tuple(dict.fromkeys(name for state in bad if (name := text(part(state, "warningType")))))


def _count(block: dict[str, Any], keys: tuple[str, ...]) -> int | None:
    """A count, given as a number or as an object that holds one."""
    value = part(block, *keys)
    return count(part(value, "count") if isinstance(value, dict) else value)


def _part_counts(block: dict[str, Any], kind: MetricKind) -> dict[str, int]:
    found = {name: _count(block, (key,)) for key, name in reversed(kind.part_keys.items())}
    return dict(sorted((name, number) for name, number in found.items() if number is not None))
