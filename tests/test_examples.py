"""The examples run, and what the README shows is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
HANDOVER = (ROOT / "docs/handover.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
CUT = "[...]"


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def commands() -> list[tuple[str, str]]:
    """The commands of the pages that can be run here; make itself is what runs the tests."""
    found = (m for page in (README, HANDOVER) for m in BLOCK.finditer(page))
    return [(m["command"], m["output"]) for m in found if m["command"].startswith("diagnose ")]


def test_the_readme_shows_commands() -> None:
    assert commands()


@pytest.mark.parametrize(("command", "output"), commands(), ids=[command for command, _ in commands()])
def test_a_page_shows_real_output(command: str, output: str) -> None:
    done = run(["-m", *command.split()])
    assert done.returncode == 0, done.stderr
    shown = [line.rstrip() for line in output.strip().split(CUT)[0].strip("\n").splitlines()]
    came = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    assert came[: len(shown)] == shown


def test_make_demo_shows_what_the_readme_shows() -> None:
    block = next(m for m in BLOCK.finditer(README) if m["command"] == "make demo")
    done = run(["-m", "diagnose", "case", "examples/late-shipment"])
    shown = [line.rstrip() for line in block["output"].split(CUT)[0].strip("\n").splitlines()]
    assert [line.rstrip() for line in done.stdout.strip("\n").splitlines()][: len(shown)] == shown


def test_the_python_example_of_the_readme_runs() -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    done = run(["-c", code[1]])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_every_example_script_runs(script: Path) -> None:
    done = run([str(script)])
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("folder", ["late-shipment", "used-sold-as-new"])
def test_every_example_folder_is_diagnosed(folder: str) -> None:
    done = run(["-m", "diagnose", "case", f"examples/{folder}"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert folder in done.stdout


def test_the_python_example_of_the_appeal_review_runs() -> None:
    page = (ROOT / "docs/appeal-review.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code
    done = run(["-c", code[1]])
    assert done.returncode == 0, done.stderr
    assert "7 serious The supplier is blamed" in done.stdout


@pytest.mark.parametrize(("letter", "status"), [("plan-1.txt", 1), ("plan-2.txt", 0)])
def test_the_letters_of_the_appeal_review_are_reviewed(letter: str, status: int) -> None:
    folder = "examples/appeal-review"
    done = run(["-m", "diagnose", "review", f"{folder}/{letter}", "--case", f"{folder}/case.yaml"])
    assert done.returncode == status, done.stdout + done.stderr


def test_the_python_example_of_the_handover_runs() -> None:
    page = (ROOT / "docs/handover.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert code
    done = run(["-c", code[1]])
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("True ")
