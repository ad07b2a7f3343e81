"""Calibration: whether what is shown with a probability is right that often.

The error expected by chance is that of a predictor whose probabilities are exactly right, simulated on the
same probabilities: with few rows even such a predictor misses.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring import Scored

SEED = 20261122
ROUNDS = 2000
Pair = tuple[float, bool]


@dataclass(frozen=True)
class Bin:
    """Grounds of like probability: how many, their mean probability and the share that was right."""

    count: int
    mean: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """The reliability table, its error (mean distance, weighted by count) and what chance makes of it."""

    bins: tuple[Bin, ...]
    error: float
    by_chance: float
    by_chance_at_most: float


def shown(rows: Iterable[Scored]) -> list[Pair]:
    """The probability of every ground shown, and whether it was right."""
    return sorted(
        (ground.probability, item.right(ground.id))
        for item in rows
        if item.diagnosis is not None
        for ground in item.diagnosis.grounds
    )


def calibration(rows: Iterable[Scored], bins: int = 5) -> Calibration | None:
    """The calibration over all grounds shown in bins of equal count; none where nothing was shown."""
    pairs = shown(rows)
    if not pairs:
        return None
    groups = _cut([probability for probability, _ in pairs], bins)
    chance = random.Random(SEED)
    errors = sorted(
        _error(pairs_of, groups)
        for pairs_of in (
            [(probability, chance.random() < probability) for probability, _ in pairs] for _ in range(ROUNDS)
        )
    )
    return Calibration(
        bins=tuple(_bin(pairs[start:end]) for start, end in groups),
        error=_error(pairs, groups),
        by_chance=sum(errors) / ROUNDS,
        by_chance_at_most=errors[int(ROUNDS * 0.95)],
    )


def _cut(probabilities: Sequence[float], bins: int) -> list[tuple[int, int]]:
    """Where the bins begin and end; their counts differ by at most one."""
    total = len(probabilities)
    edges = [total * number // bins for number in range(bins + 1)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def _bin(pairs: Sequence[Pair]) -> Bin:
    count = len(pairs)
    return Bin(count, sum(p for p, _ in pairs) / count, sum(right for _, right in pairs) / count)


def _error(pairs: Sequence[Pair], groups: Sequence[tuple[int, int]]) -> float:
    found = [_bin(pairs[start:end]) for start, end in groups]
    return sum(item.count * abs(item.mean - item.right) for item in found) / len(pairs)
