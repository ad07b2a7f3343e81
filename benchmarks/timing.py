"""Timing contenders side by side: in turns within each round, equal findings first, medians of all rounds."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from statistics import median

from contenders import CONTENDERS, Contender
from workloads import Workload


@dataclass(frozen=True)
class Row:
    """One contender on one workload: milliseconds to build once, and a case (median over the rounds)."""

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


def compared(workload: Workload, names: Iterable[str], rounds: int) -> list[Row]:
    """Every contender on one workload; ``ratio`` is its time a case over that of our matcher.

    Raises:
        Differs: the findings of a contender are not those of the first.
    """
    built: dict[str, tuple[Contender, float]] = {}
    for name in names:
        before = time.perf_counter()
        contender = CONTENDERS[name][1](workload.rules, workload.listing_facts)
        built[name] = contender, time.perf_counter() - before
    findings = _equal_findings(workload, {name: contender for name, (contender, _) in built.items()})
    times: dict[str, list[float]] = {name: [] for name in built}
    for _ in range(rounds):
        for name, (contender, _) in built.items():
            before = time.perf_counter()
            for case in workload.cases:
                contender(case)
            times[name].append((time.perf_counter() - before) / len(workload.cases))
    ours = median(times["our matcher"])
    return [
        Row(
            workload=workload.name,
            rules=len(workload.rules),
            facts=round(workload.facts, 1),
            findings=round(findings, 1),
            contender=name,
            build_ms=round(built[name][1] * 1000, 1),
            case_ms=round(median(taken) * 1000, 4),
            ratio=round(median(taken) / ours, 3),
        )
        for name, taken in times.items()
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
