"""Rows of a table as case documents: which column is which field, and what a cell holds.

A column is a field of the case document, under its own name or one of ``ALIASES``, without regard to case,
spaces, hyphens and underscores. Columns with other names are left out, but one that is nearly a field's name
is an error: a misspelt field is never silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diagnose.bulk.entries import BadEntry
from diagnose.bulk.json_text import parse
from diagnose.intake.documents import FIELDS
from diagnose.intake.encoding import decode
from diagnose.intake.tables import squashed
from diagnose.knowledge.problems import did_you_mean

ALIASES = {
    "id": ("caseid", "case", "number"),
    "notice": ("text", "noticetext", "message", "body"),
    "marketplace": ("store",),
}
TEXTS = frozenset({"id", "notice", "marketplace", "time_zone"})
REPLIES = frozenset({"answers", "corrections"})
ABOUT = frozenset({"id", "marketplace", "as_of", "time_zone", "schema_version"})
_FIELD = {squashed(field): field for field in sorted(FIELDS)}
_FIELD |= {alias: field for field, aliases in ALIASES.items() for alias in aliases}


class ColumnError(ValueError):
    """A table whose columns cannot be used; its message says what was expected."""


@dataclass(frozen=True)
class Columns:
    """Where the fields stand: the field of each column that is read, and the columns that are left out."""

    fields: Mapping[str, str]
    left_out: tuple[str, ...]


def fields_in(header: Sequence[str]) -> int:
    """How many columns of a header are fields."""
    return sum(squashed(name) in _FIELD for name in header)


def columns_of(header: Sequence[str]) -> Columns:
    """What the columns of a header mean.

    Raises:
        ColumnError: two columns mean the same, one is nearly a field, or none says anything of a case.
    """
    fields: dict[str, str] = {}
    for name in header:
        field = _FIELD.get(squashed(name))
        if field in fields.values():
            other = next(key for key, value in fields.items() if value == field)
            raise ColumnError(
                f'The columns "{other}" and "{name}" both mean "{field}". Leave one of them out.'
            )
        if field:
            fields[name] = field
    if not set(fields.values()) - ABOUT:
        shown = ", ".join(header[:6]) or "none"
        raise ColumnError(
            f'No column holds anything about a case; a column "notice" was expected, not {shown}.'
        )
    left_out = tuple(name for name in header if name not in fields)
    for name in left_out:
        if guess := did_you_mean(squashed(name), _FIELD):
            raise ColumnError(f'The column "{name}" is not known.{guess} Rename it, or leave it out.')
    return Columns(fields, left_out)


def document_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The case document of a row, given as cells by field; empty cells say nothing.

    Raises:
        BadEntry: a cell cannot hold its field.
    """
    told = ((field, _told(field, cell)) for field, cell in row.items())
    return {field: value for field, value in told if value is not None}


def _told(field: str, cell: Any) -> Any:
    """What a cell says; nothing if it is empty."""
    value = decode(cell) if isinstance(cell, bytes) else cell
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        return _from_text(field, value)
    if field in TEXTS and isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if field in REPLIES and isinstance(value, list):
        return _without_nothing(dict(value))
    return _without_nothing(value)


def _from_text(field: str, text: str) -> Any:
    if field in TEXTS:
        return text if field == "notice" else text.strip()
    if field == "as_of":
        return text.strip()
    if field in REPLIES and not text.lstrip().startswith("{"):
        return _pairs(field, text)
    try:
        return parse(text)
    except BadEntry as error:
        raise BadEntry(f'the column "{field}" is {error}') from error


def _pairs(field: str, text: str) -> dict[str, str]:
    """Replies in the short form ``fact=value; fact@ASIN=value``."""
    found: dict[str, str] = {}
    for part in filter(str.strip, text.replace("\n", ";").split(";")):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            raise BadEntry(
                f'the column "{field}" holds "{part.strip()}": FACT=VALUE; FACT=VALUE was expected'
            )
        if name in found:
            raise BadEntry(f'the column "{field}" tells "{name}" twice')
        found[name] = value
    return found


def _without_nothing(value: Any) -> Any:
    """A nested value as a document has it: tables fill fields that nobody gave, and give maps as pairs."""
    if isinstance(value, list) and value and all(isinstance(item, tuple) for item in value):
        value = dict(value)
    if isinstance(value, Mapping):
        return {key: _without_nothing(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nothing(item) for item in value]
    return value.date() if isinstance(value, dt.datetime) else value


def cells_by_field(columns: Columns, header: Sequence[str]) -> Callable[[Sequence[str]], dict[str, str]]:
    """A function that makes a row by field from the cells under a header."""
    places = [(columns.fields[name], place) for place, name in enumerate(header) if name in columns.fields]
    return lambda cells: {field: cells[place] for field, place in places}
