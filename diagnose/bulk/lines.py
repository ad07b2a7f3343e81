"""One entry: a case document in, a diagnosis or the reason against it out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from diagnose.bulk.columns import document_of
from diagnose.bulk.entries import BadEntry, Entry
from diagnose.bulk.flat import Row, error_row, rows_of
from diagnose.bulk.json_text import parse
from diagnose.intake import InputError, read_document
from diagnose.pipeline import AnswerError, Diagnoser
from diagnose.redaction import Redactor
from facts_schema import Diagnosis

Form = Literal["diagnoses", "rows"]
"""What is written: a diagnosis a line, or the rows of the flat table, one a line."""


@dataclass(frozen=True)
class Answered:
    """The output for an entry (without its line end), whether it is an error, and the entry's size."""

    text: str
    failed: bool
    size: int


@dataclass(frozen=True)
class Refused:
    """Why an entry could not be diagnosed, and the id it has of its own, if that could be read."""

    number: int
    id: str | int | None
    reason: str


class Classifier:
    """Diagnoses entries. One of them serves one process."""

    def __init__(self, diagnoser: Diagnoser, form: Form = "diagnoses", redact: bool = False) -> None:
        self.diagnoser = diagnoser
        self.form = form
        self.redact = redact

    def __call__(self, entry: Entry) -> Answered:
        """The short diagnosis of an entry, or its error, as it is written. Never raises."""
        concluded = self.concluded(entry)
        text = written(concluded, self.form, self.diagnoser.knowledge.version)
        return Answered(text, isinstance(concluded, Refused), entry.size)

    def rows(self, entry: Entry) -> list[Row]:
        """The rows of the flat table for an entry. Never raises."""
        return _rows(self.concluded(entry), self.diagnoser.knowledge.version)

    def concluded(self, entry: Entry) -> Diagnosis | Refused:
        """The short diagnosis of an entry, or why there is none. Never raises: none may cost the others."""
        document: object = None
        try:
            document = _document(entry)
            return self._diagnosed(entry, document)
        except (BadEntry, InputError, AnswerError) as error:
            reason = getattr(error, "reason", str(error))
        except Exception as error:
            reason = f"this is a fault in diagnose itself ({type(error).__name__}: {error}); please report it"
        own = document.get("id") if isinstance(document, Mapping) else None
        return Refused(entry.number, own if isinstance(own, (str, int)) else None, reason)

    def _diagnosed(self, entry: Entry, document: object) -> Diagnosis:
        if not isinstance(document, Mapping):
            raise BadEntry("a case document was expected: an object in braces")
        named = {"id": f"line-{entry.number}"} | dict(document)
        case = read_document(named, self.diagnoser.knowledge)
        diagnosis = self.diagnoser.diagnose(case, detail="short")
        return Redactor(case).model(diagnosis) if self.redact else diagnosis


def written(concluded: Diagnosis | Refused, form: Form, knowledge_version: str) -> str:
    """A conclusion as lines of the output, without the last line end."""
    if form == "rows":
        rows = _rows(concluded, knowledge_version)
        return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    if isinstance(concluded, Diagnosis):
        return concluded.model_dump_json()
    told = {"id": concluded.id, "line": concluded.number, "error": concluded.reason}
    return json.dumps(told, ensure_ascii=False)


def _rows(concluded: Diagnosis | Refused, knowledge_version: str) -> list[Row]:
    if isinstance(concluded, Diagnosis):
        return rows_of(concluded)
    place = f"line-{concluded.number}" if concluded.number else None
    name = place if concluded.id is None else str(concluded.id)
    return [error_row(name, concluded.reason, knowledge_version)]


def _document(entry: Entry) -> object:
    if entry.problem:
        raise BadEntry(entry.problem)
    return parse(entry.given) if isinstance(entry.given, bytes) else document_of(entry.given)
