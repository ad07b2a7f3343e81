"""The case document: strict, because a misspelt field must be an error and never silence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from diagnose.intake.errors import InputError
from diagnose.intake.marketplaces import marketplace_code, marketplace_help, unknown_marketplace
from diagnose.intake.metric_names import MetricNames
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.problems import did_you_mean
from facts_schema import Case, Health, Metric

Place = tuple[object, ...]
LineOf = Callable[[Place], int]

FIELDS = frozenset(Case.model_fields) | {"notice"}
_TABLES = ("listings", "returns", "feedback", "orders")
_EXPECTED = "A case document was expected."


class _Problem(Exception):
    """One thing that is wrong in a document, and at which place."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(place, what)
        self.place, self.what = place, what


def read_document(
    data: Mapping[str, Any],
    knowledge: KnowledgeBase,
    *,
    source: str = "case document",
    line_of: LineOf = lambda place: 0,
) -> Case:
    """Check one case document; store codes and metric ids become those of the knowledge.

    Raises :class:`InputError` that names every problem; ``line_of`` tells the line of a place.
    """
    if not isinstance(data, Mapping):
        raise InputError(source, 0, "This is no case document.", "An object with fields was expected.", "")
    try:
        case = Case.model_validate(_tolerant(data))
    except ValidationError as error:
        raise _input_error(list(_schema_problems(error)), source, line_of) from error
    checks = (_unknown_stores, _unknown_metrics, _unknown_replies)
    problems = [problem for check in checks for problem in check(case, knowledge)]
    if problems:
        raise _input_error(problems, source, line_of)
    return _named_as_here(case, knowledge)


def looks_like_document(data: object) -> bool:
    """Whether a JSON or YAML value has, or nearly has, a field of a case document."""
    if not isinstance(data, Mapping):
        return False
    return any(key in FIELDS or did_you_mean(key, FIELDS) for key in data if isinstance(key, str))


def _tolerant(data: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers in rows where a text is due become text, and days in answers are written out."""
    out = dict(data)
    for name in _TABLES:
        if isinstance(out.get(name), list):
            model = get_args(Case.model_fields[name].annotation)[0]
            out[name] = [_texts_as_text(row, model) for row in out[name]]
    for name in ("answers", "corrections"):
        if isinstance(out.get(name), Mapping):
            out[name] = {key: str(v) if isinstance(v, dt.date) else v for key, v in out[name].items()}
    return out


def _texts_as_text(row: object, model: type[BaseModel]) -> object:
    if not isinstance(row, Mapping):
        return row
    texts = {name for name, field in model.model_fields.items() if field.annotation is str}
    return {key: str(v) if key in texts and type(v) in (int, dt.date) else v for key, v in row.items()}


def _schema_problems(error: ValidationError) -> Iterator[_Problem]:
    for found in error.errors(include_url=False):
        place = tuple(found["loc"])
        if place[0:1] in (("answers",), ("corrections",)) and len(place) > 1:
            place = place[:2]
            said = f'the reply to "{place[1]}" must be yes, no, a number, a date, a choice or null.'
            yield _Problem(place, said)
            continue
        yield _Problem(place, _said(found["type"], place, found["msg"], found["input"]))


def _said(kind: str, place: Place, message: str, given: object) -> str:
    name = _path(place)
    if kind == "extra_forbidden":
        return f'the field "{name}" is not known.{did_you_mean(str(place[-1]), _fields_beside(place))}'
    if kind == "missing":
        return f'the field "{name}" is missing.'
    shown = repr(given)
    shown = shown if len(shown) <= 40 else shown[:37] + "..."
    said = message.removeprefix("Value error, ")
    return f'the field "{name}" is {shown}: {said[:1].lower()}{said[1:]}.' if name else f"{said}."


def _path(place: Place) -> str:
    return re.sub(r"\.(\d+)", r"[\1]", ".".join(str(step) for step in place))


def _fields_beside(place: Place) -> Iterable[str]:
    """The fields that could stand where an unknown one stands."""
    model: Any = Case
    for step in place[:-1]:
        if isinstance(step, str) and model is not None:
            model = _model_in(model.model_fields[step].annotation) if step in model.model_fields else model
    return FIELDS if model is Case else frozenset(model.model_fields)


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)


def _input_error(problems: Sequence[_Problem], source: str, line_of: LineOf) -> InputError:
    first = problems[0].place
    said = " ".join(f"{what[:1].upper()}{what[1:]}" for what in dict.fromkeys(p.what for p in problems[:5]))
    more = f" There are {len(problems) - 5} more problems." if len(problems) > 5 else ""
    return InputError(
        source, line_of(first), said + more, _EXPECTED, "Correct the document; docs list its fields."
    )


def _unknown_stores(case: Case, knowledge: KnowledgeBase) -> Iterator[_Problem]:
    named: list[tuple[Place, str | None]] = [(("marketplace",), case.marketplace)]
    named += [
        (("health", number, "marketplace"), store.marketplace) for number, store in enumerate(case.health)
    ]
    for place, name in named:
        if name is not None and marketplace_code(name, knowledge) is None:
            said = unknown_marketplace(name, knowledge)
            yield _Problem(place, f"{said} {marketplace_help(knowledge)}")


def _unknown_metrics(case: Case, knowledge: KnowledgeBase) -> Iterator[_Problem]:
    names = MetricNames(knowledge)
    for store in case.health:
        for name in store.metrics:
            if names.of_any_name(name) is None:
                guess = did_you_mean(name, knowledge.metrics)
                yield _Problem(("health", name), f'the metric "{name}" is not known.{guess}')


def _unknown_replies(case: Case, knowledge: KnowledgeBase) -> Iterator[_Problem]:
    for field in ("answers", "corrections"):
        for key in getattr(case, field):
            name = key.split("@", 1)[0]
            if name not in knowledge.facts and name not in knowledge.questions:
                guess = did_you_mean(name, {*knowledge.facts, *knowledge.questions})
                yield _Problem(
                    (field, key), f'"{name}" under {field} is neither a fact nor a question.{guess}'
                )


def _named_as_here(case: Case, knowledge: KnowledgeBase) -> Case:
    """Store codes and metric ids as the knowledge has them."""
    names = MetricNames(knowledge)
    stores = tuple(_store(health, knowledge, names) for health in case.health)
    code = marketplace_code(case.marketplace, knowledge) if case.marketplace else None
    return case.model_copy(update={"marketplace": code, "health": stores})


def _store(health: Health, knowledge: KnowledgeBase, names: MetricNames) -> Health:
    code = marketplace_code(health.marketplace, knowledge) if health.marketplace else None
    metrics = {
        kind.id: _counted(metric) if kind.unit == "count" else metric
        for name, metric in health.metrics.items()
        if (kind := names.of_any_name(name))
    }
    return health.model_copy(update={"marketplace": code, "metrics": dict(sorted(metrics.items()))})


def _counted(metric: Metric) -> Metric:
    """A count stands in ``value`` and in ``count``, whichever of the two was given."""
    if metric.value is None and metric.count is not None:
        return metric.model_copy(update={"value": float(metric.count)})
    if metric.count is None and metric.value is not None:
        return metric.model_copy(update={"count": round(metric.value)})
    return metric
