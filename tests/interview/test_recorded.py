"""The session recorded in the docs comes out line by line: piped, and typed in a real terminal."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "interview.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```console\n\$ diagnose (?P<words>[^\n]+)\n(?P<shown>.*?)```", PAGE, re.DOTALL)
assert BLOCK
WORDS = shlex.split(BLOCK["words"])
SHOWN = BLOCK["shown"].partition("[...]")[0].rstrip().splitlines()
TYPED = [line[2:] for line in SHOWN if line.startswith("> ")]
LONGEST_WAIT = 120


def test_the_recording_goes_from_notice_to_report() -> None:
    assert WORDS[1].endswith("notice.txt")
    assert TYPED[-1] == "report"
    assert {"why", "undo", "?"} <= set(TYPED)
    assert all(len(line) <= 80 for line in SHOWN)


def test_the_recorded_session_comes_out_piped(tmp_path: Path) -> None:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "diagnose", *WORDS],
        cwd=ROOT,
        env={**environment, "DIAGNOSE_SESSIONS": str(tmp_path / "s.sqlite3")},
        input="".join(f"{line}\n" for line in TYPED),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()][: len(SHOWN)] == SHOWN


@pytest.mark.skipif(not shutil.which("tmux"), reason="needs tmux")
def test_the_recorded_session_comes_out_of_a_real_terminal(tmp_path: Path) -> None:
    pytest.importorskip("prompt_toolkit")
    with Pane(tmp_path) as pane:
        pane.leave_the_card()
        for line in TYPED:
            pane.wait_for_the_prompt()
            pane.type(line)
        pane.wait_for_the_prompt()
        came = pane.lines()
    assert came[: len(SHOWN)] == SHOWN


class Pane:
    """A terminal of 80 columns without colour, in which the interview runs."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux")
        sessions = shlex.quote(str(folder / "s.sqlite3"))
        program = shlex.join([sys.executable, "-m", "diagnose", *WORDS])
        self._command = f"cd {shlex.quote(str(ROOT))} && NO_COLOR=1 DIAGNOSE_SESSIONS={sessions} {program}"

    def __enter__(self) -> Pane:
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "30", "cat; true")
        self._tmux("set-option", "-g", "history-limit", "20000")
        self._tmux("respawn-pane", "-k", f"LC_ALL=C.UTF-8 sh -c {shlex.quote(self._command)}; cat")
        return self

    def __exit__(self, *error: object) -> None:
        self._tmux("kill-server")

    def type(self, line: str) -> None:
        """Type a line and the enter key."""
        self._tmux("send-keys", "-l", line)
        self._tmux("send-keys", "Enter")
        self._wait(lambda lines: not self._is_free(lines) or lines.count(f"> {line}") > 0)

    def leave_the_card(self) -> None:
        """The first screen waits until it is read."""
        self._wait(lambda lines: any(line.startswith("Enter: go on") for line in lines))
        self._tmux("send-keys", "Enter")

    def wait_for_the_prompt(self) -> None:
        """Wait until the program asks for a line."""
        self._wait(self._is_free)

    def lines(self) -> list[str]:
        """Everything that was ever shown."""
        return [line.rstrip() for line in self._tmux("capture-pane", "-p", "-S", "-").splitlines()]

    def _is_free(self, lines: list[str]) -> bool:
        shown = [line for line in lines if line and not line.startswith((" Arrows", " Enter"))]
        return bool(shown) and shown[-1] == ">"

    def _wait(self, ready: object) -> None:
        assert callable(ready)
        until = time.monotonic() + LONGEST_WAIT
        while not ready(self.lines()):
            assert time.monotonic() < until, "\n".join(self.lines()[-30:])
            time.sleep(0.05)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, "-u", *words], capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout


def test_the_python_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    done = subprocess.run(
        [sys.executable, "-c", code[1]], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
