"""What stands in a sentence: the literals that are whole words, and where each part of a phrase stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from ahocorasick_rs import AhoCorasick

from diagnose.knowledge.compiled import Compiled
from diagnose.knowledge.sentences import Sentence
from diagnose.knowledge.spans import Span

_NO_PARTS: frozenset[int] = frozenset()


class Scan:
    """The literals of one sentence; what else is asked of it is worked out when it is asked."""

    __slots__ = ("_places", "compiled", "literals", "matches", "parts")

    def __init__(self, compiled: Compiled, matches: list[tuple[int, int, int]]) -> None:
        self.compiled = compiled
        self.matches = matches
        self.literals = frozenset([literal for literal, _, _ in matches])
        of = compiled.parts_of
        self.parts = _NO_PARTS.union(*[of[literal] for literal in self.literals if literal in of])
        self._places: dict[int, list[Span]] = {}

    def places(self, part: int) -> list[Span]:
        """Where a part stands, by the start."""
        if part not in self._places:
            literals = self.compiled.literals_of[part]
            found = [(start, end) for literal, start, end in self.matches if literal in literals]
            found.sort()
            self._places[part] = found
        return self._places[part]

    def spans(self, literals: Iterable[int]) -> list[Span]:
        """Where any of some literals stand."""
        return [(start, end) for literal, start, end in self.matches if literal in literals]


class Scanner:
    """Finds the literals of one language in one pass over a text."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        texts = [literal.text for literal in compiled.literals]
        self._open_end = [literal.open_end for literal in compiled.literals]
        finder = AhoCorasick(texts, store_patterns=False) if texts else None
        self._find = partial(finder.find_matches_as_indexes, overlapping=True) if finder else None
        self._finds_any = finder.find_matches_as_indexes if finder else None

    def finds_any(self, text: str) -> bool:
        """Whether any literal stands in the text, be it within a word."""
        return self._finds_any is not None and bool(self._finds_any(text))

    def scan(self, text: str, sentences: Iterable[Sentence]) -> list[Scan]:
        """One scan a sentence. A literal that stands across the end of one belongs to none."""
        inside, open_end = inside_words(text), self._open_end
        find = self._find or (lambda _: [])
        return [
            Scan(
                self._compiled,
                [
                    (literal, start + at, end + at)
                    for literal, start, end in find(text[at:until])
                    if not inside[start + at] and (open_end[literal] or not inside[end + at])
                ],
            )
            for at, until, *_ in sentences
        ]


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
