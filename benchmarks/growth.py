"""What a case costs as knowledge and cases grow: rules x1, x3, x10 and facts x1, x3, x10.

    python benchmarks/growth.py [--rounds N] [--json FILE]

Rules grow from 1,200 to 12,000, each further rule asking for a fact that the cases tell. Facts grow from 23
to 230 by listings with three facts each. Findings must equal those of the plain reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from contenders import versions
from timing import Row, compared
from workloads import synthetic


def measured(rounds: int) -> Iterator[Row]:
    """Our matcher, CLIPS where it is installed, and the plain reading; ``ratio`` is to our matcher's time."""
    names = ["our matcher", "plain Python"]
    if versions()["clipspy"] != "not installed":
        names.insert(1, "clipspy")
    times = (1, 3, 10)
    yield from compared([synthetic(1200 * n, facts=23, listings=0) for n in times], names, rounds)
    listed = [(23 * n // 3 - 1, 23 * n) for n in times]
    grown = [synthetic(1200, facts=facts - 3 * number, listings=number) for number, facts in listed]
    yield from compared(grown, names, rounds)


def factors(rows: list[Row]) -> dict[str, float]:
    """How many times the smallest workload's time the largest takes our matcher, by rules and by facts."""
    ours = [row for row in rows if row.contender == "our matcher"]
    return {
        "ten times the rules": round(ours[2].case_ms / ours[0].case_ms, 2),
        "ten times the facts": round(ours[5].case_ms / ours[3].case_ms, 2),
    }


if __name__ == "__main__":
    from run import main

    main(["growth"])
