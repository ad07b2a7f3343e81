"""Many cases through ``diagnose classify``: speed, memory, and whether a killed run ends the same.

    python benchmarks/bulk.py [--cases 100000] [--jobs 2] [--kills 3] [--notices short|real] [--json]

One run is left alone; its workers' memory is read at a tenth of the cases and at the end (Linux only). The
same cases are then classified again, killed ``--kills`` times with SIGKILL, spread over the run, and resumed;
the two outputs are compared byte for byte. With ``--scaling`` a tenth of the cases also runs in one process,
so that processes can be compared. Every thousandth case is bad on purpose.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

NOTICES = Path(__file__).parent.parent / "tests" / "notices"
SHORT = (
    "Your payout is on its way to your bank account.",
    "Your account has been deactivated: your late shipment rate exceeds our target.",
    "We removed your listing because it may not be genuine.",
    "Thank you for your message. We will answer within two days.",
)
BAD_EVERY = 1000
PAUSE = 0.2


def texts(kind: str) -> Iterator[str]:
    """Notices without end."""
    if kind == "short":
        return cycle(SHORT)
    rows = (
        json.loads(line)
        for path in sorted(NOTICES.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return cycle([row["text"] for row in rows])


def write_cases(path: Path, count: int, kind: str) -> None:
    """So many case documents, each with an id of its own."""
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(texts(kind), count), start=1):
            field = "notice" if number % BAD_EVERY else "notise"
            out.write(json.dumps({"id": f"case-{number}", "marketplace": "US", field: text}) + "\n")


class Run:
    """One run of the command, from its start to its end or its kill."""

    def __init__(self, cases: Path, output: Path, jobs: int, resume: bool = False) -> None:
        command = [sys.executable, "-m", "diagnose", "classify", cases, "-o", output, "--jobs", jobs]
        self.journal = output.with_name(f".{output.name}.part.json")
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [*map(str, command), *(["--resume"] if resume else [])], stderr=subprocess.DEVNULL
        )

    def answered(self) -> int:
        """How many cases are safe so far."""
        try:
            return int(json.loads(self.journal.read_text(encoding="utf-8"))["entries"])
        except (FileNotFoundError, ValueError):
            return 0

    def until(self, cases: int) -> None:
        """Wait until so many cases are answered, or the run ends."""
        while self.process.poll() is None and self.answered() < cases:
            time.sleep(PAUSE)

    def memory(self) -> int:
        """The largest resident memory of a worker, in kB; 0 where the system does not tell."""
        return max((_resident(pid) for pid in _children(self.process.pid)), default=0)

    def end(self) -> float:
        """Wait for the end; the seconds since the start."""
        self.process.wait()
        return time.perf_counter() - self.began


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def _resident(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def left_alone(cases: Path, output: Path, jobs: int, count: int) -> dict[str, float]:
    """Cases a second, and a worker's memory early and late."""
    run = Run(cases, output, jobs)
    run.until(count // 10)
    early = run.memory()
    run.until(count - count // 50)
    late = run.memory()
    seconds = run.end()
    return {
        "seconds": round(seconds, 1),
        "cases a second": round(count / seconds, 1),
        "worker MB at a tenth": round(early / 1024, 1),
        "worker MB at the end": round(late / 1024, 1),
    }


def killed(cases: Path, output: Path, jobs: int, count: int, kills: int) -> list[int]:
    """Run with kills spread over the cases; where each run was killed, by cases that were safe."""
    places = []
    for number in range(1, kills + 1):
        run = Run(cases, output, jobs, resume=True)
        run.until(count * number // (kills + 1))
        run.process.kill()
        run.process.wait()
        places.append(run.answered())
    Run(cases, output, jobs, resume=True).end()
    return places


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--notices", choices=["short", "real"], default="short")
    parser.add_argument("--scaling", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        figures = measured(Path(folder), asked)
    if asked.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:28s} {value}")


def measured(folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Every figure that was asked for."""
    cases, whole, broken = folder / "cases.jsonl", folder / "whole.jsonl", folder / "broken.jsonl"
    write_cases(cases, asked.cases, asked.notices)
    figures: dict[str, object] = {"cases": asked.cases, "jobs": asked.jobs, "notices": asked.notices}
    figures |= left_alone(cases, whole, asked.jobs, asked.cases)
    if asked.kills:
        figures["killed after cases"] = killed(cases, broken, asked.jobs, asked.cases, asked.kills)
        figures["same bytes"] = filecmp.cmp(whole, broken, shallow=False)
    if asked.scaling:
        part = asked.cases // 10
        write_cases(cases, part, asked.notices)
        for jobs in sorted({1, asked.jobs}):
            found = left_alone(cases, whole, jobs, part)
            figures[f"cases a second, {jobs} jobs"] = found["cases a second"]
    return figures


if __name__ == "__main__":
    main()
