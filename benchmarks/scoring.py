"""Scoring labelled rows: what counts as a hit, counted with 95 % Wilson intervals.

A row has ``id``, ``causes`` (ground ids, the main one first; empty where nothing is named), ``enforcement``
(one, a list of allowed ones, or none), ``confidence`` and ``language``. A prediction is a diagnosis, or none
where it failed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diagnose import Diagnosis

FIRST = "main ground first"
THREE = "main ground among three"
RECALL = "all grounds among five"
PRECISION = "shown grounds that are right"
ENFORCEMENT = "enforcement"
SILENT = "nothing shown where none is named"
ABSTAINED = "nothing shown although one is named"
FIGURES = (FIRST, THREE, RECALL, PRECISION, ENFORCEMENT, SILENT, ABSTAINED)
SHOWN = 5
UNSPECIFIED = "ip-unspecified"
INTELLECTUAL_PROPERTY = frozenset(
    {
        UNSPECIFIED,
        "trademark-infringement",
        "copyright-infringement",
        "patent-infringement",
        "counterfeit",
        "unauthorised-resale",
    }
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Rate:
    """Hits of tries, with the 95 % Wilson interval."""

    name: str
    hits: int
    tries: int

    @property
    def interval(self) -> tuple[float, float]:
        """E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927)."""
        if not self.tries:
            return 0.0, 1.0
        z, share = 1.96, self.hits / self.tries
        scale = 1 + z * z / self.tries
        middle = (share + z * z / (2 * self.tries)) / scale
        half = z * math.sqrt(share * (1 - share) / self.tries + z * z / (4 * self.tries**2)) / scale
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """The counts, the share and the interval, as a cell of a table."""
        if not self.tries:
            return "-"
        low, high = self.interval
        return f"{self.hits}/{self.tries} {self.hits / self.tries:.1%} [{low:.0%}, {high:.0%}]"


@dataclass(frozen=True)
class Scored:
    """A labelled row with its diagnosis; none where it could not be diagnosed."""

    row: Row
    diagnosis: Diagnosis | None

    @property
    def shown(self) -> list[str]:
        """The ids of the grounds shown, best first."""
        return [ground.id for ground in self.diagnosis.grounds] if self.diagnosis else []

    @property
    def labels(self) -> list[str]:
        """The labels; those outside of the scheme are left out of recall."""
        return list(self.row["causes"])

    @property
    def scored(self) -> bool:
        """Whether the row names a ground of the scheme."""
        return bool(self.labels) and not self.labels[0].startswith("other:")

    @property
    def first(self) -> bool:
        """Whether the first ground shown is the main label, or any where their order is arguable."""
        loose = self.row.get("confidence", "high") != "high" and len(self.labels) > 1
        wanted = self.labels if loose else self.labels[:1]
        return any(accepts(label, shown) for shown in self.shown[:1] for label in wanted)

    def right(self, ground: str) -> bool:
        """Whether a ground is among the labels."""
        return any(accepts(label, ground) for label in self.labels)


def accepts(label: str, shown: str) -> bool:
    """Whether a ground that is shown is what the label says; unspecified property accepts each kind of it."""
    return shown == label or (label == UNSPECIFIED and shown in INTELLECTUAL_PROPERTY)


@dataclass
class _Tally:
    counts: dict[str, list[int]] = field(default_factory=dict)

    def count(self, name: str, hit: bool) -> None:
        pair = self.counts.setdefault(name, [0, 0])
        pair[0] += hit
        pair[1] += 1


def rates(rows: Iterable[Scored]) -> list[Rate]:
    """Every figure over the rows."""
    tally = _Tally()
    for item in rows:
        _count(item, tally)
    return [Rate(name, *tally.counts.get(name, [0, 0])) for name in FIGURES]


def _count(item: Scored, tally: _Tally) -> None:
    wanted = item.row.get("enforcement")
    if wanted:
        said = item.diagnosis.enforcement if item.diagnosis else "no answer"
        tally.count(ENFORCEMENT, said in (wanted if isinstance(wanted, list) else [wanted]))
    if not item.labels:
        tally.count(SILENT, item.diagnosis is not None and not item.shown)
    if not item.scored:
        return
    tally.count(FIRST, item.first)
    tally.count(THREE, any(accepts(item.labels[0], shown) for shown in item.shown[:3]))
    for label in item.labels:
        if not label.startswith("other:"):
            tally.count(RECALL, any(accepts(label, shown) for shown in item.shown[:SHOWN]))
    for ground in item.shown[:SHOWN]:
        tally.count(PRECISION, item.right(ground))
    tally.count(ABSTAINED, not item.shown)


def macro_first(rows: Sequence[Scored]) -> float:
    """The share of main grounds shown first, averaged over the grounds and not over the rows."""
    tally = _Tally()
    for item in rows:
        if item.scored:
            tally.count(item.labels[0], item.first)
    shares = [hits / tries for hits, tries in tally.counts.values()]
    return sum(shares) / len(shares) if shares else float("nan")
