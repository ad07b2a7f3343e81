"""JSON and YAML texts read strictly: doubled keys are refused, and every problem has a line."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from diagnose.intake.content import LARGEST_JSON, Content
from diagnose.intake.documents import FIELDS, LineOf
from diagnose.intake.errors import InputError

_KEY_LINE = re.compile(r"^([A-Za-z_][\w-]*)\s*:(?:\s|$)", re.MULTILINE)
_JSON = re.compile(r'[\ufeff\s]*(?:\{|\[\s*(?:[{\["\]]|$))')
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class _Doubled(ValueError):
    """A key that stands twice in one object."""


def looks_like_json(opening: str) -> bool:
    """Whether a text begins as JSON does."""
    return _JSON.match(opening) is not None


def looks_like_yaml(opening: str, source: str) -> bool:
    """Whether a text is YAML with fields of a case document, by its keys; or by its name, if it has keys."""
    keys = _KEY_LINE.findall(opening)
    lines = (line for line in opening.splitlines() if line.strip() and not line.startswith(("#", "---", "%")))
    if not keys or not _KEY_LINE.match(next(lines, "")):
        return False
    known = sum(key in FIELDS for key in keys)
    return source.lower().removesuffix(".gz").endswith((".yaml", ".yml")) or known * 2 > len(keys)


def read_json(content: Content) -> Any:
    """The JSON value of an input."""
    text = content.text(LARGEST_JSON)
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_refused, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise _not_json(content, text, error) from error
    except _Doubled as error:
        key = str(error)
        raise content.error(
            f'The key "{key}" stands twice in one object.', "Each key is expected once.",
            "Remove one of the two.", _second_line(text, key),
        ) from error  # fmt: skip
    except RecursionError as error:
        raise content.too_deep() from error
    except ValueError as error:
        what, expected = "A number in it cannot be used.", "Plain numbers were expected."
        raise content.error(what, expected, "Correct it.") from error
    return _repaired(value) if _SURROGATE.search(text) else value


def read_yaml(content: Content) -> Any:
    """The YAML value of an input: ``no`` stays a word and a doubled key is refused."""
    return _yaml().read(content)


def lines_in(content: Content) -> LineOf:
    """Tells the line of a place in a JSON or YAML input, or 0 where that cannot be told."""
    return lambda place: _yaml().line(content, place)


def _yaml() -> Any:
    """What reads YAML is imported only where there is some, or a fault to be placed."""
    return import_module("diagnose.intake.written_yaml")


def _unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in pairs:
        if key in out:
            raise _Doubled(key)
        out[key] = value
    return out


def _refused(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large")
    return number


def _not_json(content: Content, text: str, error: json.JSONDecodeError) -> InputError:
    rest = text[error.pos :].strip()
    if error.msg == "Extra data" and rest.startswith("{"):
        return content.error(
            "It holds several JSON values, one after the other.", "One case document or report was expected.",
            "For many cases, one a line, use: diagnose classify.", error.lineno,
        )  # fmt: skip
    cut_off = not rest or error.msg.startswith("Unterminated string")
    said = f"This is not JSON: {error.msg[:1].lower()}{error.msg[1:]}."
    what = "The JSON ends too early." if cut_off else said
    return content.error(what, "A whole JSON document was expected.", "Export it again.", error.lineno)


def _second_line(text: str, key: str) -> int:
    found = list(re.finditer(rf"{re.escape(json.dumps(key, ensure_ascii=False))}\s*:", text))
    return text.count("\n", 0, found[1].start()) + 1 if len(found) > 1 else 0


def _repaired(value: Any) -> Any:
    """Half characters (lone surrogates) become the replacement character, so that texts can be written."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_repaired(item) for item in value]
    if isinstance(value, dict):
        return {_repaired(key): _repaired(item) for key, item in value.items()}
    return value
