"""Flags and lacks: what a consultant is warned of, and what an answer of Amazon finds missing."""

from typing import Literal, Self

from pydantic import model_validator

from diagnose.knowledge.models.items import Basis, Id, Item, Remedy, Replaceable, Text, When

FlagSort = Literal[
    "stop",
    "before-the-click",
    "contradiction",
    "mixed-admission-and-dispute",
    "priority",
    "no-appeal-needed",
    "do-not",
    "outlook",
]
"""What a flag is for. The order of the list is the order in which flags are told."""

Part = Literal["root-cause", "corrective", "preventive", "documents", "whole"]
"""What of a submission is meant: a part of the plan, its documents, or all of it."""


class Showing(Item):
    """A ground that must be shown: one that fits every key that is given."""

    grounds: tuple[Id, ...] = ()
    families: tuple[Id, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    @model_validator(mode="after")
    def _something_is_named(self) -> Self:
        if not (self.grounds or self.families or self.remedies):
            raise ValueError("name at least one of grounds, families and remedies")
        return self


class FlagKind(Replaceable):
    """A warning or a priority that always runs, beside whatever grounds are shown.

    It is raised when its facts hold (``when``) and a fitting ground is shown (``shown``); either may be left
    out. A ``priority`` puts the fitting grounds before all other shown grounds, or only those of ``before``;
    an ``outlook`` makes the outlook of the fitting grounds one step harder or easier.
    """

    id: Id
    kind: FlagSort
    when: When | None = None
    shown: Showing | None = None
    before: Showing | None = None
    shifts: Literal["harder", "easier"] | None = None
    because: Text
    do: str = ""
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()


class LackKind(Replaceable):
    """What a reply says is missing from an appeal, and the part or the documents that supply it."""

    id: Id
    title: Text
    when: When
    part: Part
    evidence: tuple[Id, ...] = ()
    do: Text
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()
