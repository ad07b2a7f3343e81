"""The wording of one language, compiled once: what to look for, and what each find can belong to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import Literal, check_size, parse_alternative, split_phrase

Groups = tuple[tuple[int, ...], ...]
"""A phrase by the numbers of its parts: groups in any order, the parts of a group in this order."""


class Joined(NamedTuple):
    """A phrase of several parts: whose it is, and its parts as the bits of a number.

    ``alone`` phrases must stand whole in their sentence; others may begin in the line that leads it.
    """

    entry: int
    groups: Groups
    needs: int
    alone: bool


class Removal(NamedTuple):
    """What takes a hit of an entry away: literals that do so by themselves, and phrases of several parts."""

    literals: frozenset[int]
    joined: tuple[Groups, ...]


NOTHING = Removal(frozenset(), ())


@dataclass(slots=True)
class Compiled:
    """Literals, parts and phrases by number.

    ``single`` leads from a literal to the entries that it says by itself, ``parts_of`` to the parts that it
    belongs to, as the bits of a number, and ``anchors`` to the phrases of several parts that it can begin.
    """

    literals: dict[Literal, int] = field(default_factory=dict)
    literals_of: list[frozenset[int]] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    single: dict[int, tuple[int, ...]] = field(default_factory=dict)
    parts_of: dict[int, int] = field(default_factory=dict)
    anchors: dict[int, frozenset[int]] = field(default_factory=dict)
    unless: dict[int, Removal] = field(default_factory=dict)
    without: dict[int, Removal] = field(default_factory=dict)


class Compiler:
    """Compiles entries one after the other; what is written twice is read once."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.compiled = Compiled()
        self._words = words
        self._written: dict[str, int] = {}
        self._alternatives: dict[str, frozenset[int]] = {}
        self._numbers: dict[frozenset[int], int] = {}
        self._removals: dict[tuple[str, ...], Removal] = {}
        self._single: dict[int, set[int]] = defaultdict(set)
        self._bits: dict[int, int] = {}

    def add(self, number: int, entry: Wording) -> None:
        """Compile one entry that is no list of words."""
        # A request goes on from the line that leads it; what Amazon does, until when, does not.
        alone = bool(entry.enforcement or entry.clock)
        for groups in map(self._groups, entry.phrases):
            if len(groups) == len(groups[0]) == 1:
                for literal in self.compiled.literals_of[groups[0][0]]:
                    self._single[literal].add(number)
            else:
                self.compiled.joined.append(Joined(number, groups, self._needs(groups), alone))
        if entry.unless:
            self.compiled.unless[number] = self._removal(entry.unless)
        if entry.without:
            self.compiled.without[number] = self._removal(entry.without)

    def finish(self) -> Compiled:
        """Choose the anchors, which takes knowing every phrase, and hand everything over."""
        compiled = self.compiled
        compiled.single = {literal: tuple(sorted(numbers)) for literal, numbers in self._single.items()}
        used: Counter[int] = Counter()
        parts_of: dict[int, int] = defaultdict(int)
        for part, bit in self._bits.items():
            used.update(compiled.literals_of[part])
            for literal in compiled.literals_of[part]:
                parts_of[literal] |= bit
        compiled.parts_of = dict(parts_of)
        compiled.anchors = self._anchors(used)
        return compiled

    def _anchors(self, used: Counter[int]) -> dict[int, frozenset[int]]:
        """By literal, the phrases to look at where it stands: those of which it belongs to the rarest part.

        A literal that is used in many parts is a common word.
        """
        literals_of = self.compiled.literals_of
        commonness = {part: sum(used[literal] for literal in literals_of[part]) for part in self._bits}
        anchors: dict[int, set[int]] = defaultdict(set)
        for number, phrase in enumerate(self.compiled.joined):
            for literal in literals_of[min(_parts(phrase.groups), key=commonness.__getitem__)]:
                anchors[literal].add(number)
        return {literal: frozenset(numbers) for literal, numbers in anchors.items()}

    def _needs(self, groups: Groups) -> int:
        needs = 0
        for part in _parts(groups):
            needs |= self._bits.setdefault(part, 1 << len(self._bits))
        return needs

    def _removal(self, phrases: tuple[str, ...]) -> Removal:
        if phrases not in self._removals:
            literals: set[int] = set()
            joined: list[Groups] = []
            for groups in map(self._groups, phrases):
                if len(groups) == len(groups[0]) == 1:
                    literals |= self.compiled.literals_of[groups[0][0]]
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
                self.compiled.literals_of.append(literals)
        return self._written[written]

    def _alternative(self, written: str) -> frozenset[int]:
        if written not in self._alternatives:
            known = self.compiled.literals
            self._alternatives[written] = frozenset(
                [known.setdefault(literal, len(known)) for literal in parse_alternative(written, self._words)]
            )
        return self._alternatives[written]


def _parts(groups: Groups) -> Iterable[int]:
    return (part for group in groups for part in group)
