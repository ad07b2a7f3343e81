"""Several parts that speak of one thing become one; where they contradict each other, a warning says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from diagnose.intake.notifications import StateChange
from facts_schema import Case, Health, Metric, Reading

Item = TypeVar("Item")
Warn = Callable[[str], None]

_ONE_OF = ("id", "marketplace", "seller", "as_of", "time_zone")
_TEXT_FIELDS = ("status", "previous_status", "rating", "rating_score")


def once(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items without repeats, in their order."""
    out: list[Item] = []
    for item in items:
        if item not in out:
            out.append(item)
    return tuple(out)


def one_of_each(documents: Sequence[Case], warn: Warn) -> dict[str, Any]:
    """What a case has only once: the first document that gives it wins."""
    return {
        name: _first(name, documents, warn) for name in _ONE_OF if any(_given(d, name) for d in documents)
    }


def _given(document: Case, name: str) -> bool:
    return bool(getattr(document, name) != Case.model_fields[name].default)


def _first(name: str, documents: Sequence[Case], warn: Warn) -> Any:
    values = once(getattr(document, name) for document in documents if _given(document, name))
    if len(values) > 1:
        warn(f"The case documents differ in {name}: {_shown(values[0])} is used, not {_shown(values[1])}.")
    return values[0]


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, (str, dt.date)) else "the first"


def replies(name: str, documents: Sequence[Case], warn: Warn) -> dict[str, Any]:
    """Answers or corrections of all documents; of two replies to one thing the first stays."""
    out: dict[str, Any] = {}
    for document in documents:
        for key, value in getattr(document, name).items():
            if key in out and out[key] != value:
                warn(f'The case documents differ in {name}: {out[key]!r} is used for "{key}", not {value!r}.')
            out.setdefault(key, value)
    return dict(sorted(out.items()))


def stores(
    health: Sequence[Health], changes: Sequence[StateChange], marketplace: str | None, warn: Warn
) -> tuple[Health, ...]:
    """One ``Health`` a store, newest figures first; parts without a store belong to the only one there is."""
    newest_first = sorted(health, key=lambda part: _newest(part).toordinal(), reverse=True)
    latest = sorted(changes, key=lambda change: change.when, reverse=True)[:1]
    parts = [*newest_first, *(change.health for change in latest)]
    home = marketplace or _only(part.marketplace for part in parts)
    by_store: dict[str | None, list[Health]] = {}
    for part in parts:
        by_store.setdefault(part.marketplace or home, []).append(part)
    ordered = sorted(by_store.items(), key=lambda item: item[0] or "")
    return tuple(_joined(store, same, warn) for store, same in ordered)


def _newest(health: Health) -> dt.date:
    return max((metric.until for metric in health.metrics.values() if metric.until), default=dt.date.min)


def _only(names: Iterable[str | None]) -> str | None:
    known = {name for name in names if name}
    return known.pop() if len(known) == 1 else None


def _joined(store: str | None, parts: Sequence[Health], warn: Warn) -> Health:
    if len(parts) == 1:
        return parts[0].model_copy(update={"marketplace": store})
    fields = {name: _agreed(name, store, parts, warn) for name in _TEXT_FIELDS}
    warnings = once(warning for part in parts for warning in part.warnings)
    metrics: dict[str, Metric] = {}
    for part in parts:
        for name, metric in part.metrics.items():
            _warn_of_difference(name, metrics.setdefault(name, metric), metric, warn)
            metrics[name] = _with_earlier(metrics[name], metric)
    return Health(marketplace=store, warnings=warnings, metrics=dict(sorted(metrics.items())), **fields)


def _agreed(name: str, store: str | None, parts: Sequence[Health], warn: Warn) -> Any:
    values = once(value for part in parts if (value := getattr(part, name)) is not None)
    newest = max(map(_newest, parts))
    current = [part for part in parts if _newest(part) in (newest, dt.date.min)]
    if len(once(value for part in current if (value := getattr(part, name)) is not None)) > 1:
        place = f" of {store}" if store else ""
        warn(f'The inputs differ in the account\'s {name}{place}: "{values[0]}" is used, not "{values[1]}".')
    return values[0] if values else None


def _with_earlier(newest: Metric, other: Metric) -> Metric:
    """The newest figure with what an older report said, for a trend."""
    readings = {item.until: item for item in (*other.earlier, *newest.earlier)}
    if other.until and other.value is not None:
        readings[other.until] = Reading(until=other.until, value=other.value, source=other.source)
    older = sorted(day for day in readings if newest.until and day < newest.until)
    return newest.model_copy(update={"earlier": tuple(readings[day] for day in older)})


def _warn_of_difference(name: str, used: Metric, other: Metric, warn: Warn) -> None:
    same_time = used.until == other.until or other.until is None
    if same_time and used.value != other.value and other.value is not None:
        both = f"{_figure(used.value)} is used, not {_figure(other.value)}"
        warn(f"The inputs differ in {name}: {both} ({other.source or 'case document'}).")


def _figure(value: float | None) -> str:
    return "nothing" if value is None else f"{value:.6g}"


def combined(name: str, documents: Sequence[Case]) -> tuple[Any, ...]:
    """A list of all documents together, without repeats."""
    return once(item for document in documents for item in getattr(document, name))


def with_source(items: Sequence[Any], source: str) -> tuple[Any, ...]:
    """Rows or notices of a document that do not say where they are from are from the document."""
    return tuple(item if item.source else item.model_copy(update={"source": source}) for item in items)


def sum_counts(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts by name, added up."""
    total: dict[str, int] = {}
    for part in counts:
        for name, number in part.items():
            total[name] = total.get(name, 0) + number
    return dict(sorted(total.items()))
