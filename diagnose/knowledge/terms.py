"""The terms of a folded text: its words, and each two that follow each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from diagnose.knowledge.folding import UNSPACED

# What French and Italian run together with a word ("l'offre") is a word of its own.
_WORD = re.compile(
    rf"[{UNSPACED}]|\b(?:[cdjlmnst]|qu|d?all|dell|nell|sull|un)'(?=[^\W\d_]{{2}})"
    rf"|[^\W\d_{UNSPACED}]+(?:'[^\W\d_]+)?|#|\b0\b"
)
_BESIDE = re.compile(rf"(?<=[{UNSPACED}]) | (?=[{UNSPACED}])")
_LONGEST_KEPT = 24
_MOST_KEPT = 50_000


class _Chunks(dict[str, tuple[str, ...]]):
    """The words of what stands between white space: no word goes across it, and texts repeat theirs."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        words = tuple(_WORD.findall(chunk))
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = words
        return words


_words_in = _Chunks().__getitem__


def words_of(folded: str) -> list[str]:
    """The words of a folded text, in their order."""
    return list(chain.from_iterable(map(_words_in, folded.split())))


def counted(words: Sequence[str]) -> Counter[str]:
    """The terms of a text by its words, with how often each stands in it."""
    found = Counter(words)
    found.update(map(" ".join, pairwise(words)))
    return found


def terms_of(folded: str) -> Counter[str]:
    """The terms of a folded text, with how often each stands in it."""
    return counted(words_of(folded))


def closed_up(term: str) -> str:
    """A term as it stands in a folded text: without spaces beside letters of scripts that write none."""
    return _BESIDE.sub("", term)


def standing_in(terms: Iterable[str], folded: Iterable[str]) -> list[int]:
    """How many of some terms stand in each folded text, as whole words where their script parts them."""
    written = [(term, closed_up(term)) for term in terms]
    sought = [f" {term} " if closed == term else closed for term, closed in written]
    return [sum([term in text for term in sought]) for text in (f" {text} " for text in folded)]
