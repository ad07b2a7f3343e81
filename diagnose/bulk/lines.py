"""One line: a case document in, a diagnosis or the reason against it out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from diagnose.intake import InputError, read_document
from diagnose.pipeline import AnswerError, Diagnoser

MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Answered:
    """A line of the output (without its line end), whether it is an error, and the bytes it was read from."""

    text: str
    failed: bool
    size: int


class BadLine(ValueError):
    """A line that holds no case document."""


class Classifier:
    """Diagnoses lines. One of them serves one process."""

    def __init__(self, diagnoser: Diagnoser) -> None:
        self.diagnoser = diagnoser

    def __call__(self, number: int, line: bytes) -> Answered:
        """The short diagnosis of line ``number``, or its error. Never raises: no line may cost the others."""
        document: object = None
        try:
            document = parse(line)
            text, failed = self._diagnosed(number, document), False
        except (BadLine, InputError, AnswerError) as error:
            text, failed = _error(number, document, getattr(error, "reason", str(error))), True
        except Exception as error:
            reason = f"this is a fault in diagnose itself ({type(error).__name__}: {error}); please report it"
            text, failed = _error(number, document, reason), True
        return Answered(text, failed, len(line))

    def _diagnosed(self, number: int, document: object) -> str:
        if not isinstance(document, Mapping):
            raise BadLine("a case document was expected: an object in braces")
        named = {"id": f"line-{number}"} | dict(document)
        case = read_document(named, self.diagnoser.knowledge)
        return self.diagnoser.diagnose(case, detail="short").model_dump_json()


def parse(line: bytes) -> object:
    """The JSON of a line; a key given twice is refused, for one of the two would be lost."""
    try:
        return json.loads(
            line.removeprefix(MARK).decode(), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 (byte {error.start + 1} of the line)") from error
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise BadLine("nested too deeply") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadLine(f'the key "{twice}" is given twice')
    return found


def _no_number(name: str) -> object:
    raise BadLine(f"{name} is no number in JSON")


def _error(number: int, document: object, reason: str) -> str:
    own = document.get("id") if isinstance(document, Mapping) else None
    name = own if isinstance(own, (str, int)) else None
    return json.dumps({"id": name, "line": number, "error": reason}, ensure_ascii=False)
