"""``diagnose classify --resume``: real processes, really killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from diagnose.bulk.kept import EVERY
from diagnose.cli.progress import progress
from tests.cli.conftest import NOTICE, Run

CASES = 20 * EVERY
REAL_EVERY = 10
NEEDS_SIGNALS = pytest.mark.skipif(os.name == "nt", reason="needs signals")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Enough cases to be killed among them; most are refused, which is quick."""
    path = tmp_path / "cases.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(1, CASES + 1):
            field = "notise" if number % REAL_EVERY else "notice"
            out.write(json.dumps({"id": f"case-{number}", field: NOTICE}) + "\n")
    return path


def started(source: Path, output: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "diagnose", "classify", str(source), "-o", str(output), *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE)


def ended(running: subprocess.Popen[bytes], kill: bool = False) -> tuple[int, str]:
    """The status and what was said, once the process has ended."""
    if kill:
        running.kill()
    _, said = running.communicate()
    return running.returncode, said.decode()


def kept(output: Path) -> int:
    """How many answers are safe."""
    journal = output.with_name(f".{output.name}.part.json")
    try:
        return int(json.loads(journal.read_text(encoding="utf-8"))["entries"])
    except FileNotFoundError:
        return 0


def wait_for(running: subprocess.Popen[bytes], output: Path, entries: int) -> None:
    while running.poll() is None and kept(output) < entries:
        time.sleep(0.005)


@NEEDS_SIGNALS
@pytest.mark.parametrize("words", [[], ["--format", "parquet", "--jobs", "2"]], ids=["lines", "table"])
def test_a_run_killed_again_and_again_ends_as_an_unbroken_one(
    many: Path, tmp_path: Path, words: list[str]
) -> None:
    if "parquet" in words:
        pytest.importorskip("pyarrow", reason='needs "suspension-diagnosis[bulk]"')
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert ended(started(many, whole, *words))[0] == 1
    places = []
    for part in (1, 2, 3):
        running = started(many, broken, *words, "--resume")
        wait_for(running, broken, CASES * part // 4)
        ended(running, kill=True)
        places.append(kept(broken))
    assert not broken.exists()
    assert 0 < places[0] < places[1] < places[2] < CASES
    status, said = ended(started(many, broken, *words, "--resume"))
    assert status == 1
    assert f"{CASES - CASES // REAL_EVERY:,} of {CASES:,} cases could not be diagnosed" in said
    assert broken.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "cases.jsonl", "whole"]


@NEEDS_SIGNALS
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_no_process_outlives_a_killed_parent(many: Path, tmp_path: Path) -> None:
    running = started(many, tmp_path / "out", "--jobs", "2")
    wait_for(running, tmp_path / "out", 1)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    assert len(children) >= 2
    ended(running, kill=True)
    deadline = time.monotonic() + 60
    while (left := [pid for pid in children if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []


def alive(pid: str) -> bool:
    """Whether a process still runs; one that ended but that nobody asked after does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@NEEDS_SIGNALS
def test_an_interrupt_keeps_what_is_done_and_says_how_to_go_on(many: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    running = started(many, output)
    wait_for(running, output, EVERY)
    running.send_signal(signal.SIGINT)
    status, said = ended(running)
    assert status == 130
    assert "answers are kept: go on with --resume" in said
    assert "Traceback" not in said
    assert kept(output) >= EVERY


def test_what_changed_since_is_named(run: Run, tmp_path: Path) -> None:
    source, output = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a"}\n', encoding="utf-8")
    journal = tmp_path / ".out.jsonl.part.json"
    journal.write_text(json.dumps({"task": {}, "entries": 1, "errors": 0, "size": 0}), encoding="utf-8")
    result = run("classify", source, "-o", output, "--resume")
    assert result.exit_code == 2
    assert "the input and the format and the knowledge and diagnose itself changed since" in result.stderr


def test_where_nothing_is_kept_a_run_begins_anew(run: Run, tmp_path: Path) -> None:
    source, output = tmp_path / "cases.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a"}\n', encoding="utf-8")
    assert run("classify", source, "-o", output, "--resume").exit_code == 0
    assert json.loads(output.read_text(encoding="utf-8"))["id"] == "a"


def test_a_bar_tells_cases_rate_and_remaining_time() -> None:
    shown = StringIO()
    console = Console(file=shown, force_terminal=True, width=100)
    with progress(total=10, done=4, before=4, console=console) as step:
        for _ in range(3):
            step(1)
    assert "7 cases" in shown.getvalue()
    assert "a second" in shown.getvalue()
    assert "-:--:--" in shown.getvalue() or "0:00:" in shown.getvalue()
