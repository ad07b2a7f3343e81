"""The command as a real process: bytes, pipes, encodings, hash seeds."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "diagnose"]


def process(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m diagnose`` with the given words and environment."""
    command = [*COMMAND, *map(str, words)]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, check=False)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_two_hash_seeds_give_the_same_bytes(notice: Path, form: str) -> None:
    runs = [process("case", notice, "--format", form, PYTHONHASHSEED=seed) for seed in ("1", "4711")]
    assert runs[0].returncode == 0
    assert runs[0].stdout == runs[1].stdout


def test_a_terminal_that_is_not_utf_8_survives(notice: Path) -> None:
    done = process("case", notice, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"####" in done.stdout
    assert done.stdout.isascii()


def test_json_is_utf_8_on_every_terminal(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Your account has been deactivated. Grüße", encoding="utf-8")
    done = process("case", path, "--format", "json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="needs a pipe that closes early")
def test_a_reader_that_goes_away_leaves_no_traceback(notice: Path) -> None:
    command = f"{' '.join(COMMAND)} case {notice} --format json | head -c 5"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b'{\n  "', b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_clear_error(notice: Path) -> None:
    command = f"{' '.join(COMMAND)} case {notice} > /dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr == b"diagnose: cannot write the output: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_an_interrupt_ends_the_work_without_a_traceback_and_without_half_a_file(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    command = [*COMMAND, "classify", "-", "-o", str(target)]
    # A shell ignores interrupts in what it runs in the background, and the tests may run there.
    heeding = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heeding
    ) as running:
        assert running.stdin and running.stderr
        running.stdin.write(b'{"id": "a"}\n')
        running.stdin.flush()
        while not list(tmp_path.iterdir()):
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        assert running.wait(timeout=30) == 130
    assert said.strip() == b"diagnose: interrupted"
    assert list(tmp_path.iterdir()) == []
