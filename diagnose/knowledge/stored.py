"""Knowledge as it is kept between runs: what was read and found sound need not be parsed and judged again.

It can be neither stale nor wrong. Its key is a hash of every byte of every rule file, of this package's own
source and of the versions of Python and pydantic. It is plain JSON, and on the way back it goes through the
same models as the YAML. It is kept only if it came back equal, and each language waits until it is asked for.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pydantic
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.compiled import Compiled, compiled_wording
from diagnose.knowledge.folder import WORDING, File, Folder, digest_of, fits
from diagnose.knowledge.kept import fetch, keep
from diagnose.knowledge.learned import Vocabularies
from diagnose.knowledge.models import (
    ClockKind,
    ContactKind,
    Domain,
    EnforcementKind,
    EvidenceKind,
    FactKind,
    FlagKind,
    GroundKind,
    LackKind,
    Language,
    Limit,
    Marketplace,
    MetricKind,
    PaperWords,
    PhraseKind,
    Question,
    Retired,
    ReviewRule,
    RouteKind,
    Said,
    Source,
    WatchKind,
    Weights,
    Wording,
)
from diagnose.knowledge.phrases import forget
from diagnose.knowledge.remembering import Room
from diagnose.knowledge.wording import Phrasebook


class _Stored(BaseModel):
    """Everything but the wording, in the fields of :class:`KnowledgeBase`."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    sources: dict[str, Source]
    metrics: dict[str, MetricKind]
    facts: dict[str, FactKind]
    questions: dict[str, Question]
    evidence: dict[str, EvidenceKind]
    grounds: dict[str, GroundKind]
    flags: dict[str, FlagKind]
    lacks: dict[str, LackKind]
    phrases: dict[str, PhraseKind]
    routes: dict[str, RouteKind]
    clocks: dict[str, ClockKind]
    contacts: dict[str, ContactKind]
    watches: dict[str, WatchKind]
    paper_words: dict[str, PaperWords]
    review_rules: dict[str, ReviewRule]
    review_wordings: tuple[Said, ...]
    marketplaces: dict[str, Marketplace]
    languages: dict[str, Language]
    domains: dict[str, Domain]
    limits: tuple[Limit, ...]
    enforcement: tuple[EnforcementKind, ...]
    weights: Weights
    retired: tuple[Retired, ...]
    version: str
    packs: tuple[str, ...] = ()


class Wordings(Mapping[str, tuple[Wording, ...]]):
    """The wording of each language, read when it is first asked for: as it was kept, else from its files."""

    def __init__(self, key: str, files: Mapping[str, tuple[File, ...]]) -> None:
        self._key, self._files = key, files
        self._read: dict[str, tuple[Wording, ...]] = {}

    def __getitem__(self, language: str) -> tuple[Wording, ...]:
        if language not in self._read:
            self._read[language] = self._entries(language)
        return self._read[language]

    def _entries(self, language: str) -> tuple[Wording, ...]:
        files = self._files[language]
        kept = fetch(self._key, _name(language))
        if kept is not None:
            try:
                return _entries().validate_json(kept)
            except ValidationError:
                pass
        entries: tuple[Wording, ...] = import_module("diagnose.knowledge.fresh").wording(files)
        keep(self._key, _name(language), _entries().dump_json(entries, by_alias=True, exclude_defaults=True))
        return entries

    def compiled(self, language: str) -> Compiled:
        """The wording of a language compiled, as it was kept or anew."""
        kept = fetch(self._key, _compiled_name(language))
        if kept is not None:
            try:
                return _compiled().validate_json(kept)
            except ValidationError:
                pass
        compiled = compiled_wording(self[language])
        forget()
        content = _compiled().dump_json(compiled)
        if _compiled().validate_json(content) == compiled:
            keep(self._key, _compiled_name(language), content)
        return compiled

    def __contains__(self, language: object) -> bool:
        return language in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __reduce__(self) -> tuple[object, ...]:
        return Wordings, (self._key, self._files)


def restored(folders: Sequence[Folder]) -> KnowledgeBase | None:
    """The knowledge of these folders as it was kept, or ``None`` if it has to be read."""
    if not all(folder.at.is_dir() for folder in folders):
        return None
    files = [file for folder in folders for file in folder.files]
    digest = digest_of(files)
    key = _key(folders, digest)
    content = fetch(key, _BASE) if key else None
    if key is None or content is None:
        return None
    try:
        stored = _Stored.model_validate_json(content)
    except ValidationError:
        return None
    if not digest.startswith(stored.version):
        return None
    return KnowledgeBase(
        **_fields(stored),
        wordings=Wordings(key, _by_language(files)),
        vocabularies=Vocabularies(files),
    )


def store(folders: Sequence[Folder], base: KnowledgeBase) -> None:
    """Keep knowledge that was read from these folders and found sound."""
    key = _key(folders, digest_of([file for folder in folders for file in folder.files]))
    if key is None:
        return
    content = _content(base)
    if _fields(_Stored.model_validate_json(content)) != _fields(base):
        return
    for language, entries in base.wordings.items():
        written = _entries().dump_json(entries, by_alias=True, exclude_defaults=True)
        if _entries().validate_json(written) != entries:
            return
        keep(key, _name(language), written)
    keep(key, _BASE, content)


_BASE = "base.json"


def _name(language: str) -> str:
    return f"wording-{language}.json"


def _compiled_name(language: str) -> str:
    return f"compiled-{language}.json"


def _fields(of: _Stored | KnowledgeBase) -> dict[str, Any]:
    return {name: getattr(of, name) for name in _Stored.model_fields}


def _content(base: KnowledgeBase) -> bytes:
    stored = _Stored.model_construct(**_fields(base))
    return stored.model_dump_json(by_alias=True, exclude_defaults=True).encode()


@cache
def _entries() -> TypeAdapter[tuple[Wording, ...]]:
    return TypeAdapter(tuple[Wording, ...])


@cache
def _compiled() -> TypeAdapter[Compiled]:
    return TypeAdapter(Compiled)


def book(wordings: Mapping[str, tuple[Wording, ...]], language: str, room: Room | None = None) -> Phrasebook:
    """The wording of a language, ready to read by; ``room`` is for what it remembers of sentences."""
    kept = wordings.compiled(language) if isinstance(wordings, Wordings) else None
    return Phrasebook(wordings[language], kept, room)


def _by_language(files: Sequence[File]) -> dict[str, tuple[File, ...]]:
    found: dict[str, tuple[File, ...]] = {}
    for file in files:
        if fits(WORDING, file.name):
            language = file.parts[1]
            found[language] = (*found.get(language, ()), file)
    return dict(sorted(found.items()))


def _key(folders: Sequence[Folder], of_files: str) -> str | None:
    """Changes with anything that the knowledge is made of; ``None`` where that cannot be told.

    ``of_files`` is the digest of all files; with the number in each folder it tells which stands where.
    """
    try:
        digest = hashlib.sha256(_made_by())
    except OSError:
        return None
    digest.update(of_files.encode())
    for folder in folders:
        digest.update(f"\0{folder.label}\0{folder.pack}\0{len(folder.files)}".encode())
    return digest.hexdigest()[:32]


@cache
def _made_by() -> bytes:
    """The program: its versions and every byte of this package's source."""
    digest = hashlib.sha256(f"{sys.version}\0{pydantic.VERSION}\0".encode())
    package = Path(__file__).parent
    for source in sorted(package.rglob("*.py")):
        content = source.read_bytes()
        digest.update(f"{source.relative_to(package)}\0{len(content)}\0".encode() + content)
    return digest.digest()
