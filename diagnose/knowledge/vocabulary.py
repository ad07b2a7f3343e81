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
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import NamedTuple

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

    ``weights`` are for the labels of these numbers, by the ``terms`` that weigh so; ``squares`` is the sum of
    the squares of the rarities. Numbers lie side by side, for most of the time goes into fetching them.
    """

    known: tuple[str, ...]
    labels: array[int]
    weights: array[float]
    terms: tuple[str, ...]
    squares: float


_TOLD_NOTHING = Told((), array("H"), array("d"), (), 0.0)


class Entry(NamedTuple):
    """A term's rarity squared, the numbers of the labels it is typical of, and what it weighs for each."""

    square: float
    labels: tuple[int, ...]
    weights: tuple[float, ...]


_MOST_KEPT = 8192


def _six_places(probability: float) -> float:
    """A probability to six places, in a third of the time that ``round`` takes."""
    return int(probability * 1e6 + 0.5) / 1e6


@dataclass(frozen=True)
class Vocabulary:
    """Learned terms as they are written, each read when a text has it.

    ``lines`` are by term: its rarity, and each label it is typical of with its weight, between tabs. A text
    is given as its terms, each as often as it stands in it (:mod:`diagnose.knowledge.terms`); ``parts`` is
    the number of letters of the parts of words among those that are known.
    """

    lines: Mapping[str, str]
    labels: tuple[str, ...]
    learned_from: str = ""
    parts: int = 0

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label: place for place, label in enumerate(self.labels)}

    @cached_property
    def entry(self) -> Callable[[str], Entry]:
        """What was learned of a term; what texts say often is remembered.

        Raises:
            KeyError: nothing was learned of it.
            ValueError: its line is not of the form described above.
        """
        return lru_cache(_MOST_KEPT)(self._read)

    def _read(self, term: str) -> Entry:
        rare, *pairs = self.lines[term].split("\t")
        rarity, labels, weights = float(rare), [], []
        for pair in pairs:
            label, _, weight = pair.partition(" ")
            if label not in self._numbers:
                raise ValueError(f'"{label}" is not among the labels')
            labels.append(self._numbers[label])
            weights.append(rarity * float(weight))
        return Entry(rarity * rarity, tuple(labels), tuple(weights))

    @cached_property
    def _holds(self) -> Callable[[str], bool]:
        return getattr(self.lines, "places", self.lines).__contains__

    def _known(self, terms: Iterable[str]) -> tuple[list[str], list[str]]:
        """The terms of which something was learned, and the names of that: their own, or those of parts."""
        if not self.parts:
            known = list(filter(self._holds, terms))
            return known, known
        holds, parts = self._holds, self.parts
        pairs = [(term, part) for term in terms for part in filter(holds, with_parts((term,), parts))]
        return [term for term, _ in pairs], [part for _, part in pairs]

    def told(self, terms: Iterable[str]) -> Told:
        """What some terms tell, by themselves or, as long words may, by parts of them."""
        known, names = self._known(terms)
        if not names:
            return _TOLD_NOTHING
        entries = list(map(self.entry, names))
        return Told(
            tuple(names),
            array("H", chain.from_iterable([entry.labels for entry in entries])),
            array("d", chain.from_iterable([entry.weights for entry in entries])),
            tuple([term for term, entry in zip(known, entries, strict=True) for _ in entry.labels]),
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
            if times > 1:  # it was added so often, but it counts for less
                square, labels, weights = self.entry(name)
                often = 1 + math.log(times)
                squares += (often * often - times) * square
                for label, weight in zip(labels, weights, strict=True):
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
                for place, heavy, term in zip(said.labels, said.weights, said.terms, strict=True):
                    if place == number and heavy > weight.get(term, 0.0):
                        weight[term] = heavy
        chosen: list[str] = []
        for _, term in sorted([(-heavy, f" {term} ") for term, heavy in weight.items()]):
            if not any(term in other or other in term for other in chosen):
                chosen.append(term)
            if len(chosen) == most:
                break
        return tuple([term[1:-1] for term in chosen])
