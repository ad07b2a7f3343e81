"""A letter as the review sees it: sentences, each with what it says and the part of the letter it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from diagnose.knowledge.models import LetterPart
from facts_schema import Notice

SCORED: tuple[LetterPart, ...] = ("root-cause", "corrective", "preventive")
"""The three parts that a plan of action has."""
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is ``letter.text[start:end]``; ``item`` is the number of its bullet or paragraph.

    ``places`` are where in the letter it says what. ``apart`` is a line with an empty one before it.
    ``lead`` is the number of the sentence that leads it, such as "On 3 May we did this:".
    """

    text: str
    start: int
    end: int
    item: int
    places: Mapping[str, int]
    lead: int | None = None
    heading: bool = False
    bullet: bool = False
    apart: bool = False
    part: LetterPart = "opening"

    @property
    def says(self) -> Set[str]:
        """The names of what it says."""
        return self.places.keys()


@dataclass(frozen=True)
class Unit:
    """What a rule looks at: a sentence, an item, a part or the whole letter."""

    sentences: tuple[Sentence, ...]
    lead: Sentence | None = None

    @cached_property
    def says(self) -> frozenset[str]:
        """Everything that its sentences say, or the line that leads them."""
        led: Set[str] = self.lead.says if self.lead else frozenset()
        return frozenset().union(led, *(sentence.says for sentence in self.sentences))

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(_WORD.findall(sentence.text)) for sentence in self.sentences)


@dataclass(frozen=True)
class Letter:
    """A letter, read by the words of its language; ``heard`` is false where these are not known."""

    notice: Notice
    sentences: tuple[Sentence, ...]
    language: str | None
    heard: bool

    @property
    def text(self) -> str:
        """The whole text."""
        return self.notice.text

    @cached_property
    def folded(self) -> str:
        """The whole text in lower case with single spaces, to look for names in."""
        return " ".join(self.text.casefold().split())

    @cached_property
    def says(self) -> frozenset[str]:
        """Everything that is said anywhere."""
        return frozenset().union(*(sentence.says for sentence in self.sentences))

    def of(self, *parts: LetterPart) -> tuple[Sentence, ...]:
        """The sentences of some parts, headings left out."""
        return tuple(s for s in self.sentences if s.part in parts and not s.heading)

    def items(self, parts: Iterable[LetterPart]) -> tuple[Unit, ...]:
        """The bullets and paragraphs of some parts, without headings and the lines that only lead others."""
        wanted = set(parts)
        led = {s.lead for s in self.sentences if s.lead is not None}
        by_item: dict[int, list[int]] = {}
        for number, sentence in enumerate(self.sentences):
            if sentence.part in wanted and not sentence.heading and number not in led:
                by_item.setdefault(sentence.item, []).append(number)
        return tuple(self._item(numbers) for numbers in by_item.values())

    def _item(self, numbers: Sequence[int]) -> Unit:
        lead = self.sentences[numbers[0]].lead
        own = tuple(self.sentences[number] for number in numbers)
        return Unit(own, self.sentences[lead] if lead is not None else None)

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))


def with_parts(letter: Letter, parts: Sequence[LetterPart]) -> Letter:
    """The letter with the part of each sentence."""
    placed = tuple(replace(s, part=part) for s, part in zip(letter.sentences, parts, strict=True))
    return replace(letter, sentences=placed)
