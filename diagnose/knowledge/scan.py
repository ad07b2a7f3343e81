"""What stands in a sentence: the literals that are whole words, and where each part of a phrase stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from ahocorasick_rs import AhoCorasick

from diagnose.knowledge.compiled import Compiled
from diagnose.knowledge.sentences import Sentence
from diagnose.knowledge.spans import Span

_NONE: frozenset[int] = frozenset()


class Scan:
    """The literals of one sentence; what else is asked of it is worked out when it is asked.

    ``parts`` are the parts of phrases that stand in it, as the bits of a number; ``anchored`` are the phrases
    to look at.
    """

    __slots__ = ("_by_literal", "_compiled", "_places", "anchored", "literals", "matches", "parts")

    def __init__(self, compiled: Compiled, matches: list[tuple[int, int, int]]) -> None:
        self.matches = matches
        self.literals = frozenset([literal for literal, _, _ in matches])
        bits, anchors = compiled.parts_of, compiled.anchors
        self.parts = reduce(or_, [bits[literal] for literal in self.literals if literal in bits], 0)
        self.anchored = _NONE.union(*[anchors[literal] for literal in self.literals if literal in anchors])
        self._compiled = compiled
        self._by_literal: dict[int, list[Span]] = {}
        self._places: dict[int, list[Span]] = {}

    def places(self, part: int) -> list[Span]:
        """Where a part stands, by the start."""
        if part not in self._places:
            self._places[part] = self.spans(self._compiled.literals_of[part])
        return self._places[part]

    def spans(self, literals: frozenset[int]) -> list[Span]:
        """Where any of some literals stand, by the start."""
        if not self._by_literal:
            for literal, start, end in self.matches:
                self._by_literal.setdefault(literal, []).append((start, end))
        found = [self._by_literal[literal] for literal in literals & self.literals]
        return found[0] if len(found) == 1 else sorted(span for spans in found for span in spans)


class Scanner:
    """Finds the literals of one language in one pass over a text."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        texts = [literal.text for literal in compiled.literals]
        self._open_end = [literal.open_end for literal in compiled.literals]
        self._finder = AhoCorasick(texts, store_patterns=False) if texts else None

    def finds_any(self, text: str) -> bool:
        """Whether any literal stands in the text, be it within a word."""
        return self._finder is not None and bool(self._finder.find_matches_as_indexes(text))

    def scan(self, text: str, sentences: Iterable[Sentence]) -> list[Scan]:
        """One scan a sentence. A literal that stands across the end of one belongs to none."""
        inside, open_end = inside_words(text), self._open_end
        return [
            Scan(
                self._compiled,
                [
                    (literal, start + at, end + at)
                    for literal, start, end in self._find(text[at:until])
                    if not inside[start + at] and (open_end[literal] or not inside[end + at])
                ],
            )
            for at, until, *_ in sentences
        ]

    def _find(self, text: str) -> list[tuple[int, int, int]]:
        return self._finder.find_matches_as_indexes(text, overlapping=True) if self._finder else []


def inside_words(text: str) -> bytes:
    """For every offset, and the end, whether the letters before and behind it grow together into one word."""
    if text.isascii():
        letters = text.encode("ascii").translate(_ASCII_LETTERS)
    else:
        letters = text.translate({ord(char): "\1" if _joins(char) else "\0" for char in set(text)}).encode()
    flags = int.from_bytes(letters, "little")
    return (flags & flags << 8).to_bytes(len(text) + 1, "little")


def _joins(char: str) -> bool:
    """Whether a letter grows together with its neighbour (Chinese and Japanese do not)."""
    return char.isalnum() and char < "\u2e80"


_ASCII_LETTERS = bytes(code < 128 and _joins(chr(code)) for code in range(256))
