"""A glance at a text: can it say any of these themes at all?

Reading a text by the wording takes a fifth of a millisecond, too long for a million rows of which few say
anything. A phrase needs all its parts, so a text without a word from its rarest part cannot say it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, Implementation

from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import Part, parse_phrase, word_lists

_LETTERS = re.compile(r"[^\W\d_]+")


class Glance:
    """Built once for some themes. It may let a text pass that says nothing, but never the other way round."""

    def __init__(self, themes: Collection[str], wordings: Mapping[str, Sequence[Wording]]) -> None:
        needed = {word for entries in wordings.values() for word in _needed(themes, entries)}
        self._passes_all = "" in needed
        words = sorted(needed - {""})
        self._finder = AhoCorasick(words, implementation=Implementation.DFA) if words else None

    def passes(self, text: str) -> bool:
        """Whether the text has to be read in full."""
        if self._passes_all:
            return True
        if not text.isascii():
            if not unicodedata.is_normalized("NFC", text):
                return True
            text = unicodedata.normalize("NFKC", text)
        return self._finder is not None and bool(self._finder.find_matches_as_indexes(text.lower()))


def _needed(themes: Collection[str], entries: Sequence[Wording]) -> Iterator[str]:
    """Words of which a text must hold one to say any of the themes."""
    words = word_lists({entry.words: entry.phrases for entry in entries if entry.words})
    for entry in entries:
        if entry.theme in themes:
            parts = (parse_phrase(phrase, words).parts for phrase in entry.phrases)
            yield from (word for part in parts for word in max(map(_longest_words, part), key=_shortest))


def _longest_words(part: Part) -> list[str]:
    return [max(_LETTERS.findall(literal.text), key=len, default="") for literal in part]


def _shortest(words: Sequence[str]) -> int:
    return min(map(len, words))
