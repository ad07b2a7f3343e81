"""Foreign JSON, read leniently: whatever has the wrong type counts as missing, and nothing raises."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from diagnose.intake.tables import squashed

_LARGEST = 1e15


def mapping(value: object) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """The value if it is a list; one object alone is a list of one."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) else []


def text(value: object) -> str:
    """The value as text, if it is a text or a number."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list (or one alone), without the empty ones."""
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in map(text, items) if item)


def number(value: object) -> float | None:
    """A finite number, also when it is written as a text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return None
    return read if math.isfinite(read) and abs(read) < _LARGEST else None


def count(value: object) -> int | None:
    """A whole number that is not negative."""
    read = number(value)
    return None if read is None or read < 0 or read != int(read) else int(read)


def day(value: object) -> dt.date | None:
    """The day of a date or a moment ("2020-11-18T23:59Z")."""
    try:
        return dt.date.fromisoformat(text(value)[:10])
    except ValueError:
        return None


def part(value: object, *names: str) -> Any:
    """What stands in an object under the first of the names there is; case and hyphens do not matter."""
    if not isinstance(value, dict):
        return None
    wanted = [squashed(name) for name in names]
    there = {squashed(key): item for key, item in reversed(value.items()) if isinstance(key, str)}
    return next((there[name] for name in wanted if name in there), None)
