"""Accuracy on labelled notices: who is first, who is among three, what is shown wrongly, and calibration.

    python benchmarks/accuracy.py [LABELLED.jsonl ...] [--json]

A labelled file holds one object a line: ``id``, ``text``, ``enforcement`` (or null) and ``causes`` (ground
ids, the main one first; empty where nothing is to be shown). Without arguments the notices of
``tests/notices`` are measured, each file apart. Rates come with a 95 % Wilson interval. Calibration
compares shown probabilities with how often they were right, in five bins of equal count.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnose import Case, Diagnoser, Diagnosis

NOTICES = Path(__file__).parent.parent / "tests" / "notices"


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
        low, high = self.interval
        share = f"{self.hits / self.tries:6.1%}" if self.tries else "     -"
        return f"{self.name:34s} {self.hits:4d}/{self.tries:<4d} {share}  [{low:.1%}, {high:.1%}]"


Pair = tuple[dict[str, Any], Diagnosis]


def diagnosed(path: Path, diagnoser: Diagnoser) -> list[Pair]:
    """Each labelled row with its diagnosis."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row, diagnoser.diagnose(Case(id=row["id"], notice=row["text"]), detail="short")) for row in rows]


def rates(pairs: Sequence[Pair]) -> list[Rate]:
    """The rates over rows with a cause, rows without, and all."""
    named = [
        (row["causes"], [ground.id for ground in diagnosis.grounds])
        for row, diagnosis in pairs
        if row["causes"]
    ]
    silent = [diagnosis for row, diagnosis in pairs if not row["causes"]]
    acting = [(row, diagnosis) for row, diagnosis in pairs if row.get("enforcement")]
    labels = [(cause, shown[:5]) for causes, shown in named for cause in causes]
    grounds = [(ground, causes) for causes, shown in named for ground in shown[:5]]
    return [
        Rate("main ground first", sum(shown[:1] == causes[:1] for causes, shown in named), len(named)),
        Rate("main ground among three", sum(causes[0] in shown[:3] for causes, shown in named), len(named)),
        Rate("all grounds among five", sum(cause in shown for cause, shown in labels), len(labels)),
        Rate(
            "shown grounds that are right", sum(ground in causes for ground, causes in grounds), len(grounds)
        ),
        Rate("nothing shown where none is named", sum(not d.grounds for d in silent), len(silent)),
        Rate("enforcement", sum(row["enforcement"] == d.enforcement for row, d in acting), len(acting)),
    ]


def calibration(pairs: Iterable[Pair], bins: int = 5) -> list[tuple[float, float, int]]:
    """(mean probability, share that was right, count) in bins of equal count, over all shown grounds."""
    shown = sorted(
        (ground.probability, ground.id in row["causes"])
        for row, diagnosis in pairs
        for ground in diagnosis.grounds
    )
    size = max(1, math.ceil(len(shown) / bins))
    groups = [shown[start : start + size] for start in range(0, len(shown), size)]
    return [
        (sum(p for p, _ in group) / len(group), sum(right for _, right in group) / len(group), len(group))
        for group in groups
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(NOTICES.glob("*.jsonl")))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    diagnoser = Diagnoser()
    every: list[Pair] = []
    for path in arguments.files:
        pairs = diagnosed(path, diagnoser)
        every += pairs
        report(path.name, pairs, arguments.json)
    if len(arguments.files) > 1:
        report("all together", every, arguments.json)


def report(name: str, pairs: Sequence[Pair], as_json: bool) -> None:
    """Print the figures of one file."""
    if as_json:
        figures = {rate.name: [rate.hits, rate.tries] for rate in rates(pairs)}
        print(json.dumps({"file": name, "rates": figures, "calibration": calibration(pairs)}))
        return
    print(f"{name}: {len(pairs)} messages")
    for rate in rates(pairs):
        if rate.tries:
            print(f"  {rate}")
    for mean, right, count in calibration(pairs):
        print(f"  shown with {mean:.2f} on average: right {right:.2f} ({count})")


if __name__ == "__main__":
    main()
