"""The shapes of the knowledge: what may stand in a file under ``rules/``.

One class is one kind of item. Each is closed, so that a misspelt key is an error and never silence.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    model_validator,
)

from diagnose.knowledge.strict_yaml import Written, WrittenList

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Strength = Literal["decisive", "strong", "moderate", "slight"]
Basis = Literal["amazon", "notice", "practice"]
Remedy = Literal[
    "appeal", "documents", "edit", "retraction", "acknowledge", "pay", "interview", "wait", "counsel"
]
Outlook = Literal["easy", "fair", "hard", "very-hard"]


def listed(value: object) -> object:
    """Let one item stand for a list of one."""
    return value if isinstance(value, (list, tuple)) or value is None else [value]


class Item(BaseModel):
    """A frozen, closed piece of knowledge that remembers where it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str = ""
    line: int = 0
    pack: str = "built-in"

    @model_validator(mode="before")
    @classmethod
    def _remember_the_place(cls, data: Any) -> Any:
        if not isinstance(data, Written):
            return data
        own = next((key for key in ("file", "line", "pack") if key in data), None)
        if own:
            raise ValueError(f'the key "{own}" is filled in by the reader; remove it')
        return {**data, "file": data.file, "line": data.line, "pack": data.pack}


class Source(Item):
    """A page relied on."""

    id: Id
    title: Text
    url: str = ""
    grade: Literal["official", "notice", "repost", "third-party", "code"]
    read: dt.date


class Limit(Item):
    """A number set by Amazon, for some stores, from one date until another (both may be open)."""

    id: Id
    means: Text
    value: float
    unit: Literal["fraction", "count", "days", "hours", "score"]
    stores: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    confidence: Literal["A", "B", "C", "D"]
    sources: tuple[Id, ...] = Field(min_length=1)
    verified: dt.date


class Marketplace(Item):
    """A store: its code, Amazon's id for it, where it stands and what it speaks."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    id: str
    country: Text
    region: Literal["na", "eu", "fe"]
    site: str
    hosts: tuple[str, ...]
    currency: str
    languages: tuple[str, ...]
    aliases: tuple[str, ...] = ()


class MetricKind(Item):
    """A metric of account health: how reports call it and which limit judges it.

    ``good`` says which side of the limit is good; ``parts`` are the counts it breaks down into.
    """

    id: Id
    title: Text
    unit: Literal["rate", "count", "hours"]
    good: Literal["below", "above", "zero"]
    limit: Id | None = None
    report_keys: tuple[str, ...] = ()
    page_names: tuple[str, ...] = ()
    count_keys: tuple[str, ...] = ()
    out_of_keys: tuple[str, ...] = ()
    part_keys: dict[str, Id] = Field(default_factory=dict)
    defects_title: str = ""


class Filter(Item):
    """A filter over rows of the case: which rows, and how many make the fact true.

    ``where`` maps a column to wanted values, to ``{says: theme}`` for words, or to ``{above: 0}``.
    ``at_least`` counts rows; ``share_of_units`` compares them with the units sold or returned.
    """

    rows_in: Literal["listings", "returns", "feedback", "orders"] = Field(alias="in")
    where: dict[str, Any] = Field(min_length=1)
    at_least: int = Field(default=1, ge=1)
    share: float | None = Field(default=None, gt=0, le=1)
    share_of: Literal["returned", "sold"] = "returned"

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Measure(Item):
    """A test of a metric: breached, near, any (count above zero), leads (a part dominates) or state."""

    metric: Id | None = None
    test: Literal["breached", "any", "leads", "near", "state"]
    part: Id | None = None
    state: str | None = None


class When(Item):
    """Conditions: all of ``all`` a yes, at least one of ``any`` a yes, all of ``denied`` a known no."""

    all: tuple[Id, ...] = ()
    any: tuple[Id, ...] = ()
    denied: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _something_is_asked(self) -> When:
        if not (self.all or self.any or self.denied):
            raise ValueError("a condition needs at least one fact under all, any or denied")
        return self

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact named, in order, once."""
        return tuple(dict.fromkeys((*self.all, *self.any, *self.denied)))


