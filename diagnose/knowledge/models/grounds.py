"""Grounds with their rules, root causes, evidence, actions and cautions."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from diagnose.knowledge.models.items import (
    Basis,
    Id,
    Item,
    Outlook,
    Remedy,
    Replaceable,
    Strength,
    Text,
    When,
    spelt_out,
)
from diagnose.knowledge.models.papers import PaperTest, Recognition


class CheckKind(Replaceable):
    """A requirement a document must meet.

    ``test`` says how a program sees it on a paper, ``mend`` what to do where the paper does not meet it.
    """

    id: Id
    text: Text
    test: PaperTest | None = None
    mend: str = ""
    basis: Basis = "amazon"
    sources: tuple[Id, ...] = ()


class Refusal(Item):
    """What is refused as this evidence; ``test`` passes where the paper is not of that sort."""

    text: Text
    test: PaperTest | None = None
    mend: str = ""
    basis: Basis = "amazon"
    sources: tuple[Id, ...] = ()


class EvidenceKind(Replaceable):
    """One kind of document: its checks, what is refused, where to get it, how long that takes.

    ``recognised_by`` tells such a paper from others by its words.
    ``counts_units``: what it accounts for is held against the units of each listing.
    """

    id: Id
    title: Text
    means: Text
    recognised_by: Recognition | None = None
    checks: tuple[CheckKind, ...] = Field(min_length=1)
    refused: tuple[Refusal, ...] = ()
    obtain: Text
    takes: Text
    counts_units: StrictBool = False
    sources: tuple[Id, ...] = ()


class EvidenceAddition(Item):
    """What a pack adds to a kind of evidence: checks, and what is refused besides."""

    extends: Id
    checks: tuple[CheckKind, ...] = ()
    refused: tuple[Refusal, ...] = ()
    sources: tuple[Id, ...] = ()


class RuleKind(Replaceable):
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


class ActionKind(Replaceable):
    """An item of the plan. Exactly one of ``corrective`` and ``preventive``."""

    id: Id
    corrective: Tenses | None = None
    preventive: Tenses | None = None
    when: When | None = None
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one_part(self) -> Self:
        if (self.corrective is None) == (self.preventive is None):
            raise ValueError("an action is either corrective or preventive")
        return self


class Need(Replaceable):
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


def _saying(value: object) -> object:
    return spelt_out(value, "say")


def _needing(value: object) -> object:
    return spelt_out(value, "need", {"because": "It shows this root cause and its remedy."})


Cautions = Annotated[tuple[CautionKind, ...], BeforeValidator(_saying)]
Needs = Annotated[tuple[Need, ...], BeforeValidator(_needing)]


class RootCauseKind(Replaceable):
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


class RootCauseUse(Replaceable):
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
    return spelt_out(value, "use")


SharedCauses = Annotated[tuple[RootCauseUse, ...], BeforeValidator(_using)]


class GroundKind(Replaceable):
    """What Amazon holds against an account, as a consultant reads it aloud.

    ``units`` are those that documents must account for: the units sold, or those sent to Amazon.
    """

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
    units: Literal["sold", "inbound"] = "sold"
    sources: tuple[Id, ...] = Field(min_length=1)
    rules: tuple[RuleKind, ...] = Field(min_length=1)
    root_causes: tuple[RootCauseKind, ...] = ()
    shared_root_causes: SharedCauses = ()
    evidence: Needs = ()
    actions: tuple[ActionKind, ...] = ()
    cautions: Cautions = ()
    submit: str = ""

    @property
    def parts(self) -> tuple[Self | RootCauseKind, ...]:
        """The ground and its root causes: everything that has rules, evidence, actions and cautions."""
        return (self, *self.root_causes)


class GroundAddition(Item):
    """What a pack adds to a ground, or replaces in it by an item that says so."""

    extends: Id
    often_confused_with: tuple[Id, ...] = ()
    rules: tuple[RuleKind, ...] = ()
    root_causes: tuple[RootCauseKind, ...] = ()
    shared_root_causes: SharedCauses = ()
    evidence: Needs = ()
    actions: tuple[ActionKind, ...] = ()
    cautions: Cautions = ()
    sources: tuple[Id, ...] = ()
