"""Likeness: how much a text is worded like the examples of each label, by the weights of its terms.

The weights are those of complement naive Bayes (J. D. M. Rennie et al., "Tackling the Poor Assumptions of
Naive Bayes Text Classifiers", 2003), learned by ``diagnose rules learn`` from labelled examples and kept in
``vocabulary/<language>/<name>.tsv``: a term, its rarity, and for each label it is typical of, a weight.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress, repeat
from typing import NamedTuple

from diagnose.knowledge.remembering import Room
from diagnose.knowledge.terms import with_parts

NOTHING = "nothing"
"""The label of messages in which nothing is to be diagnosed."""
UNNAMED = "unnamed"
"""The label of notices that name no ground."""


def shares(terms: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """What each known term adds to a text, so that long and short texts count alike."""
    heavy = {term: (1 + math.log(n)) * rarity[term] for term, n in terms.items() if term in rarity}
    length = math.sqrt(math.fsum(weight * weight for weight in heavy.values())) or 1.0
    return {term: weight / length for term, weight in heavy.items()}


_UNLIKELY = 1e-4
_LEAST = math.log(_UNLIKELY / (1 - _UNLIKELY))


class Likeness(NamedTuple):
    """How much a text is worded like the examples of one label: the share of this label among all labels."""

    label: str
    probability: float


def log_odds(probability: float) -> float:
    """A probability of likeness as log-odds, kept within what a text alone can tell."""
    if probability <= _UNLIKELY:
        return _LEAST
    p = min(probability, 1 - _UNLIKELY)
    return math.log(p / (1 - p))


class Told(NamedTuple):
    """What some terms tell: those that were learned, or whose parts were, each as often as it stands there.

    ``weights`` are for the labels of these numbers; of each of the ``terms`` come as many in turn as
    ``numbers`` says. ``squares`` is the sum of the squares of the rarities. Numbers lie side by side, for
    most of the time goes into fetching them.
    """

    known: tuple[str, ...]
    labels: array[int]
    weights: array[float]
    terms: tuple[str, ...]
    numbers: array[int]
    squares: float


_BYTES_A_LABEL = array("H").itemsize
_TOLD_NOTHING = Told((), array("H"), array("d"), (), array("H"), 0.0)


class Entry(NamedTuple):
    """A term, its rarity squared, the numbers of the labels it is typical of, and what it weighs for each.

    ``labels`` and ``weights`` are the bytes of arrays of ``H`` and ``d``: fewer objects are fetched sooner.
    """

    term: str
    square: float
    labels: bytes
    weights: bytes


def _six_places(probability: float) -> float:
    """A probability to six places, in a third of the time that ``round`` takes."""
    return int(probability * 1e6 + 0.5) / 1e6


@dataclass(frozen=True)
class Vocabulary:
    """Learned terms as they are written, each read when a text has it.

    ``lines`` are by term: its rarity, and each label it is typical of with its weight, between tabs. A text
    is given as its terms, each as often as it stands in it (:mod:`diagnose.knowledge.terms`); ``parts`` is
    the number of letters of the parts of words among those that are known. What is read of the lines is
    remembered in ``room``.
    """

    lines: Mapping[str, str]
    labels: tuple[str, ...]
    learned_from: str = ""
    parts: int = 0
    room: Room = field(default_factory=Room, compare=False, repr=False)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label: place for place, label in enumerate(self.labels)}

    @cached_property
    def entry(self) -> Callable[[str], Entry | None]:
        """What was learned of a term, if anything; what texts say often is remembered.

        Raises:
            ValueError: its line is not of the form described above.
        """
        return self.room.memory(self._read).__getitem__

    def _read(self, term: str) -> Entry | None:
        line = self.lines.get(term)
        if line is None:
            return None
        rare, *pairs = line.split("\t")
        rarity, labels, weights = float(rare), [], []
        for pair in pairs:
            label, _, weight = pair.partition(" ")
            if label not in self._numbers:
                raise ValueError(f'"{label}" is not among the labels')
            labels.append(self._numbers[label])
            weights.append(rarity * float(weight))
        return Entry(term, rarity * rarity, array("H", labels).tobytes(), array("d", weights).tobytes())

    @cached_property
    def _perhaps(self) -> Callable[[Sequence[str]], Iterable[object]]:
        """For each of some terms whether something may have been learned of it; a no is sure."""
        return getattr(self.lines, "perhaps", lambda terms: map(self.lines.__contains__, terms))

    def _known(self, terms: Iterable[str]) -> tuple[Sequence[str], list[Entry]]:
        """The terms of which something was learned, and what: of themselves, or of parts of them."""
        read = self.entry
        if not self.parts:
            own = [*terms]
            entries = [entry for entry in map(read, compress(own, self._perhaps(own))) if entry]
            return [entry.term for entry in entries], entries
        names = [(term, name) for term in terms for name in with_parts((term,), self.parts)]
        likely = compress(names, self._perhaps([name for _, name in names]))
        found = [(term, entry) for term, name in likely if (entry := read(name))]
        return [term for term, _ in found], [entry for _, entry in found]

    def told(self, terms: Iterable[str]) -> Told:
        """What some terms tell, by themselves or, as long words may, by parts of them."""
        known, entries = self._known(terms)
        if not entries:
            return _TOLD_NOTHING
        labels = [entry.labels for entry in entries]
        words = tuple(known)
        return Told(
            tuple([entry.term for entry in entries]) if self.parts else words,
            array("H", b"".join(labels)),
            array("d", b"".join([entry.weights for entry in entries])),
            words,
            array("H", [len(own) // _BYTES_A_LABEL for own in labels]),
            sum([entry.square for entry in entries]),
        )

    def _sums(self, told: Sequence[Told], whole: int) -> list[float]:
        """How much the terms of a text weigh for each label; one of fewer than ``whole`` tells less."""
        squares, sums = 0.0, [0.0] * len(self.labels)
        for said in told:
            squares += said.squares
            for label, weight in zip(said.labels, said.weights, strict=True):
                sums[label] += weight
        names = [*chain.from_iterable([said.known for said in told])]
        known = {*names}
        for name, times in Counter(names).items() if len(known) < len(names) else ():
            entry = self.entry(name) if times > 1 else None
            if entry:  # it was added so often, but it counts for less
                _, square, labels, weights = entry
                often = 1 + math.log(times)
                squares += (often * often - times) * square
                for label, weight in zip(array("H", labels), array("d", weights), strict=True):
                    sums[label] += (often - times) * weight
        length = math.sqrt(squares) or 1.0
        share = min(1.0, math.sqrt(len(known) / whole)) / length
        return [value * share for value in sums]

    def likeness(self, told: Sequence[Told], sharpness: float, whole: int = 1) -> dict[str, float]:
        """The probability of every label, by label.

        Args:
            told: what the terms of a text tell (:meth:`told`), in one piece or in several.
            sharpness: how much a difference in weight tells (``likeness.sharpness`` of ``weights.yaml``).
            whole: the number of known terms from which on a text tells all it can.
        """
        parts, total = self._parts(told, sharpness, whole)
        return dict(zip(self.labels, [_six_places(part / total) for part in parts], strict=True))

    def most_like(self, told: Sequence[Told], sharpness: float, whole: int = 1) -> Likeness | None:
        """The most likely label alone, at less cost; ``None`` if nothing was learned."""
        if not self.labels:
            return None
        parts, total = self._parts(told, sharpness, whole)
        return Likeness(self.labels[parts.index(1.0)], _six_places(1.0 / total))

    def _parts(self, told: Sequence[Told], sharpness: float, whole: int) -> tuple[list[float], float]:
        """What every label gets, where the most likely one gets 1, and what they get together."""
        sums = self._sums(told, whole)
        top = max(sums, default=0.0)
        parts = list(map(math.exp, [sharpness * (value - top) for value in sums]))
        return parts, math.fsum(parts)

    def typical_terms(self, told: Iterable[Told], label: str, most: int = 5) -> tuple[str, ...]:
        """The terms that speak most for a label, heaviest first; none within another."""
        number = self._numbers.get(label)
        weight: dict[str, float] = {}
        for said in told:
            if number in said.labels:
                terms = chain.from_iterable(map(repeat, said.terms, said.numbers))
                for place, heavy, term in zip(said.labels, said.weights, terms, strict=True):
                    if place == number and heavy > weight.get(term, 0.0):
                        weight[term] = heavy
        chosen: list[str] = []
        for _, term in sorted([(-heavy, f" {term} ") for term, heavy in weight.items()]):
            if not any(term in other or other in term for other in chosen):
                chosen.append(term)
            if len(chosen) == most:
                break
        return tuple([term[1:-1] for term in chosen])
