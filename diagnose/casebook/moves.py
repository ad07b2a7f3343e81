"""What a change of knowledge moves: the same cases diagnosed twice, by the old rules and by the new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnose.casebook.entries import read_entries
from diagnose.intake import InputError, read_document
from diagnose.knowledge import Problem
from diagnose.observe import AnswerError
from diagnose.pipeline import Diagnoser
from facts_schema import Diagnosis

NOT_READ = "reading"


@dataclass(frozen=True)
class Given:
    """A case of a corpus: its name and the case document."""

    name: str
    document: Mapping[str, Any]
    source: str


@dataclass(frozen=True)
class Move:
    """One thing of a diagnosis that is otherwise than before; lists are comma-separated ids."""

    case: str
    what: str
    old: str
    new: str


def _causes(diagnosis: Diagnosis) -> list[str]:
    return [cause.id for ground in diagnosis.grounds for cause in ground.root_causes]


_ASPECTS: dict[str, Callable[[Diagnosis], Iterable[str]]] = {
    "enforcement": lambda diagnosis: [diagnosis.enforcement or ""],
    "grounds": lambda diagnosis: [ground.id for ground in diagnosis.grounds],
    "root causes": _causes,
    "flags": lambda diagnosis: [flag.id for flag in diagnosis.flags],
    "missing from the appeal": lambda diagnosis: [lack.id for lack in diagnosis.missing_from_appeal],
    "evidence": lambda diagnosis: sorted(item.id for item in diagnosis.evidence),
    "actions": lambda diagnosis: sorted(item.id for item in diagnosis.actions),
    "clocks": lambda diagnosis: [f"{c.limit} {c.amount} {c.unit}" for c in diagnosis.clocks],
}


def read_corpus(path: Path) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
    """The cases of a folder of test cases, or of a JSONL file, and every line that holds none.

    A line is a case document, or a labelled notice with its words under ``text``.
    """
    if path.is_dir():
        entries, problems = read_entries(path)
        given = [Given(entry.name, {"id": entry.ground, **entry.given}, entry.file) for entry in entries]
        return tuple(given), problems
    cases: list[Given] = []
    faults: list[Problem] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            item = _line(line, number, path.name)
            (cases if isinstance(item, Given) else faults).append(item)  # type: ignore[arg-type]
    return tuple(cases), tuple(faults)


def _line(line: bytes, number: int, file: str) -> Given | Problem:
    try:
        row = json.loads(line.decode())
    except ValueError:
        return Problem(file, number, "not JSON in UTF-8: a case document in one line was expected.")
    if not isinstance(row, dict) or not {"notice", "text", "notices", "answers", "health"} & row.keys():
        return Problem(file, number, 'no case: an object with "notice" (or "text") was expected.')
    name = str(row.get("id") or f"line-{number}")
    labelled = "text" in row and "notice" not in row
    return Given(name, {"id": name, "notice": row["text"]} if labelled else {"id": name} | row, file)


def moves(cases: Iterable[Given], old: Diagnoser, new: Diagnoser) -> Iterator[Move]:
    """Whatever differs, case by case; a case that one of them cannot read is a move, too."""
    for given in cases:
        before, after = _concluded(given, old), _concluded(given, new)
        for what in (NOT_READ, *_ASPECTS):
            one, other = before.get(what, ""), after.get(what, "")
            # Where a case could not be read there is nothing else to compare.
            if one != other and (what == NOT_READ or NOT_READ not in before | after):
                yield Move(given.name, what, one, other)


def _concluded(given: Given, diagnoser: Diagnoser) -> dict[str, str]:
    try:
        case = read_document(dict(given.document), diagnoser.knowledge, source=given.source)
        diagnosis = diagnoser.diagnose(case)
    except (InputError, AnswerError) as error:
        return {NOT_READ: f"cannot be read: {error}"}
    return {what: ", ".join(ids(diagnosis)) for what, ids in _ASPECTS.items()}
