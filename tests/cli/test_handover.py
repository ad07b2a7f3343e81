"""``diagnose plan | deadlines | health | reply | pack``."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
ANSWER = (
    "Thank you for your submission. We do not have enough information to reinstate your account. "
    "Please provide greater detail on the root cause of the late shipments."
)
CASE = ROOT / "examples/handover/case.yaml"
PAPERS = ROOT / "examples/handover/papers"
FIGURES = ROOT / "examples/late-shipment/seller-performance-report.json"


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "answer.txt"
    path.write_text(ANSWER, "utf-8")
    return path


def test_a_plan_tells_what_is_recorded_and_leaves_gaps(run: Run) -> None:
    result = run("plan", CASE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "[x] 12 Nov 2026:" in result.stdout or "2026-11-12" in result.stdout
    assert "Planned (20 Nov 2026, Ms Wu)" in result.stdout
    assert "! [" in result.stdout


def test_a_plan_that_is_not_drafted_says_why(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("We need your identity document and a utility bill to verify your account.", "utf-8")
    result = run("plan", path)
    assert result.exit_code == 1
    assert "No plan" in result.stdout


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_a_plan_is_a_document_too(run: Run, tmp_path: Path, form: str) -> None:
    assert run("plan", CASE, "--format", form, "-o", tmp_path / "plan").exit_code == 0
    assert (tmp_path / "plan").stat().st_size > 1000


def test_deadlines_are_listed_by_track(run: Run) -> None:
    said = run("deadlines", CASE).stdout
    assert said.index("The account") < said.index("The funds")
    assert "27 Nov 2026" in said


def test_deadlines_are_a_calendar(run: Run, tmp_path: Path) -> None:
    run("deadlines", CASE, "--format", "ics", "-o", tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_an_unknown_time_zone_ends_with_one_line(run: Run) -> None:
    result = run("deadlines", CASE, "--time-zone", "Mars")
    assert result.exit_code == 2
    assert "write one like Europe/Berlin" in result.stderr


def test_health_needs_no_notice(run: Run) -> None:
    said = run("health", FIGURES).stdout
    assert "1 figure breached, 1 figure close to a limit" in said
    assert "MONITORING PLAN" in said


def test_a_reply_is_mapped_to_the_missing_part_and_the_step_changes(run: Run, answer: Path) -> None:
    said = run("reply", answer, "--case", CASE, "--received", "2026-11-18").stdout
    assert "More information needed" in said
    assert "root cause is missing" in said
    assert "before: " in said
    assert "First follow-up" not in said


def test_a_pack_holds_what_its_index_says(run: Run, tmp_path: Path) -> None:
    result = run("pack", CASE, "--evidence", PAPERS, "-o", tmp_path / "acme.zip")
    assert (result.exit_code, result.stderr) == (0, "")
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / "acme.zip").read_bytes()))
    rows = json.loads(archive.read("index.json"))["files"]
    assert {row["file"] for row in rows} | {"index.json"} == set(archive.namelist())
    for row in rows:
        assert hashlib.sha256(archive.read(row["file"])).hexdigest() == row["sha256"]
    assert archive.read("evidence/orders.csv") == (PAPERS / "orders.csv").read_bytes()


def test_the_client_s_pack_has_no_note_no_ledger_and_no_case_document(run: Run, tmp_path: Path) -> None:
    run("pack", CASE, "--evidence", PAPERS, "--for", "client", "-o", tmp_path / "pack")
    names = {path.name for path in (tmp_path / "pack").rglob("*")}
    assert "case.json" not in names
    assert "diagnosis.json" not in names
    everything = "".join(path.read_text("utf-8") for path in (tmp_path / "pack").rglob("*") if path.is_file())
    assert "for the office only" not in everything
    assert "told on the phone" not in everything


def test_the_same_case_is_packed_into_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        run("pack", CASE, "--evidence", PAPERS, "-o", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_paper_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("pack", CASE, "-o", tmp_path / "a.zip")
    assert result.exit_code == 1
    assert "orders.csv: the case names it" in result.stderr


def test_a_folder_that_is_there_is_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    result = run("pack", CASE, "-o", tmp_path / "pack")
    assert result.exit_code == 2
    assert "it is there already" in result.stderr
    assert list((tmp_path / "pack").iterdir()) == []
