"""The review of a letter: what was found in it, with its place, and a score a part."""

from __future__ import annotations

from typing import Literal

from facts_schema.base import Value
from facts_schema.case import NotRead
from facts_schema.observation import BUILT_IN

Severity = Literal["serious", "weak", "hint"]
ReviewPartName = Literal[
    "ground", "root-cause", "corrective", "preventive", "coverage", "consistency", "style"
]


class ReviewFinding(Value):
    """A review rule that found something. ``page`` 0 is a letter without pages; ``line`` 0 the whole letter.

    ``quote`` are the words of the letter, ``says`` what exactly is meant, ``because`` why it matters, ``do``
    what to write instead. ``costs`` is what it takes from the score of its part (1 is all of it).
    """

    rule: str
    title: str
    part: ReviewPartName
    severity: Severity
    says: str = ""
    quote: str = ""
    page: int = 0
    line: int = 0
    because: str
    do: str
    costs: float
    basis: str
    pack: str = BUILT_IN
    sources: tuple[str, ...] = ()


class PartScore(Value):
    """How one part of the letter stands: ``score`` is between 0 and 1, to two places."""

    part: ReviewPartName
    score: float
    findings: int


class Compared(Value):
    """Against the version before: what is gone, what is new, and how many findings are still there."""

    gone: tuple[ReviewFinding, ...] = ()
    new: tuple[ReviewFinding, ...] = ()
    still: int = 0


class Review(Value):
    """The review of one letter over one case.

    ``answers`` are the grounds that the letter is about, ``grounds`` those of the case. ``score`` is the mean
    of the parts. ``heard`` is false where the language of the letter has no words for the review: then only
    what does not depend on words was looked at.
    """

    schema_version: Literal[1] = 1
    id: str
    source: str
    language: str | None = None
    heard: bool = True
    words: int = 0
    grounds: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    score: float
    parts: tuple[PartScore, ...]
    findings: tuple[ReviewFinding, ...] = ()
    compared: Compared | None = None
    not_read: tuple[NotRead, ...] = ()
    warnings: tuple[str, ...] = ()
    knowledge_version: str = ""
    disclaimer: str = ""
