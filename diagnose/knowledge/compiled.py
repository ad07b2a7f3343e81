"""The wording of one language, compiled once: what to look for, and what each find can belong to.

Everything here is plain numbers and texts, so that it can be kept between runs (:mod:`.stored`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import NamedTuple

from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import Literal, check_size, parse_alternative, split_phrase, word_lists

Groups = tuple[tuple[int, ...], ...]
"""A phrase by the numbers of its parts: groups in any order, the parts of a group in this order."""


class Joined(NamedTuple):
    """A phrase of several parts: whose it is, and which part of it is the rarest.

    ``alone`` phrases must stand whole in their sentence; others may begin in the line that leads it.
    """

    entry: int
    groups: Groups
    rarest: int
    alone: bool

    @property
    def parts(self) -> frozenset[int]:
        """Its parts by number."""
        return frozenset(_parts(self.groups))


class Removal(NamedTuple):
    """What takes a hit of an entry away: literals that do so by themselves, and phrases of several parts."""

    literals: frozenset[int]
    joined: tuple[Groups, ...]


@dataclass(slots=True)
class Compiled:
    """Literals, parts and phrases by number.

    ``texts`` are the literals, of which ``open_end`` let the word go on; ``literals_of`` are those of each
    part. ``single`` leads from a literal to the entries that it says by itself, ``joined`` are the phrases of
    several parts; ``unless`` and ``without`` are what takes hits of an entry away.
    """

    texts: list[str] = field(default_factory=list)
    open_end: list[bool] = field(default_factory=list)
    literals_of: list[list[int]] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    single: dict[int, tuple[int, ...]] = field(default_factory=dict)
    unless: dict[int, Removal] = field(default_factory=dict)
    without: dict[int, Removal] = field(default_factory=dict)

    def lean(self) -> Compiled:
        """What is asked of it after a scanner was made of it: a small part of its memory."""
        return Compiled(unless=self.unless, without=self.without)


def compiled_wording(entries: Sequence[Wording]) -> Compiled:
    """Compile every entry that is no list of words, under its number.

    Raises:
        ValueError: a phrase breaks the grammar; the message says how.
    """
    compiler = _Compiler(word_lists({e.words: e.phrases for e in entries if e.words}))
    for number, entry in enumerate(entries):
        if entry.words is None:
            compiler.add(number, entry)
    return compiler.finish()


class _Compiler:
    """Compiles entries one after the other; what is written twice is read once."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.compiled = Compiled()
        self._words = words
        self._literals: dict[Literal, int] = {}
        self._written: dict[str, int] = {}
        self._alternatives: dict[str, frozenset[int]] = {}
        self._numbers: dict[frozenset[int], int] = {}
        self._removals: dict[tuple[str, ...], Removal] = {}
        self._single: dict[int, set[int]] = defaultdict(set)
        self._phrases: list[tuple[int, Groups, bool]] = []

    def add(self, number: int, entry: Wording) -> None:
        """Compile one entry that is no list of words."""
        # A request goes on from the line that leads it; what Amazon does, until when, does not.
        alone = bool(entry.enforcement or entry.clock)
        for groups in map(self._groups, entry.phrases):
            if len(groups) == len(groups[0]) == 1:
                for literal in self.compiled.literals_of[groups[0][0]]:
                    self._single[literal].add(number)
            else:
                self._phrases.append((number, groups, alone))
        if entry.unless:
            self.compiled.unless[number] = self._removal(entry.unless)
        if entry.without:
            self.compiled.without[number] = self._removal(entry.without)

    def finish(self) -> Compiled:
        """Tell the rarest parts of phrases, which takes knowing every literal, and hand everything over."""
        compiled = self.compiled
        compiled.texts = [literal.text for literal in self._literals]
        compiled.open_end = [literal.open_end for literal in self._literals]
        compiled.single = {literal: tuple(sorted(numbers)) for literal, numbers in self._single.items()}
        common = self._commonness()
        for entry, groups, alone in self._phrases:
            rarest = min(_parts(groups), key=lambda part: (common[part], part))
            compiled.joined.append(Joined(entry, groups, rarest, alone))
        return compiled

    def _commonness(self) -> dict[int, float]:
        """How often to expect each part of a phrase, if words follow each other as often as by chance."""
        literals = [text.split() for text in self.compiled.texts]
        among = Counter(word for words in literals for word in {*words})
        shares = {word: times / len(literals) for word, times in among.items()}
        expected = [prod([shares[word] for word in words]) for words in literals]
        return {
            part: sum([expected[literal] for literal in self.compiled.literals_of[part]])
            for part in {part for _, groups, _ in self._phrases for part in _parts(groups)}
        }

    def _removal(self, phrases: tuple[str, ...]) -> Removal:
        if phrases not in self._removals:
            literals: set[int] = set()
            joined: list[Groups] = []
            for groups in map(self._groups, phrases):
                if len(groups) == len(groups[0]) == 1:
                    literals.update(self.compiled.literals_of[groups[0][0]])
                else:
                    joined.append(groups)
            self._removals[phrases] = Removal(frozenset(literals), tuple(joined))
        return self._removals[phrases]

    def _groups(self, phrase: str) -> Groups:
        return tuple(tuple(map(self._part, group)) for group in split_phrase(phrase))

    def _part(self, written: str) -> int:
        if written not in self._written:
            literals = frozenset().union(*map(self._alternative, written.split("|")))
            check_size(written, literals)
            self._written[written] = number = self._numbers.setdefault(literals, len(self._numbers))
            if number == len(self.compiled.literals_of):
                self.compiled.literals_of.append(sorted(literals))
        return self._written[written]

    def _alternative(self, written: str) -> frozenset[int]:
        if written not in self._alternatives:
            known = self._literals
            self._alternatives[written] = frozenset(
                [known.setdefault(literal, len(known)) for literal in parse_alternative(written, self._words)]
            )
        return self._alternatives[written]


def _parts(groups: Groups) -> Iterable[int]:
    return (part for group in groups for part in group)
