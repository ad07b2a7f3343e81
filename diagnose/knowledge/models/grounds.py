"""Grounds with their rules, root causes, evidence, actions and cautions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from diagnose.knowledge.models.items import Basis, Id, Item, Outlook, Remedy, Strength, Text, When
from diagnose.knowledge.strict_yaml import WrittenList


class CheckKind(Item):
    """A requirement a document must meet."""

    id: Id
    text: Text
    basis: Basis = "amazon"
    sources: tuple[Id, ...] = ()


class Refusal(Item):
    """What is refused as this evidence."""

    text: Text
    basis: Basis = "amazon"
    sources: tuple[Id, ...] = ()


class EvidenceKind(Item):
    """One kind of document: its checks, what is refused, where to get it, how long that takes."""

    id: Id
    title: Text
    means: Text
    checks: tuple[CheckKind, ...] = Field(min_length=1)
    refused: tuple[Refusal, ...] = ()
    obtain: Text
    takes: Text
    sources: tuple[Id, ...] = ()


class RuleKind(Item):
    """Conditions over facts, and what follows. Findings that ``counts_with`` one name are one origin."""

    id: Id
    when: When
    points: Literal["to", "away"] = "to"
    strength: Strength
    because: Text
    counts_with: Id | None = None
    basis: Basis = "notice"
    sources: tuple[Id, ...] = ()


class Tenses(Item):
    """An action in both tenses: ``do`` when planned, ``done`` once recorded as done."""

    do: Text
    done: Text


class ActionKind(Item):
    """An item of the plan. Exactly one of ``corrective`` and ``preventive``."""

    id: Id
    corrective: Tenses | None = None
    preventive: Tenses | None = None
    when: When | None = None
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one_part(self) -> ActionKind:
        if (self.corrective is None) == (self.preventive is None):
            raise ValueError("an action is either corrective or preventive")
        return self


class Need(Item):
    """An evidence kind that a ground or root cause needs, and why."""

    need: Id
    because: Text
    strength: Literal["must", "helps"] = "must"
    when: When | None = None


class CautionKind(Item):
    """What to avoid."""

    say: Text
    when: When | None = None
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()


def _spelt_out(value: object, key: str, more: dict[str, str]) -> object:
    """Let a bare text in a list stand for a mapping with that text under ``key``."""
    if not isinstance(value, WrittenList):
        return value
    return [
        value.mapping(place, {key: item} | more) if isinstance(item, str) else item
        for place, item in enumerate(value)
    ]


def _saying(value: object) -> object:
    return _spelt_out(value, "say", {})


def _needing(value: object) -> object:
    return _spelt_out(value, "need", {"because": "It shows this root cause and its remedy."})


Cautions = Annotated[tuple[CautionKind, ...], BeforeValidator(_saying)]
Needs = Annotated[tuple[Need, ...], BeforeValidator(_needing)]


class RootCauseKind(Item):
    """Why it came to a ground."""

    id: Id
    title: Text
    means: str = ""
    basis: Basis = "practice"
    frequency: Literal["common", "occasional", "rare"] = "occasional"
    rules: tuple[RuleKind, ...] = Field(min_length=1)
    evidence: Needs = ()
    actions: tuple[ActionKind, ...] = ()
    cautions: Cautions = ()
    sources: tuple[Id, ...] = ()


class RootCauseUse(Item):
    """A root cause that several grounds share, as one ground uses it: with what the ground adds to it."""

    use: Id
    frequency: Literal["common", "occasional", "rare"] | None = None
    rules: tuple[RuleKind, ...] = ()
    actions: tuple[ActionKind, ...] = ()

    def of(self, shared: RootCauseKind) -> RootCauseKind:
        """The shared root cause with the additions of the ground."""
        return shared.model_copy(
            update={
                "frequency": self.frequency or shared.frequency,
                "rules": (*shared.rules, *self.rules),
                "actions": (*shared.actions, *self.actions),
            }
        )


def _using(value: object) -> object:
    return _spelt_out(value, "use", {})


class GroundKind(Item):
    """What Amazon holds against an account, as a consultant reads it aloud."""

    id: Id
    title: Text
    means: Text
    family: str = ""
    often_confused_with: tuple[Id, ...] = ()
    frequency: Literal["common", "occasional", "rare"]
    remedy: Remedy
    outlook: Outlook
    outlook_because: Text
    modifier: StrictBool = False
    sources: tuple[Id, ...] = Field(min_length=1)
    rules: tuple[RuleKind, ...] = Field(min_length=1)
    root_causes: tuple[RootCauseKind, ...] = ()
    shared_root_causes: Annotated[tuple[RootCauseUse, ...], BeforeValidator(_using)] = ()
    evidence: Needs = ()
    actions: tuple[ActionKind, ...] = ()
    cautions: Cautions = ()
    submit: str = ""

    @property
    def parts(self) -> tuple[GroundKind | RootCauseKind, ...]:
        """The ground itself and its root causes: everything that has rules, evidence and actions."""
        return (self, *self.root_causes)

    @property
    def scopes(self) -> tuple[GroundKind | RootCauseKind, ...]:
        """The ground and its root causes: whatever has rules, evidence, actions and cautions."""
        return (self, *self.root_causes)
