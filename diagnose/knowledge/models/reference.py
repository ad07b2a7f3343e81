"""What all other knowledge refers to: sources, limits, stores, metrics, languages, weights."""

import datetime as dt
import math
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool, StringConstraints

from diagnose.knowledge.models.handover import ContactState
from diagnose.knowledge.models.items import Id, Item, Replaceable, Strength, Text, spelt_out


class Source(Replaceable):
    """A page relied on."""

    id: Id
    title: Text
    url: str = ""
    grade: Literal["official", "notice", "repost", "third-party", "code"]
    read: dt.date


class Limit(Replaceable):
    """A number set by Amazon, for some stores, from one date until another (both may be open)."""

    id: Id
    means: Text
    value: float
    unit: Literal["fraction", "count", "months", "days", "business-days", "hours", "score"]
    stores: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    confidence: Literal["A", "B", "C", "D"]
    sources: tuple[Id, ...] = Field(min_length=1)
    verified: dt.date


class Marketplace(Replaceable):
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


class MetricKind(Replaceable):
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


class LikenessWeights(Item):
    """What the wording of a notice as a whole tells, from log-odds of likeness to log-odds of a ground.

    ``sharpness`` makes likeness a probability (``sentence_sharpness`` that of one sentence); a text of
    fewer known terms than ``whole_at`` tells less. ``neutral`` is the log-odds at which it tells nothing;
    the likeness to notices that name no ground, and to messages, counts by the share ``unnamed``;
    ``idle_at`` is the probability of messages that do nothing at which one is taken to do nothing without
    words for a measure, ``silent_at`` even with them.
    """

    sharpness: float = Field(gt=0)
    sentence_sharpness: float = Field(gt=0)
    whole_at: int = Field(gt=0)
    scale: float = Field(gt=0)
    unnamed: float = Field(gt=0, le=1)
    neutral: float
    lowest: float = Field(le=0)
    highest: float = Field(ge=0)
    idle_at: float = Field(gt=0, le=1)
    silent_at: float = Field(gt=0, le=1)
    because: Text
    against: Text

    @property
    def neutral_share(self) -> float:
        """The likeness at which the wording says nothing, as a probability."""
        return 1 / (1 + math.exp(-self.neutral))

    def of(self, log_odds: float) -> float:
        """The weight of a likeness, to four places."""
        return round(min(max(self.scale * (log_odds - self.neutral), self.lowest), self.highest), 4)


class Asking(Item):
    """How the next question is weighed.

    ``unanswered``: how often a client cannot answer, by effort; ``cost``: what a gain is divided by, by
    effort; ``item``: what one piece of evidence or plan counts against a change of probability from 0 to 1;
    ``believed_at_least``: no reply is held to be less likely, before they are made to add up to 1;
    ``tried``: how many questions are tried out with all their replies; ``silence``: what a ground still
    counts for each question about it that stayed unanswered; ``worth``: the least promise of a question
    while no ground is likely.
    """

    unanswered: dict[Literal["known", "look-up", "delicate"], float]
    cost: dict[Literal["known", "look-up", "delicate"], float]
    item: float = Field(ge=0)
    believed_at_least: float = Field(gt=0, lt=1)
    tried: int = Field(ge=1)
    silence: float = Field(default=1.0, gt=0, le=1)
    worth: float = Field(ge=0)


class Weights(Replaceable):
    """Words to numbers, in log-odds."""

    priors: dict[Literal["common", "occasional", "rare"], float]
    root_cause_priors: dict[Literal["common", "occasional", "rare"], float]
    strengths: dict[Strength, float]
    grades: dict[Literal["paper", "report", "client", "inferred"], float]
    further: float = Field(gt=0, lt=1)
    practice_at_most: Strength
    limits_verified_for_days: int = Field(gt=0)
    decisive_floor: float
    likeness: LikenessWeights | None = None
    show_at: float
    sure_at: float = 0.0
    guess_at: float = 1.0
    guess_alone_at: float = 1.0
    guesses: int = Field(default=0, ge=0)
    show_root_cause_at: float
    confidence: dict[Literal["clear", "likely", "possible"], float]
    asking: Asking


class UsualClock(Item):
    """A limit that sets a time when a notice does something and names no time itself."""

    limit: Id
    track: Literal["account", "funds", "stock"] = "account"


class EnforcementKind(Replaceable):
    """What a notice does. ``weight`` is how much a sentence that says so counts beside others.

    ``threatens``: it has not happened yet, so it can stand under a condition.
    ``stands`` is where the exchange with Amazon stands after it, if it answers something.
    The order of the list is the order of precedence among kinds of which a notice says as much.
    ``not_yet`` is what must not be clicked before the case is understood, ``save_now`` what to copy while
    there is access.
    """

    id: Id
    title: Text
    means: Text
    reply: StrictBool = False
    adverse: StrictBool = True
    threatens: StrictBool = False
    weight: float = Field(default=1.0, gt=0, le=10)
    scope: str = "account"
    stands: ContactState | None = None
    next_step: Text
    clocks: tuple[UsualClock, ...] = ()
    not_yet: tuple[Text, ...] = ()
    save_now: tuple[Text, ...] = ()
    sources: tuple[Id, ...] = ()


class Retired(Item):
    """An id that is gone and must never come back with another meaning."""

    id: Id
    why: Text
    use: str = ""


class Language(Replaceable):
    """A language a notice may be written in: its most common words and scripts tell it from others.

    ``parts`` is for languages that bend or join their words: of how many letters the parts of words are
    that are learned beside whole words (:func:`diagnose.knowledge.vocabulary.terms_of`).
    """

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]+)?$")]
    name: Text
    common: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    parts: Annotated[int, Field(ge=0)] = 0


class Domain(Replaceable):
    """A domain that Amazon's messages lead to besides the sites of its stores, with everything below it."""

    domain: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$")]
    used_for: Text


class ListedFile(Item):
    """A file that belongs to a folder of rules, by its name within it."""

    name: Text


def _named(value: object) -> object:
    return spelt_out(value, "name")


class Manifest(Item):
    """Every file of a folder of rules: one that is listed and missing is an error, not a gap."""

    files: Annotated[tuple[ListedFile, ...], BeforeValidator(_named)] = Field(min_length=1)
