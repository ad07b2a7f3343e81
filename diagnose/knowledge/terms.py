"""The terms of a folded text: its words, and each two that follow each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from diagnose.knowledge.remembering import LONGEST
from diagnose.knowledge.wrapping import UNSPACED

# What French and Italian run together with a word ("l'offre") is a word of its own.
_WORD = re.compile(
    rf"[{UNSPACED}]|\b(?:[cdjlmnst]|qu|d?all|dell|nell|sull|un)'(?=[^\W\d_]{{2}})"
    rf"|[^\W\d_{UNSPACED}]+(?:'[^\W\d_]+)?|#|\b0\b"
)
_BESIDE = re.compile(rf"(?<=[{UNSPACED}]) | (?=[{UNSPACED}])")
_LONGEST_KEPT = 24
_MOST_KEPT = 10_000
_MOST_SENTENCES = 64
_PART = "~"
"""How terms begin that are part of a word."""
_LONGER = 3
"""By how many letters at least a word is longer than its parts."""


class Splitter:
    """Finds in a text what ``find`` finds between white space, be it words: texts repeat their words."""

    def __init__(self, find: Callable[[str], list[str]]) -> None:
        self._found_in = _Chunks(find).__getitem__

    def __call__(self, text: str) -> list[str]:
        """Everything that is found in a text, in its order."""
        return list(chain.from_iterable(map(self._found_in, text.split())))


class _Chunks(dict[str, list[str]]):
    """What was found in what stands between white space."""

    def __init__(self, find: Callable[[str], list[str]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, chunk: str) -> list[str]:
        found = self._find(chunk)
        if len(chunk) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[chunk] = found
        return found


words_of = Splitter(_WORD.findall)


class Terms(NamedTuple):
    """The words of a text in their order, and its terms, each as often as it stands in it."""

    words: Sequence[str]
    terms: Sequence[str]


def split(folded: str) -> Terms:
    """The words and the terms of a folded text."""
    words = words_of(folded)
    return Terms(words, [*words, *map(" ".join, pairwise(words))])


_split_lately = lru_cache(_MOST_SENTENCES)(split)


def split_sentence(folded: str) -> Terms:
    """The words and the terms of a sentence, which is asked for more than once while its text is read."""
    return _split_lately(folded) if len(folded) <= LONGEST else split(folded)


def terms_of(folded: str) -> Sequence[str]:
    """The terms of a folded text, each as often as it stands in it."""
    return split(folded).terms


def with_parts(terms: Iterable[str], letters: int) -> Iterable[str]:
    """Some terms, and every run of so many letters of the long words among them; 0 for none.

    For languages that bend or join their words: a compound tells by what it is made of.
    """
    if not letters:
        return terms
    own = list(terms)
    return [*own, *chain.from_iterable([_parts_of(term, letters) for term in own if " " not in term])]


@lru_cache(maxsize=_MOST_KEPT)
def _parts_of(word: str, letters: int) -> tuple[str, ...]:
    if len(word) < letters + _LONGER:
        return ()
    whole = f"_{word}_"
    return tuple(_PART + whole[at : at + letters] for at in range(len(whole) - letters + 1))


def closed_up(term: str) -> str:
    """A term as it stands in a folded text: without spaces beside letters of scripts that write none."""
    return _BESIDE.sub("", term)


def standing_in(terms: Iterable[str], folded: Iterable[str]) -> list[int]:
    """How many of some terms stand in each folded text, as whole words where their script parts them."""
    written = [(term, closed_up(term)) for term in terms]
    sought = [f" {term} " if closed == term else closed for term, closed in written]
    return [sum([term in text for term in sought]) for text in (f" {text} " for text in folded)]
