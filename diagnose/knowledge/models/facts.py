"""Facts, how a notice or a row tells them, and how they are asked."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from diagnose.knowledge.models.items import Id, Item, Replaceable, Text, When, listed


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

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Measure(Item):
    """A test of a metric: breached, near, any (count above zero), leads (a part dominates) or state."""

    metric: Id | None = None
    test: Literal["breached", "any", "leads", "near", "state"]
    part: Id | None = None
    state: str | None = None


class FactKind(Replaceable):
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


class Wording(Replaceable):
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
    without: tuple[Text, ...] = ()
    even_if: tuple[Id, ...] = ()
    scope: str | None = None
    track: Literal["account", "funds", "stock"] | None = None
    after: StrictBool = False
    at: Literal["anywhere", "start"] = "anywhere"
    of: Literal["all", "allegations"] = "all"
    engulfs: StrictBool = False

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    @model_validator(mode="after")
    def _one_thing_is_said(self) -> Self:
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

    def reached(self, number: float) -> bool:
        """Whether a number makes the fact a yes."""
        return (self.at_least is None or number >= self.at_least) and (
            self.below is None or number < self.below
        )


class Question(Replaceable):
    """How facts are asked of a seller; ``unknown`` is always a possible reply.

    ``opening``: every seller can answer it, whatever Amazon acts on; others only those whom it concerns.
    """

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
    opening: bool = False
    sources: tuple[Id, ...] = ()

    @property
    def tells(self) -> tuple[str, ...]:
        """Every fact that some reply tells."""
        named = [self.fact] if self.fact else []
        named += [fact for choice in self.choices for fact in choice.tells]
        named += [item.fact for item in self.thresholds]
        return tuple(dict.fromkeys(named))
