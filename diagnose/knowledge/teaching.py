"""Validation errors of the models, translated into sentences an author can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from diagnose.knowledge.problems import did_you_mean, nearest

Path = tuple[object, ...]

_PLAIN = {
    "bool_type": "expected true or false",
    "string_type": "expected text; put numbers and dates that are meant as text in quotes",
    "string_too_short": "expected text, found nothing",
    "float_type": "expected a number",
    "float_parsing": "expected a number",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "dict_type": "expected a mapping (key: value)",
    "model_type": "expected a mapping (key: value)",
    "model_attributes_type": "expected a mapping (key: value)",
    "tuple_type": "expected a list",
    "list_type": "expected a list",
    "too_short": "expected at least one entry",
}
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "expected an id: lower-case words with hyphens, such as late-shipment",
    r"^[A-Z]{2}$": "expected a store's code: two capitals, such as DE",
    r"^[a-z]{2}(-[a-z]+)?$": "expected a language's code: two letters, such as de",
}


@dataclass(frozen=True)
class Wrong:
    """A value that is wrong: where it stands in its item, and a sentence about it.

    For an unknown key, ``meant`` is the key that was probably meant.
    """

    path: Path
    sentence: str
    unknown_key: bool = False
    meant: str = ""


def faults(error: ValidationError, model: type[BaseModel], whole: str) -> list[Wrong]:
    """Every fault of an item. ``whole`` is what the sentences call the item."""
    wrong = [_fault(detail, model, whole) for detail in error.errors(include_url=False)]
    misspelt = {(*fault.path[:-1], fault.meant) for fault in wrong if fault.meant}
    return [fault for fault in wrong if fault.unknown_key or fault.path not in misspelt]


def _fault(detail: ErrorDetails, model: type[BaseModel], whole: str) -> Wrong:
    path = _path(detail)
    if detail["type"] != "extra_forbidden":
        return Wrong(path, _sentence(detail, whole))
    known = keys(_model_at(model, path[:-1]))
    meant = nearest(str(path[-1]), known)
    hint = f'Did you mean "{meant}"?' if meant else f"It may have: {', '.join(sorted(known))}."
    sentence = f'{whole}{_inside(path[:-1])} has the key "{path[-1]}", which is unknown. {hint}'
    return Wrong(path, sentence, unknown_key=True, meant=meant)


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _sentence(detail: ErrorDetails, whole: str) -> str:
    path = _path(detail)
    if detail["type"] == "missing":
        return f'{whole}{_inside(path[:-1])} has no "{path[-1]}", which is required.'
    said = _expected(detail)
    return f"{whole}{_inside(path)}: {said}" if said.endswith("?") else f"{whole}{_inside(path)}: {said}."


def _inside(path: Sequence[object]) -> str:
    return f" ({' > '.join(_step(step) for step in path)})" if path else ""


def _step(step: object) -> str:
    return f"no. {step + 1}" if isinstance(step, int) else str(step)


def _expected(detail: ErrorDetails) -> str:
    kind, found = detail["type"], detail["input"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"expected {context['expected']}; {_found(found)}{_literal_hint(found, context['expected'])}"
    if kind == "string_pattern_mismatch":
        return f"{_PATTERNS.get(context['pattern'], 'expected another form')}; {_found(found)}"
    if kind.startswith("date"):
        return f"expected a date such as 2026-11-22; {_found(found)}"
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        return f"{detail['msg'].replace('Input should be', 'expected a number')}; {_found(found)}"
    return f"{_PLAIN.get(kind, detail['msg'])}; {_found(found)}"


def _literal_hint(found: object, expected: str) -> str:
    known = [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]
    return f".{did_you_mean(str(found), known)}".rstrip(".")


def _found(value: object) -> str:
    if isinstance(value, dict):
        return "found a mapping"
    if isinstance(value, (list, tuple)):
        return "found a list"
    if value is None:
        return "found nothing"
    return f"found {str(value).lower()}" if isinstance(value, bool) else f"found {value!r}"


def keys(model: type[BaseModel] | None) -> Iterable[str]:
    """The keys an author may write for a model."""
    if model is None:
        return ()
    filled_in = {"file", "line", "pack"}
    fields = model.model_fields.items()
    return [field.alias or name for name, field in fields if name not in filled_in]


def _model_at(model: type[BaseModel], path: Sequence[object]) -> type[BaseModel] | None:
    """The model that judges the value at ``path``."""
    here: type[BaseModel] | None = model
    for step in path:
        if here is not None and isinstance(step, str):
            here = _model_in(_annotation(here, step))
    return here


def _annotation(model: type[BaseModel], key: str) -> Any:
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field.annotation
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)
