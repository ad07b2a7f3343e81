"""Where the knowledge lies, and what belongs where in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from diagnose.knowledge.models import (
    EnforcementKind,
    EvidenceKind,
    FactKind,
    FlagKind,
    GroundKind,
    Item,
    LackKind,
    Language,
    Limit,
    Marketplace,
    MetricKind,
    Question,
    Retired,
    RootCauseKind,
    Source,
    Weights,
    Wording,
)


@dataclass(frozen=True)
class Place:
    """What stands at a place: which model, as a list or as one mapping, under which name in the base."""

    pattern: str
    model: type[Item]
    name: str
    many: bool = True


PLACES = (
    Place("sources.yaml", Source, "sources"),
    Place("limits.yaml", Limit, "limits"),
    Place("metrics.yaml", MetricKind, "metrics"),
    Place("marketplaces.yaml", Marketplace, "marketplaces"),
    Place("enforcement.yaml", EnforcementKind, "enforcement"),
    Place("weights.yaml", Weights, "weights", many=False),
    Place("retired.yaml", Retired, "retired"),
    Place("languages.yaml", Language, "languages"),
    Place("facts/*.yaml", FactKind, "facts"),
    Place("questions/*.yaml", Question, "questions"),
    Place("wording/*/*.yaml", Wording, "wordings"),
    Place("evidence/*.yaml", EvidenceKind, "evidence", many=False),
    Place("root_causes/*.yaml", RootCauseKind, "root_causes", many=False),
    Place("flags/*.yaml", FlagKind, "flags"),
    Place("replies/*.yaml", LackKind, "lacks"),
    Place("grounds/*/*.yaml", GroundKind, "grounds", many=False),
)


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
    pack: str = "built-in"

    def files(self) -> Iterator[File]:
        """Every YAML file, by name."""
        for name, entry in sorted(_walk(self.at, "")):
            yield File(name, f"{self.label}/{name}", entry.read_bytes(), self.pack)


def built_in() -> Traversable:
    """The rules that are installed with the program, or those of the repository."""
    try:
        return resources.files("diagnose.rules")
    except ModuleNotFoundError:
        return Path(__file__).parents[2] / "rules"


def folders(packs: Sequence[Path], root: Path | None) -> list[Folder]:
    """The built-in folder (or ``root`` in its place) and the packs on top, in their order."""
    base = Folder(root, root.name or "rules") if root else Folder(built_in(), "rules")
    return [base, *(Folder(Path(pack), Path(pack).name, Path(pack).name) for pack in packs)]


def place_of(name: str) -> Place | None:
    """What a file of that name holds; ``None`` where nothing is read."""
    parts = name.split("/")
    for place in PLACES:
        pattern = place.pattern.split("/")
        if len(pattern) == len(parts) and all(_fits(*pair) for pair in zip(pattern, parts, strict=True)):
            return place
    return None


def version_of(files: Sequence[File]) -> str:
    """Twelve hexadecimal digits that change with any byte of any file."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: (file.pack, file.name)):
        digest.update(f"{file.name}\0{len(file.content)}\0".encode() + file.content)
    return digest.hexdigest()[:12]


def _fits(pattern: str, part: str) -> bool:
    if "*" not in pattern:
        return pattern == part
    return part.endswith(pattern.removeprefix("*"))


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = before + entry.name
        if entry.is_dir():
            yield from _walk(entry, name + "/")
        elif name.endswith((".yaml", ".yml")):
            yield name, entry
