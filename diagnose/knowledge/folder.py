"""Where the knowledge lies, and what belongs where in it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from diagnose.knowledge.models import (
    ClockKind,
    ContactKind,
    Domain,
    EnforcementKind,
    EvidenceAddition,
    EvidenceKind,
    FactKind,
    FlagKind,
    GroundAddition,
    GroundKind,
    Item,
    LackKind,
    Language,
    Limit,
    Manifest,
    Marketplace,
    MetricKind,
    PaperWords,
    PhraseKind,
    Question,
    Retired,
    ReviewRule,
    RootCauseKind,
    RouteKind,
    Said,
    Source,
    WatchKind,
    Weights,
    Wording,
)
from facts_schema import BUILT_IN


@dataclass(frozen=True)
class Place:
    """What stands at a place: which model, as a list or as one mapping, under which name in the base.

    ``addition`` is the model of a file that ``extends`` an item instead of defining one.
    """

    pattern: str
    model: type[Item]
    name: str
    many: bool = True
    addition: type[Item] | None = None

    def model_of(self, value: object) -> type[Item]:
        """The model that judges a value written at this place."""
        extends = isinstance(value, dict) and "extends" in value
        return self.addition if self.addition and extends else self.model


MANIFEST = "manifest.yaml"
WORDING = "wording/*/*.yaml"
PLACES = (
    Place(MANIFEST, Manifest, "manifest", many=False),
    Place("sources.yaml", Source, "sources"),
    Place("limits.yaml", Limit, "limits"),
    Place("metrics.yaml", MetricKind, "metrics"),
    Place("marketplaces.yaml", Marketplace, "marketplaces"),
    Place("enforcement.yaml", EnforcementKind, "enforcement"),
    Place("weights.yaml", Weights, "weights", many=False),
    Place("retired.yaml", Retired, "retired"),
    Place("languages.yaml", Language, "languages"),
    Place("domains.yaml", Domain, "domains"),
    Place("facts/*.yaml", FactKind, "facts"),
    Place("questions/*.yaml", Question, "questions"),
    Place(WORDING, Wording, "wordings"),
    Place("evidence/*.yaml", EvidenceKind, "evidence", many=False, addition=EvidenceAddition),
    Place("root_causes/*.yaml", RootCauseKind, "root_causes", many=False),
    Place("flags/*.yaml", FlagKind, "flags"),
    Place("replies/*.yaml", LackKind, "lacks"),
    Place("drafting/*.yaml", PhraseKind, "phrases"),
    Place("routes/*.yaml", RouteKind, "routes"),
    Place("clocks/*.yaml", ClockKind, "clocks"),
    Place("contact/*.yaml", ContactKind, "contacts"),
    Place("monitoring/*.yaml", WatchKind, "watches"),
    Place("papers/*.yaml", PaperWords, "paper_words"),
    Place("review/*.yaml", ReviewRule, "review_rules"),
    Place("review/*/*.yaml", Said, "review_wordings"),
    Place("grounds/*/*.yaml", GroundKind, "grounds", many=False, addition=GroundAddition),
)
VOCABULARY = "vocabulary/*/*.tsv"
"""Where learned vocabularies stand, by language."""
TEXTS = "texts"
"""The folder of translations, by language; read only where another language than English is asked for."""


@dataclass(frozen=True)
class File:
    """A file of the knowledge: ``name`` within its folder, ``shown`` as messages call it."""

    name: str
    shown: str
    content: bytes
    pack: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split("/"))


@dataclass(frozen=True)
class Folder:
    """A folder laid out like ``rules/``."""

    at: Traversable
    label: str
    pack: str = BUILT_IN

    @cached_property
    def files(self) -> tuple[File, ...]:
        """Every file but the translations, by name; read once, so that what is judged is what is used."""
        return self._read(sorted(_walk(self.at, "", but=TEXTS)))

    def texts(self, language: str) -> tuple[File, ...]:
        """The files of translations into a language, by name."""
        at = self.at.joinpath(TEXTS, language)
        return self._read(sorted(_walk(at, f"{TEXTS}/{language}/"))) if at.is_dir() else ()

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages into which something is translated."""
        at = self.at.joinpath(TEXTS)
        return tuple(sorted(entry.name for entry in at.iterdir() if entry.is_dir())) if at.is_dir() else ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The name of every file, translations too."""
        return frozenset(name for name, _ in _walk(self.at, ""))

    def _read(self, entries: Sequence[tuple[str, Traversable]]) -> tuple[File, ...]:
        return tuple(
            File(name, f"{self.label}/{name}", entry.read_bytes(), self.pack) for name, entry in entries
        )


def built_in() -> Traversable:
    """The rules that are installed with the program, or those of the repository."""
    try:
        return resources.files("diagnose.rules")
    except ModuleNotFoundError:
        return Path(__file__).parents[2] / "rules"


def folders(packs: Sequence[Path], root: Path | None) -> list[Folder]:
    """The built-in folder (or ``root`` in its place) and the packs on top, in their order."""
    base = Folder(root, root.name or "rules") if root else Folder(built_in(), "rules")
    laid = [base]
    taken = {BUILT_IN, base.label}
    once: dict[Path, Path] = {}
    for pack in packs:
        once.setdefault(Path(pack).resolve(), Path(pack))
    for pack in once.values():
        taken.add(name := _pack_name(pack, taken))
        laid.append(Folder(pack, name, name))
    return laid


def _pack_name(pack: Path, taken: Collection[str]) -> str:
    """The folder's name, with as many of the folders around it as tell it from the others."""
    parts = [part for part in pack.resolve().parts if part != pack.resolve().anchor]
    names = ("/".join(parts[-length:]) for length in range(1, len(parts) + 1))
    return next((name for name in names if name not in taken), str(pack))


def place_of(name: str) -> Place | None:
    """What a file of that name holds; ``None`` where nothing is read."""
    return next((place for place in PLACES if fits(place.pattern, name)), None)


def fits(pattern: str, name: str) -> bool:
    """Whether the name of a file fits a pattern, part by part."""
    wanted, parts = pattern.split("/"), name.split("/")
    return len(wanted) == len(parts) and all(_fits(*pair) for pair in zip(wanted, parts, strict=True))


def is_single(name: str) -> bool:
    """Whether a kind of knowledge has this one file."""
    return any(place.pattern == name for place in PLACES)


def is_whole(folder: Path) -> bool:
    """Whether a folder holds the whole knowledge, perhaps with a gap, and no pack to be put on top."""
    singles = [place.pattern for place in PLACES if "*" not in place.pattern]
    return 2 * sum((folder / name).exists() for name in singles) > len(singles)


def digest_of(files: Sequence[File]) -> str:
    """Hexadecimal digits that change with any byte of any file; the first are the knowledge's version."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: (file.pack, file.name)):
        digest.update(f"{file.name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()


def version_of(files: Sequence[File]) -> str:
    """Twelve hexadecimal digits that change with any byte of any file."""
    return digest_of(files)[:12]


def _fits(pattern: str, part: str) -> bool:
    if "*" not in pattern:
        return pattern == part
    return part.endswith(pattern.removeprefix("*"))


def _walk(folder: Traversable, before: str, but: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = before + entry.name
        if name == but:
            continue
        if entry.is_dir():
            yield from _walk(entry, name + "/")
        elif name.endswith((".yaml", ".yml", ".tsv")):
            yield name, entry
