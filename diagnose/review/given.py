"""What a letter is reviewed against, and what a rule hands back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import ReviewRule
from diagnose.review.hearing import Hearer
from diagnose.review.letter import Letter, Sentence
from facts_schema import Case, Diagnosis, Ground, Notice, Statement

PLAN = "plan-of-action"
"""The kind of evidence that the letter itself is."""


class Spot(NamedTuple):
    """Where something is, as offsets (``None`` is the whole letter), and what exactly it is.

    ``word`` is where the words stand that show it, in a long sentence perhaps lines below ``start``.
    """

    start: int | None
    end: int
    says: str = ""
    word: int | None = None


@dataclass(frozen=True)
class Given:
    """The case with its diagnosis, and the other letters that count.

    ``earlier`` are submissions to Amazon about this case; ``own`` the firm's letters about other cases and
    ``papers`` the attachments, by name. ``form_length`` is how many characters a box of the web form takes.
    """

    case: Case
    diagnosis: Diagnosis
    earlier: Sequence[Letter] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    form_length: int | None = None

    @property
    def plan_wanted(self) -> bool:
        """Whether a plan of action is asked for, or is the way to answer a ground; else papers are."""
        asked = any(request.id == PLAN for request in self.diagnosis.requests)
        return asked or not self.stated or any(ground.remedy == "appeal" for ground in self.stated)

    @property
    def stated(self) -> tuple[Ground, ...]:
        """The grounds that the notice names in words; the first of the case where it names none so."""
        named = tuple(
            ground
            for ground in self.diagnosis.grounds
            if ground.standing == "stated" and any(reason.strength == "decisive" for reason in ground.because)
        )
        return named or self.diagnosis.grounds[:1]


@dataclass(frozen=True)
class Desk:
    """All that a look needs: the rule, the letter, what it is held against, and the knowledge."""

    rule: ReviewRule
    letter: Letter
    given: Given
    knowledge: KnowledgeBase
    hearer: Hearer

    def limit(self) -> float:
        """The number of the rule."""
        return self.rule.limit or 0.0

    @property
    def months(self) -> Mapping[str, int]:
        """The names of months in the language of the letter."""
        return self.hearer.months(self.letter.language)

    def list_of(self, name: str) -> tuple[str, ...]:
        """A list of words in the language of the letter."""
        return self.hearer.list_of(self.letter.language, name)

    def hear(self, text: str) -> Letter:
        """Another text, heard in the same way."""
        return self.hearer.hear(Notice(text=text, language=self.letter.language))

    @property
    def statements(self) -> Iterator[tuple[Statement, Letter]]:
        """What Amazon was told so far."""
        return ((item, self.hear(item.text)) for item in self.given.case.statements)


Spots = Iterator[Spot]


def at(sentence: Sentence, says: str = "") -> Spot:
    """The place of a sentence."""
    return Spot(sentence.start, sentence.end, says)


def whole(says: str = "") -> Spot:
    """No place: the whole letter."""
    return Spot(None, 0, says)
