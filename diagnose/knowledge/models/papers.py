"""What the check of papers needs to know: lists of words, how a kind is recognised, tests of requirements."""

from typing import Literal, Self

from pydantic import Field, StrictBool, model_validator

from diagnose.knowledge.models.items import Id, Item, Replaceable, Text

TestKind = Literal[
    "says",
    "says-not",
    "labelled",
    "dated",
    "dated-within",
    "valid",
    "names-account",
    "names-issuer",
    "contact-complete",
    "file-format",
    "unedited",
    "unmarked",
    "nothing-hidden",
    "whole",
    "language",
    "products-named",
    "units-covered",
    "listings-named",
    "model-named",
    "names-standard",
    "tied-to-account",
    "original-picture",
    "unique",
    "not-forwarded",
    "signed",
    "beside",
    "covers-store",
    "brand-named",
    "pays-invoice",
    "confirms-invoice",
    "destination",
]
_NEEDS: dict[str, tuple[str, ...]] = {
    "says": ("words",),
    "says-not": ("words",),
    "labelled": ("words",),
    "dated-within": ("words", "days"),
    "valid": ("words",),
    "names-account": ("part",),
    "contact-complete": ("needs",),
    "file-format": ("formats",),
    "unedited": ("words",),
    "language": ("languages",),
    "beside": ("kinds",),
    "covers-store": ("words",),
    "pays-invoice": ("words", "also", "kinds"),
    "confirms-invoice": ("words", "kinds"),
}


class PaperWords(Replaceable):
    """Words that mean one thing on papers, in any language: labels of fields, headings, phrases.

    ``pairs`` spell out abbreviations ("st" is "street"); ``words`` are compared without regard to case,
    width, accents and white space, as whole words.
    """

    id: Id
    words: tuple[Text, ...] = ()
    pairs: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _something_is_listed(self) -> Self:
        if not (self.words or self.pairs):
            raise ValueError("a list of words for papers needs words or pairs")
        return self


class Recognition(Item):
    """By which words a paper shows itself to be of a kind.

    A list under ``title`` counts where it stands in a heading, one under ``words`` anywhere; ``never`` rules
    the kind out where it stands in a heading.
    """

    title: tuple[Id, ...] = ()
    words: tuple[Id, ...] = ()
    never: tuple[Id, ...] = ()
    at_least: int = Field(default=7, ge=1)


class PaperTest(Item):
    """How a program can see whether a paper meets a requirement. ``kind`` says which other keys it takes.

    ``words`` name lists of words. ``otherwise`` is the state where nothing decides: ``failed`` only where
    silence is plain evidence. ``risk`` marks a remark on how a paper may look, never a finding.
    ``with_form``: a firm is named only with its legal form, since its bare name may be the mark itself.
    """

    kind: TestKind
    words: tuple[Id, ...] = ()
    also: tuple[Id, ...] = ()
    unless: tuple[Id, ...] = ()
    where: Literal["anywhere", "title"] = "anywhere"
    days: int | None = Field(default=None, ge=1)
    counts_from: Literal["notice", "today"] = "notice"
    asked_as: tuple[Id, ...] = ()
    part: Literal["name", "address", "both"] | None = None
    needs: tuple[Literal["name", "address", "phone", "website", "email"], ...] = ()
    formats: tuple[Id, ...] = ()
    languages: tuple[Id, ...] = ()
    kinds: tuple[Id, ...] = ()
    otherwise: Literal["failed", "cannot-tell", "passed"] = "cannot-tell"
    risk: StrictBool = False
    with_form: StrictBool = False

    @model_validator(mode="after")
    def _what_it_needs_is_given(self) -> Self:
        for key in _NEEDS.get(self.kind, ()):
            if not getattr(self, key):
                raise ValueError(f'a test of the kind "{self.kind}" needs the key "{key}"')
        return self
