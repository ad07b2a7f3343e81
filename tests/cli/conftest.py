"""A case in files, and the command line to run on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diagnose.cli import main

NOTICE = """\
Hello,

Your Amazon seller account has been deactivated. Your listings are not active.

Why did this happen?
Your late shipment rate is 7.3%, which exceeds our target of 4%.

How do I reactivate my account?
Please send us a plan of action within 72 hours.
"""
WITHOUT_ACTION = "Thank you for selling on Amazon. Our holiday season begins soon.\n"
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run the command line on the given words."""

    def run_it(*words: str | Path, given: str | bytes | None = None, columns: int = 80) -> Result:
        runner = CliRunner(env={"COLUMNS": str(columns)})
        return runner.invoke(main, [str(word) for word in words], input=given, prog_name="diagnose")

    return run_it


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A notice about late shipment."""
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path
