"""Learning a vocabulary: labelled examples -> the terms that are typical of each label."""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diagnose.knowledge.terms import terms_of, with_parts
from diagnose.knowledge.vocabulary import Vocabulary, shares

_SMOOTHING = 0.3
_LEAST = 0.05


@dataclass(frozen=True)
class Example:
    """A text and its labels, the main one first: grounds, or ``NOTHING`` or ``UNNAMED``."""

    text: str
    labels: tuple[str, ...]

    @property
    def shares(self) -> Mapping[str, float]:
        """How much the text counts for each label: the main one fully, others half."""
        return {label: 0.5 if place else 1.0 for place, label in enumerate(self.labels)}


def learn(examples: Sequence[Example], most: int, core: Callable[[str], str], parts: int = 0) -> Vocabulary:
    """The ``most`` terms that are most typical of each label; ``core`` folds a text to what tells.

    Complement naive Bayes: a term is typical of a label if it is rare in the examples of all the others.
    ``parts`` is the number of letters of the parts of words that are terms too.
    """
    read = [
        (Counter(with_parts(terms_of(core(example.text)), parts)), example.shares) for example in examples
    ]
    in_texts = Counter(term for terms, _ in read for term in terms)
    rarity = {t: round(math.log((1 + len(read)) / (1 + n)) + 1, 2) for t, n in in_texts.items()}
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for terms, labels in read:
        for term, share in shares(terms, rarity).items():
            for label, part in labels.items():
                sums[term][label] += share * part
    typical = _heaviest(_weights(sums), most)
    return Vocabulary(
        lines={term: _line(rarity[term], weights) for term, weights in typical.items()},
        labels=tuple(sorted({label for _, labels in read for label in labels})),
        learned_from=fingerprint(examples),
        parts=parts,
    )


def _line(rare: float, weights: Sequence[tuple[str, float]]) -> str:
    return "\t".join((f"{rare:.2f}", *(f"{label} {weight:.2f}" for label, weight in weights)))


def fingerprint(examples: Sequence[Example]) -> str:
    """Twelve hexadecimal digits that change with any example."""
    digest = hashlib.sha256()
    for text, labels in sorted((example.text, example.labels) for example in examples):
        digest.update(f"{text}\0{labels}\0".encode())
    return digest.hexdigest()[:12]


def _weights(sums: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """For each term and label, how much rarer the term is elsewhere than a term on the average."""
    labels = sorted({label for by_label in sums.values() for label in by_label})
    total = {term: math.fsum(by_label.values()) for term, by_label in sums.items()}
    everything = math.fsum(total.values())
    own = {label: math.fsum(by.get(label, 0.0) for by in sums.values()) for label in labels}
    size = {label: math.log(everything - own[label] + _SMOOTHING * len(sums)) for label in labels}
    middle = math.fsum(size.values()) / len(size)
    weights = {}
    for term, by_label in sums.items():
        rare = {label: -math.log(total[term] - x + _SMOOTHING) for label, x in by_label.items()}
        absent = -math.log(total[term] + _SMOOTHING) * (len(labels) - len(rare))
        mean = (math.fsum(rare.values()) + absent) / len(labels)
        weights[term] = {label: rare[label] - mean + size[label] - middle for label in rare}
    return weights


def _heaviest(
    weights: Mapping[str, Mapping[str, float]], most: int
) -> dict[str, tuple[tuple[str, float], ...]]:
    by_label: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for term, labels in weights.items():
        for label, weight in labels.items():
            if weight >= _LEAST:
                by_label[label].append((-weight, term))
    kept: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for label, ordered in sorted(by_label.items()):
        for weight, term in sorted(ordered)[:most]:
            kept[term].append((label, round(-weight, 2)))
    return {term: tuple(labels) for term, labels in sorted(kept.items())}
