"""Likeness: how much a text is worded like the examples of each label, by the weights of its terms.

The weights are those of complement naive Bayes (J. D. M. Rennie et al., "Tackling the Poor Assumptions of
Naive Bayes Text Classifiers", 2003), learned by ``diagnose rules learn`` from labelled examples and kept in
``vocabulary/<language>/<name>.tsv``: a term, its rarity, and for each label it is typical of, a weight.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from diagnose.knowledge.folder import VOCABULARY, File, fits
from diagnose.knowledge.folding import UNSPACED

NOTHING = "nothing"
"""The label of messages in which nothing is to be diagnosed."""
UNNAMED = "unnamed"
"""The label of notices that name no ground."""
# What French and Italian run together with a word ("l'offre") is a word of its own.
_WORD = re.compile(
    rf"[{UNSPACED}]|\b(?:[cdjlmnst]|qu|d?all|dell|nell|sull|un)'(?=[^\W\d_]{{2}})"
    rf"|(?:(?![{UNSPACED}])[^\W\d_])+(?:'[^\W\d_]+)?|#|\b0\b"
)
_LONGER = 3
"""By how many letters a word is longer than its parts."""
_BESIDE = re.compile(rf"(?<=[{UNSPACED}]) | (?=[{UNSPACED}])")


_PART = "~"
"""How terms begin that are part of a word."""


def terms_of(folded: str, parts: int = 0) -> Counter[str]:
    """The terms of a folded text: its words, each two that follow each other, and parts of long words.

    Args:
        parts: the number of letters of a part, in a language that bends or joins its words; 0 for none.
    """
    words = _WORD.findall(folded)
    found = Counter(words)
    found.update(map(" ".join, pairwise(words)))
    if parts:
        for word in words:
            found.update(_parts_of(word, parts))
    return found


@lru_cache(maxsize=1 << 16)
def _parts_of(word: str, letters: int) -> tuple[str, ...]:
    """Every run of so many letters of a long word, of which its beginning and end are letters too."""
    if len(word) < letters + _LONGER:
        return ()
    whole = f"_{word}_"
    return tuple(_PART + whole[at : at + letters] for at in range(len(whole) - letters + 1))


def closed_up(term: str) -> str:
    """A term as it stands in a folded text: without spaces beside letters of scripts that write none."""
    return _BESIDE.sub("", term)


def stands_in(term: str, folded: str) -> bool:
    """Whether a term stands in a folded text, as whole words where its script parts them."""
    written = closed_up(term)
    return written in folded if written != term else f" {term} " in f" {folded} "


def shares(terms: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """What each known term adds to a text, so that long and short texts count alike."""
    heavy = {term: (1 + math.log(n)) * rarity[term] for term, n in terms.items() if term in rarity}
    length = math.sqrt(math.fsum(weight * weight for weight in heavy.values())) or 1.0
    return {term: weight / length for term, weight in heavy.items()}


class Likeness(NamedTuple):
    """How much a text is worded like the examples of one label.

    ``probability`` is the share of this label among all labels.
    """

    label: str
    probability: float

    @property
    def log_odds(self) -> float:
        """The probability as log-odds, kept within what a text alone can tell."""
        p = min(max(self.probability, 1e-4), 1 - 1e-4)
        return math.log(p / (1 - p))


Entry = tuple[float, tuple[tuple[int, float], ...]]
"""A term's rarity, and that times its weight for each label by its number."""


@dataclass(frozen=True)
class Vocabulary:
    """Learned terms as they are written, each read when a text first has it.

    ``lines`` are by term: its rarity, and each label it is typical of with its weight, between tabs.
    ``parts`` is the number of letters of the parts of words among the terms (:func:`terms_of`).
    """

    lines: Mapping[str, str]
    labels: tuple[str, ...]
    learned_from: str = ""
    parts: int = 0
    _met: dict[str, Entry | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {label: place for place, label in enumerate(self.labels)}

    def entry(self, term: str) -> Entry | None:
        """What was learned of a term; ``None`` if nothing.

        Raises:
            ValueError: its line is not of the form described above.
        """
        if term not in self._met:
            line = self.lines.get(term)
            self._met[term] = None if line is None else self._read(line)
        return self._met[term]

    def _read(self, line: str) -> Entry:
        rare, *pairs = line.split("\t")
        rarity, weights = float(rare), []
        for pair in pairs:
            label, _, weight = pair.partition(" ")
            if label not in self._numbers:
                raise ValueError(f'"{label}" is not among the labels')
            weights.append((self._numbers[label], rarity * float(weight)))
        return rarity, tuple(weights)

    def _sums(self, folded: str, whole: int) -> list[float]:
        """How much the terms of a text weigh for each label; one of fewer than ``whole`` tells less."""
        known, squares, sums = 0, 0.0, [0.0] * len(self.labels)
        met = self._met
        for term, times in terms_of(folded, self.parts).items():
            entry = met[term] if term in met else self.entry(term)
            if entry is not None:
                known += 1
                often = 1 + math.log(times) if times > 1 else 1.0
                squares += (often * entry[0]) ** 2
                for place, weight in entry[1]:
                    sums[place] += often * weight
        length = math.sqrt(squares) or 1.0
        told = min(1.0, math.sqrt(known / whole)) / length
        return [value * told for value in sums]

    def likeness(self, folded: str, sharpness: float, whole: int = 1) -> tuple[Likeness, ...]:
        """Every label with its probability, most likely first; ties by label.

        Args:
            folded: a text as :func:`diagnose.knowledge.folding.fold` leaves it.
            sharpness: how much a difference in weight tells (``likeness.sharpness`` of ``weights.yaml``).
            whole: the number of known terms from which on a text tells all it can.
        """
        parts, total = self._parts(folded, sharpness, whole)
        found = [
            Likeness(label, round(part / total, 6)) for label, part in zip(self.labels, parts, strict=True)
        ]
        return tuple(sorted(found, key=lambda item: (-item.probability, item.label)))

    def most_like(self, folded: str, sharpness: float, whole: int = 1) -> Likeness | None:
        """The most likely label alone, at less cost; ``None`` if nothing was learned."""
        if not self.labels:
            return None
        parts, total = self._parts(folded, sharpness, whole)
        top = max(range(len(parts)), key=parts.__getitem__)
        return Likeness(self.labels[top], round(parts[top] / total, 6))

    def _parts(self, folded: str, sharpness: float, whole: int) -> tuple[list[float], float]:
        sums = self._sums(folded, whole)
        top = max(sums, default=0.0)
        parts = [math.exp(sharpness * (value - top)) for value in sums]
        return parts, math.fsum(parts)

    def _parts_within(self, term: str) -> tuple[str, ...]:
        return _parts_of(term, self.parts) if self.parts and " " not in term else ()

    def _weight(self, term: str, label: str) -> float:
        entry, number = self.entry(term), self._numbers.get(label)
        return next((heavy for place, heavy in entry[1] if place == number), 0.0) if entry else 0.0

    def typical_terms(self, folded: str, label: str, most: int = 5) -> tuple[str, ...]:
        """The terms of a text that speak most for a label, heaviest first; none within another.

        A long word may speak by a part of it.
        """
        weight = {}
        for term in terms_of(folded):
            heavy = max(self._weight(part, label) for part in (term, *self._parts_within(term)))
            if heavy:
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
            vocabulary.entry(term)
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
