"""What is shipped: the wheel holds the knowledge and works away from the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = tmp_path_factory.mktemp("source") / "project"
    _copy_of_the_work_tree(source)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def _copy_of_the_work_tree(target: Path) -> None:
    for name in ("diagnose", "facts_schema", "rules", "pyproject.toml", "README.md", "LICENSE"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)


def test_the_wheel_holds_every_file_of_knowledge_and_no_top_level_rules(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    knowledge = {
        f"diagnose/rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*.yaml")
    }
    assert knowledge <= names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"diagnose", "facts_schema"}
    assert "diagnose/py.typed" in names


def test_the_wheel_diagnoses_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    notice = tmp_path / "notice.txt"
    notice.write_text(
        "Your account was deactivated: your late shipment rate of 7% exceeds our target of 4%.", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "diagnose", "case", str(notice), "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"id": "late-shipment"' in done.stdout
