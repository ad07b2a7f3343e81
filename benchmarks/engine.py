"""The engine against its peers: the same rules and facts, inference only, side by side.

    python benchmarks/engine.py [--rounds N] [--json FILE]

Stock experta, our matcher, clipspy, zen-engine and a plain reading conclude the same cases, each from
nothing: reset, declare, run. At the built-in knowledge and at 1,200 synthetic rules, without and with 60
ASINs. All findings must be equal. Contenders that are not installed are left out and named
(``pip install clipspy zen-engine``).
"""

from __future__ import annotations

from collections.abc import Iterator

from contenders import CONTENDERS, versions
from timing import Row, compared
from workloads import Workload, built_in, synthetic


def workloads() -> Iterator[Workload]:
    """What is measured."""
    yield built_in(0)
    yield built_in(60)
    yield synthetic(1200, facts=23, listings=0)
    yield synthetic(1200, facts=23, listings=60)


def measured(rounds: int) -> Iterator[Row]:
    """Every installed contender on every workload."""
    installed = versions()
    names = [n for n, (needs, _) in CONTENDERS.items() if not needs or installed[needs] != "not installed"]
    for workload in workloads():
        yield from compared(workload, names, rounds)


if __name__ == "__main__":
    from run import main

    main(["engine"])
