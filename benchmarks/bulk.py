"""Many cases through ``diagnose classify``: speed, memory, and whether a killed run ends the same.

    python benchmarks/bulk.py [--cases 100000] [--jobs 2] [--kills 3] [--notices short|real] [--parquet]
                              [--scaling CASES] [--turns 3] [--json]

One run is left alone; its workers' memory is read at a tenth of the cases and at the end, the present and the
highest so far (Linux only). The same cases are then classified again, killed ``--kills`` times with SIGKILL,
spread over the run, and resumed; in turns the whole process group is killed and the first process alone. The
two outputs are compared byte for byte. ``--scaling`` classifies so many cases in one process and in
``--jobs``, in turns, and compares the medians. Real notices are those of tests/notices, each with
ASINs and a number of its own. Every thousandth case is bad on purpose.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

NOTICES = Path(__file__).parent.parent / "tests" / "notices"
SHORT = (
    "Your payout is on its way to your bank account.",
    "Your account has been deactivated: your late shipment rate exceeds our target.",
    "We removed your listing because it may not be genuine.",
    "Thank you for your message. We will answer within two days.",
)
ASIN = re.compile(r"\bB0[0-9A-Z]{8}\b")
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
    return map(_varied, cycle([row["text"] for row in rows]), count(1))


def _varied(text: str, number: int) -> str:
    """A notice that no other is equal to: nothing may be answered from what is remembered."""
    return ASIN.sub(f"B0{number:08d}", text) + f"\n\n{number:010d}"


def write_cases(path: Path, cases: int, kind: str) -> None:
    """So many case documents, each with an id of its own."""
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(texts(kind), cases), start=1):
            field = "notice" if number % BAD_EVERY else "notise"
            out.write(json.dumps({"id": f"case-{number}", "marketplace": "US", field: text}) + "\n")


class Run:
    """One run of the command, from its start to its end or its kill."""

    def __init__(self, cases: Path, output: Path, jobs: int, resume: bool = False) -> None:
        command = [sys.executable, "-m", "diagnose", "classify", cases, "-o", output, "--jobs", jobs]
        self.journal = output.with_name(f".{output.name}.part.json")
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [*map(str, command), *(["--resume"] if resume else [])],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
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

    def memory(self) -> Memory:
        """Of the largest worker."""
        return max((_memory(pid) for pid in _children(self.process.pid)), default=Memory())

    def kill(self, group: bool) -> None:
        """End it as a crash of the machine would, or the first process alone, as one without memory is."""
        if group and hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()

    def end(self) -> float:
        """Wait for the end; the seconds since the start."""
        if self.process.wait() > 1:
            raise SystemExit(f"the run ended with status {self.process.returncode}, without a result")
        return time.perf_counter() - self.began


@dataclass(frozen=True, order=True)
class Memory:
    """The resident memory of a process in MB, the highest so far and the present; 0 where nobody tells."""

    highest: float = 0.0
    present: float = 0.0


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def _memory(pid: int) -> Memory:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return Memory()
    told = {
        name: rest.split()[0] for name, _, rest in (line.partition(":") for line in lines) if rest.split()
    }
    return Memory(*(round(int(told.get(name, 0)) / 1024, 1) for name in ("VmHWM", "VmRSS")))


def left_alone(cases: Path, output: Path, jobs: int, number: int) -> dict[str, object]:
    """Cases a second, and a worker's memory early and late."""
    run = Run(cases, output, jobs)
    early, late, done = Memory(), Memory(), 0
    while run.process.poll() is None:
        # At the end the workers are gone, and so is the journal.
        late, done = max(late, run.memory()), max(done, run.answered())
        early = late if done <= number // 10 else early
        time.sleep(PAUSE)
    seconds = run.end()
    return {
        "seconds": round(seconds, 1),
        "cases a second": round(number / seconds, 1),
        "worker MB at a tenth": f"{early.present} (highest {early.highest})",
        "worker MB at the end": f"{late.present} (highest {late.highest})",
    }


def killed(cases: Path, output: Path, jobs: int, number: int, kills: int) -> list[int]:
    """Run with kills spread over the cases; where each run was killed, by cases that were safe."""
    places = []
    for kill in range(1, kills + 1):
        run = Run(cases, output, jobs, resume=True)
        run.until(number * kill // (kills + 1))
        run.kill(group=kill % 2 == 1)
        places.append(run.answered())
    Run(cases, output, jobs, resume=True).end()
    return places


def scaling(cases: Path, output: Path, jobs: int, number: int, turns: int) -> dict[str, object]:
    """Cases a second of the whole command, by one process and by several, in turns; and the work they are.

    Only a machine with nothing else to do tells how much sooner several processes end. The processor's time,
    of all processes together, tells on any how much work is added by there being several.
    """
    taken: dict[int, list[tuple[float, float]]] = {1: [], jobs: []}
    for _ in range(turns):
        for processes, found in taken.items():
            before = _children_time()
            seconds = Run(cases, output, processes).end()
            found.append((seconds, _children_time() - before))
    (alone, work), (together, works) = (
        (median(seconds for seconds, _ in found), median(work for _, work in found))
        for found in taken.values()
    )
    return {
        "cases compared": number,
        "cases a second, 1 job": round(number / alone, 1),
        f"cases a second, {jobs} jobs": round(number / together, 1),
        "times as many": round(alone / together, 2),
        "processor ms a case, 1 job": round(1000 * work / number, 2),
        f"processor ms a case, {jobs} jobs": round(1000 * works / number, 2),
    }


def _children_time() -> float:
    """Processor seconds of every process that was started and has ended; 0 where nobody tells."""
    told = os.times()
    return told.children_user + told.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--notices", choices=["short", "real"], default="real")
    parser.add_argument("--parquet", action="store_true")
    parser.add_argument("--scaling", type=int, default=0, metavar="CASES")
    parser.add_argument("--turns", type=int, default=3)
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
    kind = "parquet" if asked.parquet else "jsonl"
    cases, whole, broken = folder / "cases.jsonl", folder / f"whole.{kind}", folder / f"broken.{kind}"
    figures: dict[str, object] = {"jobs": asked.jobs, "notices": asked.notices, "output": kind}
    if asked.cases:
        write_cases(cases, asked.cases, asked.notices)
        figures |= {"cases": asked.cases} | left_alone(cases, whole, asked.jobs, asked.cases)
    if asked.cases and asked.kills:
        figures["killed after cases"] = killed(cases, broken, asked.jobs, asked.cases, asked.kills)
        figures["same bytes"] = filecmp.cmp(whole, broken, shallow=False)
    if asked.scaling:
        write_cases(cases, asked.scaling, asked.notices)
        figures |= scaling(cases, whole, asked.jobs, asked.scaling, asked.turns)
    return figures


if __name__ == "__main__":
    main()
