"""What is wrong in the knowledge, said so that its author can put it right."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and where. ``line`` 0 means the whole file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


class KnowledgeError(ValueError):
    """The knowledge cannot be used. The message lists every problem, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LanguageError(KnowledgeError):
    """There are no texts in a language; the message names those there are."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like the word, or an empty text where none is near."""
    # difflib takes milliseconds a comparison and names come by the thousand: shared letters sift them first.
    pairs = _pairs(word)
    sifted = heapq.nlargest(12, known, key=lambda other: (_overlap(pairs, _pairs(other)), other))
    near = difflib.get_close_matches(word, sifted, n=1, cutoff=0.6)
    return near[0] if near else ""


@lru_cache(maxsize=8192)
def _pairs(word: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(f" {word} "))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence (with a leading space) that names the nearest known word, or nothing."""
    near = nearest(word, known)
    return f' Did you mean "{near}"?' if near else ""
