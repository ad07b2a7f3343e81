"""What a text says by a vocabulary: by its sentences, for templates repeat sentences and not whole texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from diagnose.knowledge.terms import Said
from diagnose.knowledge.vocabulary import Vocabulary


class Sayings:
    """The telling terms of a folded text by its sentences."""

    def __init__(self, vocabulary: Vocabulary, sentences: Iterable[str]) -> None:
        self.vocabulary = vocabulary
        self._said = [*map(vocabulary.said_in, sentences)]
        self._whole: list[str] | None = None

    def whole(self) -> list[str]:
        """The terms of all sentences read as one text: their own, and those where they meet."""
        if self._whole is None:
            self._whole = self._together(self._said)
        return self._whole

    def together(self, numbers: Sequence[int]) -> list[str]:
        """The terms of some sentences read as one text; of all, where none are named."""
        if not numbers or len(numbers) == len(self._said):
            return self.whole()
        return self._together([self._said[number] for number in numbers])

    def _together(self, said: Sequence[Said]) -> list[str]:
        worded = [item for item in said if item.first]
        meeting = [f"{before.last} {after.first}" for before, after in pairwise(worded)]
        own = chain.from_iterable([item.terms for item in worded])
        return [*own, *filter(self.vocabulary.tells, meeting)]
