"""Files to items: every file under a rules folder becomes models, or problems with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from diagnose.knowledge.folder import PLACES, VOCABULARY, File, Folder, Place, fits, place_of, version_of
from diagnose.knowledge.learned import checked, read_vocabulary
from diagnose.knowledge.models import Item, Said, Wording
from diagnose.knowledge.problems import Problem, did_you_mean
from diagnose.knowledge.pruning import pruned
from diagnose.knowledge.strict_yaml import Written, WrittenList, line_of, parse
from diagnose.knowledge.teaching import Path, faults

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|\b[A-Z]{2}\b")
"""An id, or the code of a store."""


@dataclass
class Draft:
    """What could be read, by the name of its kind, and what could not.

    ``excused`` are the words of broken items: the laws do not complain that such a name is undefined
    or unused, for the reader has complained already. ``incomplete`` are the ids of items kept without
    their wrong parts; ``missing`` are the kinds of which there is no file at all. ``additions`` extend items;
    ``replaced`` are the items that others of another id replaced, by their id, with those.
    """

    items: dict[str, list[Item]] = field(default_factory=dict)
    wordings: dict[str, list[Wording]] = field(default_factory=dict)
    vocabularies: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    excused: set[str] = field(default_factory=set)
    incomplete: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    additions: list[Item] = field(default_factory=list)
    replaced: dict[str, tuple[Item, Item]] = field(default_factory=dict)
    files: dict[str, frozenset[str]] = field(default_factory=dict)
    packs: tuple[str, ...] = ()
    version: str = ""

    def all(self, name: str) -> list[Any]:
        """The items of one kind, in the order of the files."""
        return self.items.get(name, [])


def read(folders: Sequence[Folder], only: str = "") -> Draft:
    """Read the folders one after the other into one draft; ``only`` is the one file name to read."""
    draft = Draft()
    files: list[File] = []
    for folder in folders:
        if not folder.at.is_dir():
            draft.problems.append(Problem(str(folder.at), 0, "there is no such folder of rules."))
            continue
        draft.files[folder.pack] = folder.names
        own = [file for file in folder.files if only in ("", file.name)]
        if not draft.files[folder.pack]:
            draft.problems.append(Problem(str(folder.at), 0, f"no rules stand in it. {_places()}"))
        files += own
        if folder is folders[0] and not only:
            _note_missing(folder, own, draft)
        for file in own:
            _read_file(file, draft)
    draft.packs = tuple(folder.pack for folder in folders[1:])
    draft.version = version_of(files)
    return draft


def read_files(files: Iterable[File]) -> Draft:
    """Read single files."""
    draft = Draft()
    for file in files:
        _read_file(file, draft)
    return draft


def _note_missing(folder: Folder, files: Iterable[File], draft: Draft) -> None:
    found = {place_of(file.name) for file in files}
    for place in PLACES:
        if place not in found:
            where = f"{folder.label}/{place.pattern}"
            draft.problems.append(Problem(where, 0, "there is no such file, and it is needed."))
            draft.missing.add(place.name)


def _read_vocabulary(file: File, draft: Draft) -> None:
    try:
        checked(read_vocabulary(file.content))
    except ValueError as error:
        draft.problems.append(Problem(file.shown, 0, f"this is no vocabulary: {error}."))
        return
    draft.vocabularies.append(file)


def _read_file(file: File, draft: Draft) -> None:
    if fits(VOCABULARY, file.name):
        _read_vocabulary(file, draft)
        return
    place = place_of(file.name)
    if place is None:
        draft.problems.append(Problem(file.shown, 0, _misplaced(file.name)))
        return
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        draft.problems.append(Problem(file.shown, 0, "the file is not UTF-8; save it as UTF-8."))
        return
    _read_text(_Reading(file, place, text, draft))


def _misplaced(name: str) -> str:
    if name.endswith(".yml"):
        return "a file's name ends in .yaml here; rename it."
    patterns = [place.pattern for place in PLACES]
    return f"nothing is read from here.{did_you_mean(name, patterns)} {_places()}"


def _places() -> str:
    return f"Files stand at: {', '.join(place.pattern for place in PLACES)}."


@dataclass
class _Reading:
    """The reading of one file into the draft."""

    file: File
    place: Place
    text: str
    draft: Draft

    def problem(self, line: int, text: str) -> None:
        self.draft.problems.append(Problem(self.file.shown, line, text))

    def excuse(self, text: str) -> None:
        self.draft.excused.update(_ID.findall(text))


def _read_text(reading: _Reading) -> None:
    document = parse(reading.text, reading.file.shown, reading.file.pack)
    reading.draft.problems += document.problems
    if document.problems and document.value is None:
        reading.excuse(reading.text)
        _read_parts(reading)
        return
    value = document.value
    if not reading.place.many:
        _add(reading, value, ())
    elif value is None:
        return
    elif isinstance(value, WrittenList):
        for position, item in enumerate(value):
            _add(reading, item, (position,))
    else:
        reading.problem(1, 'expected a list here: each entry begins with "- ".')


def _read_parts(reading: _Reading) -> None:
    """Save what is sound in a list with a fault of syntax: its entries are read one by one."""
    if not reading.place.many:
        return
    starts = [match.start() for match in re.finditer(r"^- ", reading.text, re.MULTILINE)]
    for start, end in pairwise([*starts, len(reading.text)]):
        before = "\n" * reading.text.count("\n", 0, start)
        document = parse(before + reading.text[start:end], reading.file.shown, reading.file.pack)
        if not document.problems and isinstance(document.value, WrittenList):
            for item in document.value:
                _add(reading, item, None)


def _add(reading: _Reading, value: Any, at: Path | None) -> None:
    """Validate one item; where parts of it are wrong, say so and keep the rest."""
    try:
        item = reading.place.model_of(value).model_validate(value)
    except ValidationError as error:
        rest = _complain(reading, value, at, error)
        if rest is None:
            return
        item = rest
    if isinstance(item, Wording):
        reading.draft.wordings.setdefault(reading.file.parts[1], []).append(item)
        return
    if reading.place.addition and isinstance(item, reading.place.addition):
        reading.draft.additions.append(item)
        return
    if reading.place.name == "grounds" and isinstance(value, dict) and not value.get("family"):
        item = item.model_copy(update={"family": reading.file.parts[1]})
    if isinstance(item, Said):
        item = item.model_copy(update={"language": reading.file.parts[1]})
    reading.draft.items.setdefault(reading.place.name, []).append(item)


def _complain(reading: _Reading, value: Any, at: Path | None, error: ValidationError) -> Item | None:
    """Tell what is wrong with an item, and return what is left of it without that."""
    model = reading.place.model_of(value)
    wrong = faults(error, model, _called(reading.place, value))
    for fault in wrong:
        line = line_of(reading.text, (*at, *fault.path)) if at is not None else _line(value)
        reading.problem(line, fault.sentence)
    rest, removed = pruned(value, wrong)
    try:
        item = model.model_validate(rest)
    except ValidationError:
        reading.excuse(str(value))
        return None
    reading.excuse(removed)
    reading.draft.incomplete.add(getattr(item, "id", ""))
    return item


def _line(value: Any) -> int:
    return value.line if isinstance(value, Written) else 0


def _called(place: Place, value: Any) -> str:
    """How a message calls an item: its kind and its id."""
    kind = KIND_NAMES[place.name]
    if not isinstance(value, dict):
        return f"this {kind}"
    if value.get("extends"):
        return f'what extends {kind} "{value["extends"]}"'
    name = value.get("code") or value.get("id") or value.get("fact") or value.get("theme")
    return f'{kind} "{name}"' if name else f"this {kind}"


KIND_NAMES = {
    "manifest": "manifest",
    "sources": "source",
    "limits": "limit",
    "metrics": "metric",
    "marketplaces": "marketplace",
    "enforcement": "enforcement",
    "weights": "mapping of weights",
    "retired": "retired id",
    "languages": "language",
    "domains": "domain",
    "facts": "fact",
    "questions": "question",
    "wordings": "wording",
    "evidence": "evidence kind",
    "grounds": "ground",
    "root_causes": "root cause",
    "flags": "flag",
    "lacks": "lack",
    "phrases": "phrase",
    "routes": "route",
    "clocks": "clock",
    "contacts": "contact",
    "watches": "watch",
    "paper_words": "list of words for papers",
    "review_rules": "review rule",
    "review_wordings": "review wording",
}
