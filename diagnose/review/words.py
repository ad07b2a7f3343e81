"""Words that carry meaning, for comparing sentences of different letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOKEN = re.compile(r"[^\W_]+")
_COMMON = 4
_STEM = 6
SHINGLE = 5
"""Words in a row that two letters share only if one was written from the other."""


def content_words(text: str) -> frozenset[str]:
    """The longer words of a text by their beginnings, so that "shipped" and "shipping" are one."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) >= _COMMON)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that both have."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Every word and number with its place."""
    return [(found[0].casefold(), *found.span()) for found in _TOKEN.finditer(text)]


def shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Every run of :data:`SHINGLE` words."""
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def shared(text: str, others: Iterable[str]) -> tuple[float, list[tuple[int, int]]]:
    """Which share of the words of a text stands in runs that others have too, and where those runs are."""
    own = tokens(text)
    words = [word for word, _, _ in own]
    theirs = frozenset().union(*(shingles([word for word, _, _ in tokens(other)]) for other in others))
    covered = [False] * len(words)
    for at in range(len(words) - SHINGLE + 1):
        if tuple(words[at : at + SHINGLE]) in theirs:
            covered[at : at + SHINGLE] = [True] * SHINGLE
    return (sum(covered) / len(words) if words else 0.0), list(_runs(own, covered))


def _runs(own: Sequence[tuple[str, int, int]], covered: Sequence[bool]) -> Iterable[tuple[int, int]]:
    start: int | None = None
    for number, (_, begin, _) in enumerate(own):
        if covered[number] and start is None:
            start = begin
        elif not covered[number] and start is not None:
            yield start, own[number - 1][2]
            start = None
    if start is not None:
        yield start, own[-1][2]
