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
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from diagnose.knowledge.folder import VOCABULARY, File, fits

NOTHING = "nothing"
"""The label of messages in which nothing is to be diagnosed."""
UNNAMED = "unnamed"
"""The label of notices that name no ground."""
# The article or preposition that French and Italian run together with a word ("l'offre") is a word of its own.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]|\b(?:[cdjlmnst]|qu|d?all|dell|nell|sull|un)'(?=[^\W\d_]{2})"
    r"|(?:(?![\u3040-\u30ff\u3400-\u9fff])[^\W\d_])+(?:'[^\W\d_]+)?|#|\b0\b"
)


def terms_of(folded: str) -> Counter[str]:
    """The terms of a folded text: its words, and each two that follow each other."""
    words = _WORD.findall(folded)
    found = Counter(words)
    found.update(map(" ".join, pairwise(words)))
    return found


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


@dataclass(frozen=True)
class Vocabulary:
    """Learned terms: ``rarity`` of each, and the labels each is typical of, with weights."""

    rarity: Mapping[str, float]
    typical: Mapping[str, tuple[tuple[str, float], ...]]
    labels: tuple[str, ...]
    learned_from: str = ""

    @cached_property
    def _heavy(self) -> dict[str, tuple[float, tuple[tuple[int, float], ...]]]:
        """Of each term its rarity, and that times its weight for each label by its number."""
        number = {label: place for place, label in enumerate(self.labels)}
        return {
            term: (rare, tuple((number[label], rare * weight) for label, weight in self.typical[term]))
            for term, rare in self.rarity.items()
        }

    def _sums(self, folded: str, whole: int) -> list[float]:
        """How much the terms of a text weigh for each label; one of fewer than ``whole`` tells less."""
        heavy = self._heavy
        known, squares, sums = 0, 0.0, [0.0] * len(self.labels)
        for term, times in terms_of(folded).items():
            entry = heavy.get(term)
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

    def typical_terms(self, folded: str, label: str, most: int = 5) -> tuple[str, ...]:
        """The terms of a text that speak most for a label, heaviest first; none within another."""
        known = shares(terms_of(folded), self.rarity)
        weight = {term: share * dict(self.typical[term]).get(label, 0.0) for term, share in known.items()}
        chosen: list[str] = []
        for term in sorted((t for t, w in weight.items() if w > 0), key=lambda t: (-weight[t], t)):
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


def read_vocabulary(content: bytes) -> Vocabulary:
    """Read what :func:`written` wrote.

    Raises:
        ValueError: it is no UTF-8, or a line is not of the form ``term, rarity, label weight, ...``.
    """
    text = content.decode("utf-8")
    learned_from, rarity, typical = "", {}, {}
    labels: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# learned from "):
            learned_from = line.removeprefix("# learned from ").strip()
        if "\t" not in line and (not line or line.startswith("# ")):
            continue
        try:
            term, rare, *rest = line.split("\t")
            pairs = tuple((label, float(weight)) for label, _, weight in (p.partition(" ") for p in rest))
            rarity[term], typical[term] = float(rare), pairs
        except ValueError:
            raise ValueError(
                f"line {number}: expected a term, its rarity and its labels with weights, between tabs; "
                "make the file anew with: diagnose rules learn"
            ) from None
        labels.update(label for label, _ in pairs)
    return Vocabulary(rarity, typical, tuple(sorted(labels)), learned_from)


def written(vocabulary: Vocabulary) -> str:
    """The vocabulary as a file, terms in order."""
    head = [
        "# How notices are worded. Made by `diagnose rules learn`; do not edit.",
        f"# learned from {vocabulary.learned_from}",
        "# term, rarity, then each label it is typical of, with its weight",
    ]
    lines = [
        "\t".join(
            (term, f"{rare:.2f}", *(f"{label} {weight:.2f}" for label, weight in vocabulary.typical[term]))
        )
        for term, rare in sorted(vocabulary.rarity.items())
    ]
    return "\n".join((*head, *lines)) + "\n"