class FactKind(Item):
    """A statement about the account, a store or a listing that is yes, no or unknown, and how it is known.

    ``heard`` facts are what the notice says (wording files name them); others are facts of the world.
    ``adverse`` rows put a listing in play. ``asks_for`` makes a heard fact a request for that evidence.
    """

    id: Id
    means: Text
    about: Literal["account", "store", "listing"] = "account"
    heard: StrictBool = False
    adverse: StrictBool = False
    asks_for: Id | None = None
    measured: Annotated[tuple[Measure, ...], BeforeValidator(listed)] = ()
    found: Annotated[tuple[Filter, ...], BeforeValidator(listed)] = ()
    deduced_when: Annotated[tuple[When, ...], BeforeValidator(listed)] = ()
    observed: str = ""
    sources: tuple[Id, ...] = ()


class Wording(Item):
    """How a language says something. Exactly one of the keys names what is said.

    ``fact``: a heard fact; ``enforcement``: what the notice does (``scope`` if told); ``theme``: words of
    buyers or listings; ``section``: a heading that opens a section; ``guard``: words that take the vote away
    from what stands near them; ``words``: a named list, ``<name>`` in phrases; ``clock``: a deadline.
    """

    fact: Id | None = None
    enforcement: Id | None = None
    theme: Id | None = None
    section: Id | None = None
    guard: Id | None = None
    words: Id | None = None
    clock: Id | None = None
    phrases: tuple[Text, ...] = Field(min_length=1)
    inside: tuple[Id, ...] = Field(default=(), alias="in")
    unless: tuple[Text, ...] = ()
    even_if: tuple[Id, ...] = ()
    scope: str | None = None
    track: Literal["account", "funds", "stock"] | None = None
    after: StrictBool = False

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _one_thing_is_said(self) -> Wording:
        keys = ("fact", "enforcement", "theme", "section", "guard", "words", "clock")
        named = [key for key in keys if getattr(self, key) is not None]
        if len(named) != 1:
            raise ValueError(f"name exactly one of {', '.join(keys)}; found {', '.join(named) or 'none'}")
        return self

    @property
    def key(self) -> tuple[str, str]:
        """What is said: the kind of thing and its id."""
        for kind in ("fact", "enforcement", "theme", "section", "guard", "words", "clock"):
            name = getattr(self, kind)
            if name is not None:
                return kind, name
        raise AssertionError("validated above")


class Choice(Item):
    """One answer of a multiple choice and the facts it tells."""

    id: Id
    says: Text
    tells: dict[Id, StrictBool] = Field(default_factory=dict)


class Threshold(Item):
    """A number (or the days before the notice, for a date) at which an answer tells a fact."""

    fact: Id
    at_least: float | None = None
    below: float | None = None


class Question(Item):
    """How facts are asked of a seller; ``unknown`` is always a possible reply."""

    id: Id
    asks: Text
    why: Text
    help: str = ""
    kind: Literal["yes-no", "choice", "number", "date"] = "yes-no"
    about: Literal["account", "store", "listing"] = "account"
    fact: Id | None = None
    choices: tuple[Choice, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    effort: Literal["known", "look-up", "delicate"] = "known"
    sources: tuple[Id, ...] = ()

    @property
    def tells(self) -> tuple[str, ...]:
        """Every fact that some reply tells."""
        named = [self.fact] if self.fact else []
        named += [fact for choice in self.choices for fact in choice.tells]
        named += [item.fact for item in self.thresholds]
        return tuple(dict.fromkeys(named))


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


class Weights(Item):
    """Words to numbers, in log-odds."""

    priors: dict[Literal["common", "occasional", "rare"], float]
    root_cause_priors: dict[Literal["common", "occasional", "rare"], float]
    strengths: dict[Strength, float]
    grades: dict[Literal["paper", "report", "client", "inferred"], float]
    further: float = Field(gt=0, lt=1)
    practice_at_most: Strength
    decisive_floor: float
    show_at: float
    show_root_cause_at: float
    confidence: dict[Literal["clear", "likely", "possible"], float]


class EnforcementKind(Item):
    """What a notice does. The order of the list is the order of precedence."""

    id: Id
    title: Text
    means: Text
    reply: StrictBool = False
    adverse: StrictBool = True
    scope: str = "account"
    next_step: Text
    sources: tuple[Id, ...] = ()


class Retired(Item):
    """An id that is gone and must never come back with another meaning."""

    id: Id
    why: Text
    use: str = ""


class Language(Item):
    """A language a notice may be written in: its most common words and scripts tell it from others."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)?$")]
    name: Text
    common: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
