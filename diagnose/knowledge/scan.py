"""What stands in a sentence: the literals that are whole words, and where each part of a phrase stands."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from diagnose.knowledge.compiled import Compiled, Groups
from diagnose.knowledge.spans import Span

Match = tuple[int, int, int]
"""A literal, and its start and end."""
Saying = tuple[int, int, int]
"""A span of a sentence, from its start, and the entry that was found there."""
_FEW = 50


class Sought(NamedTuple):
    """A phrase of several parts to look for: whose it is, and its parts but the rarest as bits."""

    entry: int
    groups: Groups
    needs: int
    alone: bool


class _Uses(NamedTuple):
    """The parts that a literal belongs to, as bits, and the phrases whose rarest part is one of them.

    ``says`` are the entries that it says by itself.
    """

    parts: int
    phrases: tuple[Sought, ...]
    says: tuple[int, ...]


class Scan(dict[int, list[Span]]):
    """The literals of one sentence, and for each part that is asked for where it stands, by the start.

    ``said`` are the entries that single literals say. ``parts`` are the parts of phrases that stand in it, as
    the bits of a number; ``anchored`` are the phrases to look at, some perhaps twice.
    """

    __slots__ = ("_by_literal", "_literals_of", "anchored", "literals", "matches", "parts", "said")

    def __init__(
        self, matches: list[Match], uses: Sequence[_Uses], literals_of: Mapping[int, frozenset[int]]
    ) -> None:
        self.matches = matches
        self.literals = frozenset([literal for literal, _, _ in matches])
        self.said = {(start, end, entry) for literal, start, end in matches for entry in uses[literal][2]}
        parts, anchored = 0, list[Sought]()
        for literal in self.literals:
            of, phrases, _ = uses[literal]
            parts |= of
            if phrases:
                anchored += phrases
        self.parts, self.anchored = parts, anchored
        self._literals_of = literals_of
        self._by_literal: dict[int, list[Span]] = {}

    def __missing__(self, part: int) -> list[Span]:
        places = self[part] = self.spans(self._literals_of[part])
        return places

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


def _uses(compiled: Compiled) -> list[_Uses]:
    """What each literal is good for. What many phrases need gets the low bits, so that numbers stay short."""
    times = Counter(part for phrase in compiled.joined for part in phrase.parts - {phrase.rarest})
    bit_of = {part: 1 << place for place, (part, _) in enumerate(times.most_common())}
    rarest_of: dict[int, list[Sought]] = defaultdict(list)
    for phrase in compiled.joined:
        needs = sum([bit_of[part] for part in phrase.parts - {phrase.rarest}])
        rarest_of[phrase.rarest].append(Sought(phrase.entry, phrase.groups, needs, phrase.alone))
    parts_of: list[list[int]] = [[] for _ in compiled.texts]
    for part in sorted({*bit_of, *rarest_of}):
        for literal in compiled.literals_of[part]:
            parts_of[literal].append(part)

    @cache  # most literals are used like others
    def uses(parts: tuple[int, ...], says: tuple[int, ...]) -> _Uses:
        phrases = chain.from_iterable([rarest_of.get(part, ()) for part in parts])
        return _Uses(sum([bit_of.get(part, 0) for part in parts]), tuple(phrases), says)

    single = compiled.single
    return [uses(tuple(parts), single.get(literal, ())) for literal, parts in enumerate(parts_of)]


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
