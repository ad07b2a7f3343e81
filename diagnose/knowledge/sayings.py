"""What a text says by a vocabulary: by its sentences, for templates repeat sentences and not whole texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from diagnose.knowledge.remembering import Room, remembering
from diagnose.knowledge.terms import split_sentence
from diagnose.knowledge.vocabulary import Told, Vocabulary


class Said(NamedTuple):
    """The first and the last word of a sentence, empty where it has none, and what its terms tell."""

    first: str
    last: str
    told: Told


class Teller:
    """Tells what sentences say by a vocabulary, and remembers it; safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, room: Room | None = None) -> None:
        self.vocabulary = vocabulary
        self.said: Callable[[str], Said] = remembering(self._said, room or Room())

    def _said(self, sentence: str) -> Said:
        words, terms = split_sentence(sentence)
        first, last = (words[0], words[-1]) if words else ("", "")
        return Said(first, last, self.vocabulary.told(terms))


class Sayings:
    """What the terms of a folded text tell, by its sentences."""

    def __init__(self, teller: Teller, sentences: Iterable[str]) -> None:
        self.vocabulary = teller.vocabulary
        self._said = [*map(teller.said, sentences)]
        self._whole: list[Told] | None = None

    def whole(self) -> list[Told]:
        """What all sentences tell, read as one text: by their own terms, and by those where they meet."""
        if self._whole is None:
            self._whole = self._together(self._said)
        return self._whole

    def together(self, numbers: Sequence[int]) -> list[Told]:
        """What some sentences tell, read as one text; what all do, where none are named."""
        if not numbers or len(numbers) == len(self._said):
            return self.whole()
        return self._together([self._said[number] for number in numbers])

    def _together(self, said: Sequence[Said]) -> list[Told]:
        worded = [item for item in said if item.first]
        meeting = [f"{before.last} {after.first}" for before, after in pairwise(worded)]
        return [*[item.told for item in worded], self.vocabulary.told(meeting)]
