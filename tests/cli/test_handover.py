"""``diagnose plan | deadlines | health | reply | pack``."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pypdfium2
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
    everything = said_in(tmp_path / "pack")
    assert "for the office only" not in everything
    assert "told on the phone" not in everything


def said_in(folder: Path) -> str:
    """Every word of a folder, with those inside of Word and PDF documents and of their metadata."""
    return "\n".join(_words(path) for path in sorted(folder.rglob("*")) if path.is_file())


def _words(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".docx":
        package = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range() for page in pdf]
        return "\n".join([path.name, str(pdf.get_metadata_dict()), *pages])
    return f"{path.name}\n{content.decode('utf-8')}"


def test_the_pack_holds_every_document(run: Run, tmp_path: Path) -> None:
    run("pack", CASE, "--evidence", PAPERS, "-o", tmp_path / "pack")
    names = {str(path.relative_to(tmp_path / "pack")) for path in (tmp_path / "pack").rglob("*.*")}
    made = {f"{name}.{form}" for name in ("report", "plan") for form in ("html", "docx", "pdf")}
    assert made | {"deadlines.ics", "timeline.html", "index.html", "index.json"} <= names
    assert {"case.json", "diagnosis.json"} <= names


def test_notices_and_submissions_lie_in_the_order_in_which_they_were_written(
    run: Run, tmp_path: Path
) -> None:
    run("pack", CASE, "--evidence", PAPERS, "-o", tmp_path / "pack")
    names = sorted(path.name for path in (tmp_path / "pack/correspondence").iterdir())
    assert names == ["01-2026-11-10-amazon.txt", "02-2026-11-12-seller.txt"]


def test_nothing_that_was_redacted_leaks(run: Run, tmp_path: Path) -> None:
    secret = ("Acme Trading GmbH", "Ann Miller", "ann@acme.example", "111-1234567-1234567", "acme-bill.txt")
    document = CASE.read_text("utf-8").replace("orders.csv", "acme-bill.txt").replace("id: acme", "id: one")
    document = document.replace(
        "within 17 days.", "within 17 days. Dear Ann Miller, order 111-1234567-1234567, ann@acme.example"
    )
    (tmp_path / "case.yaml").write_text(document, "utf-8")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/acme-bill.txt").write_bytes(b"Author: Ann Miller")
    given = tmp_path / "case.yaml"
    run("pack", given, "--evidence", tmp_path / "papers", "-o", tmp_path / "open")
    result = run("pack", given, "--evidence", tmp_path / "papers", "--redact", "-o", tmp_path / "shut")
    assert (result.exit_code, result.stderr) == (0, "")
    for word in secret:
        assert word in said_in(tmp_path / "open")
        assert word not in said_in(tmp_path / "shut")
    assert not (tmp_path / "shut/evidence").exists()


def test_what_cannot_be_printed_is_told_and_the_rest_is_packed(run: Run, tmp_path: Path) -> None:
    result = run("pack", CASE, "--evidence", PAPERS, "--template", CASE, "-o", tmp_path / "pack")
    assert result.exit_code == 1
    assert "not packed: report.docx: the template" in result.stderr
    assert (tmp_path / "pack/report.pdf").exists()
    assert not (tmp_path / "pack/report.docx").exists()


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
