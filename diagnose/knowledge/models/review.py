"""How a letter to Amazon is reviewed: the rules, and the words by which a language says things."""

from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from diagnose.knowledge.models.facts import Wording
from diagnose.knowledge.models.items import Basis, Id, Item, Replaceable, Text, listed

ReviewPart = Literal["ground", "root-cause", "corrective", "preventive", "coverage", "consistency", "style"]
"""What of a letter is scored."""

LetterPart = Literal[
    "opening", "root-cause", "corrective", "preventive", "attachments", "closing", "other", "subject"
]
"""Where in a letter something stands."""

Look = Literal[
    "wrong-ground",
    "ground-not-answered",
    "part-missing",
    "symptom",
    "listing-not-named",
    "foreign-listing",
    "document-not-named",
    "request-not-answered",
    "complaint-not-named",
    "other-store",
    "figure-differs",
    "figures-do-not-agree",
    "notice-date-differs",
    "day-to-come",
    "no-such-day",
    "action-not-recorded",
    "attachment-not-listed",
    "document-not-at-hand",
    "differs-from-paper",
    "contradicts-statement",
    "contradicts-earlier",
    "contradicts-known",
    "nothing-new",
    "same-as-own",
    "too-long",
    "too-short",
    "part-over-form",
    "contact-missing",
]
"""What is worked out rather than heard; each has a function of its own in ``diagnose.review``."""

FORMAL: frozenset[Look] = frozenset(
    {
        "listing-not-named",
        "foreign-listing",
        "complaint-not-named",
        "other-store",
        "figures-do-not-agree",
        "no-such-day",
        "nothing-new",
        "same-as-own",
        "too-long",
    }
)
"""The looks that need no words of a language."""

COMPUTED = frozenset(
    (
        *("date", "figure", "link", "e-mail", "phone", "person"),
        *("exclamation", "question", "placeholder", "capitals", "heading"),
        *(f"part-{part}" for part in get_args(LetterPart)),
    )
)
"""What a sentence says by its form, and a letter by its parts, whatever the language."""

Several = Annotated[tuple[Id, ...], BeforeValidator(listed)]


class Fits(Item):
    """Which cases a rule is for: some stated ground must be one of these, and none one of those."""

    grounds: tuple[Id, ...] = ()
    families: tuple[Id, ...] = ()
    not_grounds: tuple[Id, ...] = ()


class ReviewRule(Replaceable):
    """One thing to look for in a letter, why, and what to write instead.

    Exactly one of ``says`` (a unit says one of these), ``lacks`` (it says none of them) and ``looks`` (it is
    worked out). ``of`` is the unit: a sentence, an item (a bullet or paragraph with the line that leads it),
    a part or the letter. ``within`` are the parts of the letter to look in. The unit must say one of ``also``
    and none of ``unless``; the letter one of ``when`` and none of ``unless_letter``; and no sentence of its
    part may say one of ``unless_part`` without saying what is looked for. At least ``at_least`` units and
    ``share`` of all must show it. ``costs`` is what one finding takes from the score of its part, 1 being
    all of it.
    """

    id: Id
    title: Text
    part: ReviewPart
    severity: Literal["serious", "weak", "hint"]
    costs: float = Field(gt=0, le=1)
    says: Several = ()
    lacks: Several = ()
    looks: Look | None = None
    of: Literal["sentence", "item", "part", "letter"] = "sentence"
    within: Annotated[tuple[LetterPart, ...], BeforeValidator(listed)] = ()
    also: Several = ()
    unless: Several = ()
    unless_part: Several = ()
    when: Several = ()
    unless_letter: Several = ()
    fits: Fits | None = None
    at_least: float = 1
    share: float = Field(default=0, ge=0, le=1)
    limit: float | None = None
    because: Text
    do: Text
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _one_thing_is_looked_for(self) -> Self:
        if sum(map(bool, (self.says, self.lacks, self.looks))) != 1:
            raise ValueError("give exactly one of says, lacks and looks")
        return self

    @property
    def formal(self) -> bool:
        """Whether it can be judged without the words of any language."""
        needed = (*self.says, *self.lacks, *self.also, *self.when)
        return COMPUTED.issuperset(needed) and (self.looks is None or self.looks in FORMAL)

    @property
    def themes(self) -> tuple[str, ...]:
        """Everything that a sentence can say and that the rule asks about."""
        asked = (self.says, self.lacks, self.also, self.unless, self.unless_part)
        named = (name for names in (*asked, self.when, self.unless_letter) for name in names)
        return tuple(dict.fromkeys(named))


class Said(Replaceable):
    """How letters in one language say something; exactly one key names it.

    ``says``: a theme; ``ground`` and ``document``: the words of letters on that ground, and for that kind of
    evidence; ``words``: a named list, ``<name>`` in phrases. ``language`` is that of the folder.
    """

    says: Id | None = None
    ground: Id | None = None
    document: Id | None = None
    words: Id | None = None
    phrases: tuple[Text, ...] = Field(min_length=1)
    unless: tuple[Text, ...] = ()
    without: tuple[Text, ...] = ()
    at: Literal["anywhere", "start"] = "anywhere"
    language: str = ""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="after")
    def _one_thing_is_said(self) -> Self:
        keys = ("says", "ground", "document", "words")
        named = [key for key in keys if getattr(self, key) is not None]
        if len(named) != 1:
            raise ValueError(f"name exactly one of {', '.join(keys)}; found {', '.join(named) or 'none'}")
        return self

    @property
    def theme(self) -> str:
        """What a sentence with these words says, as one name."""
        if self.ground or self.document:
            return f"ground-{self.ground}" if self.ground else f"document-{self.document}"
        return self.says or f"words-{self.words}"

    @property
    def id(self) -> str:
        """How a pack names it, to replace it."""
        return f"{self.language}/{self.theme}"

    def wording(self) -> Wording:
        """The same as an entry of a phrasebook."""
        return Wording.model_validate(
            {
                **({"words": self.words} if self.words else {"theme": self.theme}),
                "phrases": self.phrases,
                "unless": self.unless,
                "without": self.without,
                "at": self.at,
            }
        )
