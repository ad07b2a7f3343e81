"""What stands in a sentence: the literals that are whole words, and where each part of a phrase stands."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from diagnose.knowledge.compiled import Compiled, Groups
from diagnose.knowledge.spans import Span

Match = tuple[int, int, int]
"""A literal, and its start and end."""
_FEW = 50


class Sought(NamedTuple):
    """A phrase of several parts to look for: whose it is, and its parts but the rarest as bits."""

    entry: int
    groups: Groups
    needs: int
    alone: bool


class _Uses(NamedTuple):
    """The parts that a literal belongs to, as bits, and the phrases whose rarest part is one of them."""

    parts: int
    phrases: tuple[Sought, ...]


class Scan:
    """The literals of one sentence; what else is asked of it is worked out when it is asked.

    ``parts`` are the parts of phrases that stand in it, as the bits of a number; ``anchored`` are the phrases
    to look at, some perhaps twice.
    """

    __slots__ = ("_by_literal", "_literals_of", "_places", "anchored", "literals", "matches", "parts")

    def __init__(
        self, matches: list[Match], uses: Mapping[int, _Uses], literals_of: Mapping[int, frozenset[int]]
    ) -> None:
        self.matches = matches
        self.literals = frozenset([literal for literal, _, _ in matches])
        self.parts = 0
        self.anchored: list[Sought] = []
        for literal in self.literals:
            if literal in uses:
                parts, phrases = uses[literal]
                self.parts |= parts
                self.anchored += phrases
        self._literals_of = literals_of
        self._by_literal: dict[int, list[Span]] = {}
        self._places: dict[int, list[Span]] = {}

    def places(self, part: int) -> list[Span]:
        """Where a part stands, by the start."""
        if part not in self._places:
            self._places[part] = self.spans(self._literals_of[part])
        return self._places[part]

    def spans(self, literals: frozenset[int]) -> list[Span]:
        """Where any of some literals stand, by the start."""
        if len(self.matches) <= _FEW:
            found = [(start, end) for literal, start, end in self.matches if literal in literals]
        else:
            by_literal = self._index()
            found = [span for literal in literals & self.literals for span in by_literal[literal]]
        if len(found) > 1:
            found.sort()
        return found

    def _index(self) -> dict[int, list[Span]]:
        """Where each literal stands: without it a long sentence would be gone through for every part."""
        if not self._by_literal:
            for literal, start, end in self.matches:
                self._by_literal.setdefault(literal, []).append((start, end))
        return self._by_literal


class Scanner:
    """Finds the literals of one language, all in one pass."""

    def __init__(self, compiled: Compiled) -> None:
        self._literals_of, self._open_end = _Literals(compiled.literals_of), bytes(compiled.open_end)
        self._uses = _uses(compiled)
        self._finder = AhoCorasick(compiled.texts, store_patterns=False) if compiled.texts else None

    def finds_any(self, text: str) -> bool:
        """Whether any literal stands in the text, be it within a word."""
        return self._finder is not None and bool(self._finder.find_matches_as_indexes(text))

    def scan(self, sentence: str) -> Scan:
        """The literals of one sentence."""
        return Scan(self._whole_words(sentence), self._uses, self._literals_of)

    def _whole_words(self, text: str) -> list[Match]:
        """The literals that are no mere pieces of words, in the order of their ends."""
        if self._finder is None:
            return []
        inside, open_end = inside_words(text), self._open_end
        return [
            match
            for match in self._finder.find_matches_as_indexes(text, overlapping=True)
            if not (inside[match[1]] or (inside[match[2]] and not open_end[match[0]]))
        ]


class _Literals(dict[int, frozenset[int]]):
    """The literals of each part, as a set once a text asks for it: sets of all would take much memory."""

    def __init__(self, literals_of: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self._ends = array("I", accumulate(map(len, literals_of)))
        self._flat = array("I", chain.from_iterable(literals_of))

    def __missing__(self, part: int) -> frozenset[int]:
        start = self._ends[part - 1] if part else 0
        literals = self[part] = frozenset(self._flat[start : self._ends[part]])
        return literals


def _uses(compiled: Compiled) -> dict[int, _Uses]:
    """What each literal is good for. What many phrases need gets the low bits, so that numbers stay short."""
    times = Counter(part for phrase in compiled.joined for part in phrase.parts - {phrase.rarest})
    bit_of = {part: 1 << place for place, (part, _) in enumerate(times.most_common())}
    parts: dict[int, int] = defaultdict(int)
    for part, bit in bit_of.items():
        for literal in compiled.literals_of[part]:
            parts[literal] |= bit
    phrases: dict[int, list[Sought]] = defaultdict(list)
    for entry, groups, rarest, alone in compiled.joined:
        others = {part for group in groups for part in group} - {rarest}
        sought = Sought(entry, groups, sum([bit_of[part] for part in others]), alone)
        for literal in compiled.literals_of[rarest]:
            phrases[literal].append(sought)
    return {literal: _Uses(parts[literal], tuple(phrases[literal])) for literal in {*parts, *phrases}}


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
