"""All measurements of the engine in one command: prints a table, writes JSON.

    python benchmarks/run.py [engine] [growth] [--rounds N] [--json FILE]

Times are the processor's: medians over the rounds of the mean of a round's cases, contenders in turns.
Nothing here is asserted by tests: machines differ, ratios within one run are what counts.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import engine
import growth
from contenders import versions
from timing import HEAD, Row, as_json


def main(sections: Sequence[str] = ()) -> None:
    """Measure the sections named (all by default) and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="engine|growth", help="what to measure (both)")
    parser.add_argument("--rounds", type=int, default=7, help="times that each workload is run (7)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    given = parser.parse_args()
    wanted = given.sections or list(sections) or ["engine", "growth"]
    if unknown := set(wanted) - {"engine", "growth"}:
        parser.error(f"there is no section {min(unknown)}: name engine, growth or both")
    about: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "versions": versions(),
    }
    print(f"Python {about['python']}, {about['machine']}; {about['versions']}")
    print(HEAD)
    if "engine" in wanted:
        about["engine"] = as_json(_printed(engine.measured(given.rounds)))
    if "growth" in wanted:
        rows = _printed(growth.measured(given.rounds))
        about["growth"] = {"rows": as_json(rows), "factors": growth.factors(rows)}
        for what, factor in growth.factors(rows).items():
            print(f"{what}: {factor} times the time a case (our matcher)")
    if given.json:
        given.json.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _printed(rows: Any) -> list[Row]:
    seen = []
    for row in rows:
        print(row, flush=True)
        seen.append(row)
    return seen


if __name__ == "__main__":
    sys.exit(main())
