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
from workloads import built_in, synthetic


def measured(rounds: int) -> Iterator[Row]:
    """Every installed contender on every workload."""
    installed = versions()
    names = [n for n, (needs, _) in CONTENDERS.items() if not needs or installed[needs] != "not installed"]
    for listings in (0, 60):
        yield from compared([built_in(listings)], names, rounds)
    for listings in (0, 60):
        yield from compared([synthetic(1200, facts=23, listings=listings)], names, rounds)


if __name__ == "__main__":
    from run import main

    main(["engine"])
