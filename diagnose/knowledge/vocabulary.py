"""Likeness: how much a text is worded like the examples of each label, by the weights of its terms.

The weights are those of complement naive Bayes (J. D. M. Rennie et al., "Tackling the Poor Assumptions of
Naive Bayes Text Classifiers", 2003), learned by ``diagnose rules learn`` from labelled examples and kept in
``vocabulary/<language>/<name>.tsv``: a term, its rarity, and for each label it is typical of, a weight.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from diagnose.knowledge.folder import VOCABULARY, File, fits
from diagnose.knowledge.remembering import remembering
from diagnose.knowledge.terms import Said, said_in, with_parts

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


Weights = tuple[tuple[int, float], ...]
"""What a term weighs for each label, by the label's number."""
Entry = tuple[float, Weights]
"""A term's rarity, and its weights times that."""


class _Entries(dict[str, Entry]):
    """Entries by term, each read when it is first asked for; one that was not learned raises KeyError."""

    def __init__(self, read: Callable[[str], Entry]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, term: str) -> Entry:
        self[term] = entry = self._read(term)
        return entry


@dataclass(frozen=True)
class Vocabulary:
    """Learned terms as they are written, each read when a text first has it.

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
    def entries(self) -> Mapping[str, Entry]:
        """What was learned of each term.

        Raises:
            ValueError: its line is not of the form described above.
        """
        return _Entries(self._read)

    def _read(self, term: str) -> Entry:
        rare, *pairs = self.lines[term].split("\t")
        rarity, weights = float(rare), []
        for pair in pairs:
            label, _, weight = pair.partition(" ")
            if label not in self._numbers:
                raise ValueError(f'"{label}" is not among the labels')
            weights.append((self._numbers[label], rarity * float(weight)))
        return rarity, tuple(weights)

    def _known(self, terms: Iterable[str]) -> Iterable[str]:
        return filter(self.lines.__contains__, terms)

    @cached_property
    def tells(self) -> Callable[[str], bool]:
        """Whether a term tells anything: by itself or, as long words may, by a part of it."""
        if not self.parts:
            return self.lines.__contains__
        return lambda term: any(self._known(with_parts((term,), self.parts)))

    @cached_property
    def said_in(self) -> Callable[[str], Said]:
        """What a folded sentence says of it."""
        return remembering(lambda sentence: said_in(sentence, self.tells))

    def _sums(self, terms: Iterable[str], whole: int) -> list[float]:
        """How much the terms of a text weigh for each label; one of fewer than ``whole`` tells less."""
        squares, sums = 0.0, [0.0] * len(self.labels)
        said, entries = list(self._known(with_parts(terms, self.parts))), self.entries
        known: dict[str, int] = dict.fromkeys(said, 1)
        if len(known) < len(said):
            known = Counter(said)
        for term, times in known.items():
            rarity, weights = entries[term]
            if times == 1:  # as most do, many times a notice
                squares += rarity * rarity
                for place, weight in weights:
                    sums[place] += weight
                continue
            often = 1 + math.log(times)
            squares += often * rarity * often * rarity
            for place, weight in weights:
                sums[place] += often * weight
        length = math.sqrt(squares) or 1.0
        told = min(1.0, math.sqrt(len(known) / whole)) / length
        return [value * told for value in sums]

    def likeness(self, terms: Iterable[str], sharpness: float, whole: int = 1) -> dict[str, float]:
        """The probability of every label, by label.

        Args:
            terms: those of a text.
            sharpness: how much a difference in weight tells (``likeness.sharpness`` of ``weights.yaml``).
            whole: the number of known terms from which on a text tells all it can.
        """
        parts, total = self._parts(terms, sharpness, whole)
        return dict(zip(self.labels, [round(part / total, 6) for part in parts], strict=True))

    def most_like(self, terms: Iterable[str], sharpness: float, whole: int = 1) -> Likeness | None:
        """The most likely label alone, at less cost; ``None`` if nothing was learned."""
        if not self.labels:
            return None
        parts, total = self._parts(terms, sharpness, whole)
        top = max(range(len(parts)), key=parts.__getitem__)
        return Likeness(self.labels[top], round(parts[top] / total, 6))

    def _parts(self, terms: Iterable[str], sharpness: float, whole: int) -> tuple[list[float], float]:
        sums = self._sums(terms, whole)
        top = max(sums, default=0.0)
        parts = [math.exp(sharpness * (value - top)) for value in sums]
        return parts, math.fsum(parts)

    def telling(self, terms: Iterable[str]) -> dict[str, Weights]:
        """What those of some terms weigh that tell anything: by themselves, or a long word by its parts."""
        if not self.parts:
            return {term: self.entries[term][1] for term in self._known(terms)}
        known = {term: [*self._known(with_parts((term,), self.parts))] for term in terms}
        return {
            term: tuple(chain.from_iterable([self.entries[part][1] for part in parts]))
            for term, parts in known.items()
            if parts
        }

    def typical_terms(self, telling: Mapping[str, Weights], label: str, most: int = 5) -> tuple[str, ...]:
        """The :meth:`telling` terms that speak most for a label, heaviest first; none within another."""
        number = self._numbers.get(label)
        weight: dict[str, float] = {}
        for term, weights in telling.items():
            for place, heavy in weights:
                if place == number and heavy > weight.get(term, 0.0):
                    weight[term] = heavy
        chosen: list[str] = []
        for term in sorted(weight, key=lambda t: (-weight[t], t)):
            if not any(f" {term} " in f" {other} " or f" {other} " in f" {term} " for other in chosen):
                chosen.append(term)
            if len(chosen) == most:
                break
        return tuple(chosen)


class Vocabularies(Mapping[tuple[str, str], Vocabulary]):
    """Vocabularies by language and name, each read when it is first asked for; a pack's in place of ours."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {
            (file.parts[1], file.parts[2].removesuffix(".tsv")): file
            for file in files
            if fits(VOCABULARY, file.name)
        }
        self._read: dict[tuple[str, str], Vocabulary] = {}

    def __getitem__(self, key: tuple[str, str]) -> Vocabulary:
        if key not in self._read:
            self._read[key] = read_vocabulary(self._files[key].content)
        return self._read[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def __reduce__(self) -> tuple[object, ...]:
        return Vocabularies, (tuple(self._files.values()),)


_LEARNED, _LABELS, _PARTS = "# learned from ", "# labels ", "# parts "


def read_vocabulary(content: bytes) -> Vocabulary:
    """Read what :func:`written` wrote; its lines are read when they are needed (:func:`checked`).

    Raises:
        ValueError: it is no UTF-8, or says no number of letters.
    """
    lines: dict[str, str] = {}
    learned_from = ""
    labels: tuple[str, ...] = ()
    parts = 0
    for line in content.decode("utf-8").split("\n"):
        term, tab, rest = line.partition("\t")
        if tab:
            lines[term] = rest
        elif line.startswith(_LEARNED):
            learned_from = line.removeprefix(_LEARNED)
        elif line.startswith(_LABELS):
            labels = tuple(line.removeprefix(_LABELS).split())
        elif line.startswith(_PARTS):
            parts = int(line.removeprefix(_PARTS))
    return Vocabulary(lines, labels, learned_from, parts)


def checked(vocabulary: Vocabulary) -> Vocabulary:
    """The same vocabulary, with every line read.

    Raises:
        ValueError: a line is not of the form it should have; tells which term.
    """
    for term in vocabulary.lines:
        try:
            vocabulary.entries[term]
        except ValueError as error:
            raise ValueError(
                f'the line of "{term}" holds no rarity and labels with weights, between tabs ({error}); '
                "make the file anew with: diagnose rules learn"
            ) from None
    return vocabulary


def written(vocabulary: Vocabulary) -> str:
    """The vocabulary as a file, terms in order."""
    head = [
        "# How notices are worded. Made by `diagnose rules learn`; do not edit.",
        _LEARNED + vocabulary.learned_from,
        _LABELS + " ".join(vocabulary.labels),
        *([f"{_PARTS}{vocabulary.parts}"] if vocabulary.parts else ()),
        "# term, rarity, then each label it is typical of, with its weight",
    ]
    return "\n".join((*head, *(f"{term}\t{line}" for term, line in sorted(vocabulary.lines.items())))) + "\n"
