"""The page on the evidence check: its example runs, and shows what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from diagnose.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/evidence-check.md").read_text(encoding="utf-8")


def test_the_python_example_of_the_page_runs() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    done = subprocess.run(
        [sys.executable, "-c", code[1]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "invoice-2026-02.pdf supplier-invoice passed\n" in done.stdout
    assert "invoice-2026-04.pdf supplier-invoice failed\n" in done.stdout
    assert "notes.txt not recognised cannot-tell\n" in done.stdout


def test_the_example_folder_has_a_paper_of_each_sort() -> None:
    papers, case = str(ROOT / "examples/evidence/papers"), str(ROOT / "examples/evidence/case.yaml")
    done = CliRunner().invoke(main, ["evidence", papers, "--case", case])
    assert done.exit_code == 1
    assert (
        "4 papers, 2 passed, 1 with a requirement that is not met, 1 not recognised or not read"
        in " ".join(done.stdout.split())
    )


def test_every_test_that_the_page_names_is_one_and_every_one_is_named() -> None:
    from typing import get_args

    from diagnose.knowledge.models import TestKind
    from diagnose.papers.check import TESTS

    rows = [row for row in PAGE.splitlines() if row.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    assert named | {"dated"} == set(get_args(TestKind)) == set(TESTS)
