"""Timing contenders side by side: equal findings first, then in turns, medians over the rounds.

Time is the processor's, so that other programs on the machine count less.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from contenders import CONTENDERS, Contender
from workloads import Workload


@dataclass(frozen=True)
class Row:
    """One contender on one workload: milliseconds to build it, and a case (median)."""

    workload: str
    rules: int
    facts: float
    findings: float
    contender: str
    build_ms: float
    case_ms: float
    ratio: float = 1.0

    def __str__(self) -> str:
        return (
            f"{self.workload:28s} {self.rules:6d} {self.facts:6.1f} {self.findings:8.1f}"
            f"  {self.contender:14s} {self.build_ms:9.1f} {self.case_ms:9.3f} {self.ratio:8.2f}"
        )


HEAD = (
    f"{'workload':28s} {'rules':>6s} {'facts':>6s} {'findings':>8s}  {'contender':14s}"
    f" {'build ms':>9s} {'case ms':>9s} {'ratio':>8s}"
)


class Differs(Exception):
    """Two contenders conclude differently from the same facts."""


def compared(workloads: Sequence[Workload], names: Iterable[str], rounds: int) -> list[Row]:
    """Every contender on every workload; ``ratio`` is its time a case over that of our matcher.

    Raises:
        Differs: the findings of a contender are not those of the first.
    """
    built: dict[tuple[int, str], tuple[Contender, float]] = {}
    for place, workload in enumerate(workloads):
        for name in names:
            before = time.process_time()
            contender = CONTENDERS[name][1](workload.rules, workload.listing_facts)
            built[place, name] = contender, time.process_time() - before
    findings = [
        _equal_findings(workload, {name: built[place, name][0] for name in names})
        for place, workload in enumerate(workloads)
    ]
    times: dict[tuple[int, str], list[float]] = {key: [] for key in built}
    for _ in range(rounds):
        for (place, name), (contender, _) in built.items():
            cases = workloads[place].cases
            before = time.process_time()
            for case in cases:
                contender(case)
            times[place, name].append((time.process_time() - before) / len(cases))
    return [
        Row(
            workload=workloads[place].name,
            rules=len(workloads[place].rules),
            facts=round(workloads[place].facts, 1),
            findings=round(findings[place], 1),
            contender=name,
            build_ms=round(built[place, name][1] * 1000, 1),
            case_ms=round(median(taken) * 1000, 4),
            ratio=round(median(taken) / median(times[place, "our matcher"]), 3),
        )
        for (place, name), taken in times.items()
    ]


def _equal_findings(workload: Workload, contenders: dict[str, Contender]) -> float:
    """How many findings a case has; every contender must have the same."""
    total = 0
    for number, case in enumerate(workload.cases):
        found = {name: contender(case) for name, contender in contenders.items()}
        first, *others = found
        total += len(found[first])
        for name in others:
            if found[name] != found[first]:
                apart = sorted(found[name] ^ found[first])[:3]
                raise Differs(f"{workload.name}, case {number}: {name} and {first} differ on {apart}")
    return total / len(workload.cases)


def as_json(rows: Iterable[Row]) -> list[dict[str, object]]:
    """Rows as JSON values."""
    return [asdict(row) for row in rows]
