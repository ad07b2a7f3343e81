"""JSON read strictly: no doubled keys, no numbers that JSON does not have, no halves of characters."""

from __future__ import annotations

import json
from typing import Any

from diagnose.bulk.entries import BadEntry

MARK = b"\xef\xbb\xbf"


def parse(line: bytes | str) -> object:
    """The JSON of a line or a cell; a key given twice is refused, for one of the two would be lost.

    Raises:
        BadEntry: it is no JSON.
    """
    try:
        text = line if isinstance(line, str) else line.removeprefix(MARK).decode()
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BadEntry(f"not UTF-8 (byte {error.start + 1} of the line)") from error
    except json.JSONDecodeError as error:
        raise BadEntry(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise BadEntry("nested too deeply") from error
    return _whole(value) if "\\ud" in text or "\\uD" in text else value


def _whole(value: object) -> object:
    """Halves of characters, which only escapes can bring in and no output can hold, become question marks."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadEntry(f'the key "{twice}" is given twice')
    return found


def _no_number(name: str) -> object:
    raise BadEntry(f"{name} is no number in JSON")
