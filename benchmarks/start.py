"""What a start costs, each as a process of its own: seconds of processor and of wall, and peak memory.

    python benchmarks/start.py [--rounds 10] [--worker 500] [--json FILE]

The ways to start are taken in turns, and the median counts. Bytecode is kept and each way runs once before it
is measured, as after an installation; only "without what is kept" reads all rules from their YAML each time.
Peak memory of "classify" is that of the largest of its processes, after ``--worker`` cases. Needs Unix.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

NOTICE = Path(__file__).parent.parent / "examples" / "late-shipment" / "notice.txt"
DIAGNOSE = (sys.executable, "-m", "diagnose")
SLOWER = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""Variables that would keep Python from starting as it does where it is installed."""
COLD = "diagnose case, without what is kept"
FIGURES = ("cpu", "wall", "peak")


def ways(folder: Path, cases: int) -> dict[str, Sequence[str]]:
    """What is started, by name."""
    rows = folder / "cases.jsonl"
    row = json.dumps({"notice": NOTICE.read_text(encoding="utf-8")}) + "\n"
    rows.write_text(row * cases, encoding="utf-8")
    classify = (*DIAGNOSE, "classify", str(rows), "-o", str(folder / "out.jsonl"), "--jobs", "2")
    return {
        "python itself": (sys.executable, "-c", ""),
        "import of every public name": (sys.executable, "-c", "import diagnose.api"),
        "knowledge ready": (sys.executable, "-c", "from diagnose.knowledge import default; default()"),
        "diagnose --help": (*DIAGNOSE, "--help"),
        "diagnose case, one notice": (*DIAGNOSE, "case", str(NOTICE)),
        COLD: (*DIAGNOSE, "case", str(NOTICE)),
        f"diagnose classify, {cases} cases": classify,
    }


def started(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, float]:
    """Seconds of processor, seconds of wall, and MB at the peak of one run."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"ended with exit status {process.returncode}: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit / 2**20


def measured(rounds: int, cases: int) -> dict[str, dict[str, float]]:
    """The median of each figure, by what is started."""
    with TemporaryDirectory() as folder:
        commands = ways(Path(folder), cases)
        plain = {name: value for name, value in os.environ.items() if name not in SLOWER}
        plain["DIAGNOSE_CACHE"] = str(Path(folder) / "kept")
        runs: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, command in commands.items():
                run = started(command, plain | ({"DIAGNOSE_CACHE": "off"} if name == COLD else {}))
                runs[name] += [run] if number else []
    return {
        name: {
            figure: median(values) for figure, values in zip(FIGURES, zip(*taken, strict=True), strict=True)
        }
        for name, taken in runs.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10, help="times that each is started (10)")
    parser.add_argument("--worker", type=int, default=500, help="cases to classify (500)")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    given = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(f"{'':38s} {'cpu s':>7s} {'wall s':>7s} {'peak MB':>8s}")
    found = measured(given.rounds, given.worker)
    for name, figures in found.items():
        print(f"{name:38s} {figures['cpu']:7.2f} {figures['wall']:7.2f} {figures['peak']:8.1f}")
    if given.json:
        about = {"python": platform.python_version(), "rounds": given.rounds, "start": found}
        given.json.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
