"""Entries of the casebook: ``case``, ``given`` and ``expect``, read strictly, with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import Field, StrictBool, ValidationError

from diagnose.intake import read_document
from diagnose.knowledge import KnowledgeBase, Problem
from diagnose.knowledge.models import FlagSort, Id, Item, Text
from diagnose.knowledge.problems import did_you_mean
from diagnose.knowledge.strict_yaml import Written, WrittenList, line_of, parse
from diagnose.knowledge.teaching import faults
from facts_schema import Case


class Expect(Item):
    """What a diagnosis must show. Lists name what must be there; ``not_...`` and ``silent`` what must not."""

    first: Id | None = None
    shown: tuple[Id, ...] = ()
    not_shown: tuple[Id, ...] = ()
    nothing: StrictBool = False
    root_cause: Id | None = None
    root_causes: tuple[Id, ...] = ()
    not_root_causes: tuple[Id, ...] = ()
    enforcement: Id | None = None
    requests: tuple[Id, ...] = ()
    evidence: tuple[Id, ...] = ()
    actions: tuple[Id, ...] = ()
    flags: tuple[Id, ...] = ()
    not_flags: tuple[Id, ...] = ()
    lacks: tuple[Id, ...] = ()
    not_lacks: tuple[Id, ...] = ()
    answer_first: Id | None = None
    outlook: Id | None = None
    fires: tuple[Id, ...] = ()
    silent: tuple[Id, ...] = ()


class Entry(Item):
    """One case of the casebook; its file is named after the ground it is about."""

    case: Text
    given: dict[str, Any] = Field(min_length=1)
    expect: Expect

    @property
    def ground(self) -> str:
        """The ground in whose file the entry stands."""
        return Path(self.file).stem

    @property
    def name(self) -> str:
        """Ground and sentence, as tests are called."""
        return f"{self.ground}: {self.case}"

    def read(self, knowledge: KnowledgeBase) -> Case:
        """The case document as a case.

        Raises:
            InputError: it is no case document, or names what the knowledge does not have.
        """
        return read_document({"id": self.ground, **self.given}, knowledge, source=self.file)


def read_entries(folder: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Every entry below a folder, by file, and everything that is wrong with the rest."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    if not folder.is_dir():
        return (), (Problem(str(folder), 0, "there is no such folder of cases."),)
    for path in sorted(folder.rglob("*.yaml")):
        for item in _read_file(
            path.read_text("utf-8"), f"{folder.name}/{path.relative_to(folder).as_posix()}"
        ):
            (entries if isinstance(item, Entry) else problems).append(item)  # type: ignore[arg-type]
    return tuple(entries), tuple(sorted(problems))


def read_file(path: Path) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """The entries of one file, if it is a list of them, and what is wrong with the others; else nothing."""
    if path.suffix not in {".yaml", ".yml"} or not isinstance(
        parse(text := path.read_text("utf-8"), str(path)).value, WrittenList
    ):
        return (), ()
    items = list(_read_file(text, str(path)))
    entries = tuple(item for item in items if isinstance(item, Entry))
    return entries, tuple(item for item in items if isinstance(item, Problem))


def _read_file(text: str, file: str) -> Iterator[Entry | Problem]:
    document = parse(text, file)
    yield from document.problems
    if document.value is None:
        return
    if not isinstance(document.value, WrittenList):
        yield Problem(file, 1, 'expected a list of cases here: each begins with "- case:".')
        return
    for place, value in enumerate(document.value):
        yield from _entry(value, (place,), text, file)


def _entry(value: Any, at: tuple[int], text: str, file: str) -> Iterator[Entry | Problem]:
    called = f'case "{value["case"]}"' if isinstance(value, Written) and "case" in value else "this case"
    try:
        yield Entry.model_validate(value)
    except ValidationError as error:
        for fault in faults(error, Entry, called):
            yield Problem(file, line_of(text, (*at, *fault.path)), fault.sentence)


def misnamed(entries: Iterable[Entry], knowledge: KnowledgeBase) -> Iterator[Problem]:
    """Every name an expectation uses that the knowledge does not define."""
    tables = _tables(knowledge)
    for entry in entries:
        about = (*knowledge.grounds, *knowledge.root_causes, *_FREE)
        if entry.ground not in about:
            hint = did_you_mean(entry.ground, about)
            yield Problem(entry.file, 0, f"the file is named after no ground or root cause.{hint}")
        for kind, known in tables.items():
            for name in _names(entry.expect, kind):
                if name not in known:
                    text = f'case "{entry.case}" expects the {kind} "{name}", which is not defined.'
                    yield Problem(entry.file, entry.expect.line, text + did_you_mean(name, known))


_FREE = ("nothing", "enforcement", "several", "benign", *get_args(FlagSort), "replies")
"""Names of files about no ground: about what shows nothing, about one kind of flag, about replies."""


def _tables(knowledge: KnowledgeBase) -> dict[str, Iterable[str]]:
    scopes = [scope for ground in knowledge.grounds.values() for scope in ground.parts]
    return {
        "ground": knowledge.grounds,
        "root cause": knowledge.root_causes,
        "enforcement": {kind.id for kind in knowledge.enforcement},
        "evidence": knowledge.evidence,
        "flag": knowledge.flags,
        "lack": knowledge.lacks,
        "rule": knowledge.rules_by_id,
        "action": {action.id for scope in scopes for action in scope.actions},
    }


def _names(expect: Expect, kind: str) -> tuple[str, ...]:
    one = {"ground": expect.first, "root cause": expect.root_cause, "enforcement": expect.enforcement}.get(
        kind
    )
    many = {
        "ground": (*expect.shown, *expect.not_shown, *([expect.answer_first] if expect.answer_first else [])),
        "flag": (*expect.flags, *expect.not_flags),
        "lack": (*expect.lacks, *expect.not_lacks),
        "root cause": (*expect.root_causes, *expect.not_root_causes),
        "evidence": (*expect.evidence, *expect.requests),
        "rule": (*expect.fires, *expect.silent),
        "action": expect.actions,
    }.get(kind, ())
    return (*([one] if one else []), *many)
