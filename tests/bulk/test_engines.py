"""The examples under Ray, Spark, DuckDB and Polars, and docs/bulk.md, say what the command says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "bulk.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
CUT = "[...]"
ENGINES = {"ray": "ray", "spark": "pyspark", "duckdb": "duckdb", "polars": "polars"}
pytest.importorskip("pyarrow", reason='needs pip install "suspension-diagnosis[bulk]"')


def run(words: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def told_by_the_command() -> str:
    done = run(["-m", "diagnose", "classify", "examples/bulk/cases.csv", "--format", "rows"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    shown = [(row["case_id"], row["ground"], row["probability"], row["error"] is None) for row in rows]
    return "".join("\t".join(map(str, values)) + "\n" for values in shown)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_tells_what_the_command_tells(engine: str, told_by_the_command: str) -> None:
    if not find_spec(ENGINES[engine]):
        pytest.skip(f"{ENGINES[engine]} is not installed: docs/bulk.md says how")
    if engine == "spark" and not shutil.which("java"):
        pytest.skip("Spark needs Java, and there is none on the path")
    done = run([f"examples/bulk/with_{engine}.py"])
    assert done.returncode == 0, done.stderr
    assert done.stdout == told_by_the_command


def test_the_page_shows_real_output(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "bulk", tmp_path / "examples" / "bulk")
    checked = 0
    for block in BLOCK.finditer(PAGE):
        program, *words = block["command"].split()
        if "polars" in block["command"] and not find_spec("polars"):
            continue
        done = run(["-m", "diagnose", *words] if program == "diagnose" else words, tmp_path)
        assert (done.stdout + done.stderr).startswith(block["output"].split(CUT)[0])
        checked += 1
    assert checked >= 2


def test_the_python_of_the_page_runs(tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    done = run(["-c", code[1]], tmp_path)
    assert (done.returncode, done.stdout) == (0, "late-shipment\n")
