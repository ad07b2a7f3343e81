"""``diagnose review``: every format in and out, every status, and files that are no letters."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run
from tests.files_made import pdf

GOOD = Path(__file__).parents[1] / "review" / "good"
CASE = GOOD / "late-shipment.case.yaml"
LETTER = (GOOD / "late-shipment.txt").read_text(encoding="utf-8")
BEGGING = LETTER.replace("Please reinstate our selling privileges.", "We beg you for mercy.")


def word(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.fixture
def begging(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(BEGGING, "utf-8")
    return path


def test_a_good_letter_ends_with_status_0(run: Run) -> None:
    result = run("review", GOOD / "late-shipment.txt", "--case", CASE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Nothing was found." in result.stdout


def test_a_finding_has_line_words_reason_source_and_suggestion(run: Run, begging: Path) -> None:
    result = run("review", begging, "--case", CASE, columns=100)
    assert result.exit_code == 1
    for words in ("Line 29: The letter begs", "“We beg you for mercy.”", "h-poa", "Strike it."):
        assert words in result.stdout


@pytest.mark.parametrize("make", [word, pdf], ids=["docx", "pdf"])
def test_word_documents_and_pdfs_are_read_with_their_places(run: Run, tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "plan"
    path.write_bytes(make(BEGGING))
    result = run("review", path, "--case", CASE, "--format", "json")
    findings = json.loads(result.stdout)["findings"]
    assert [finding["rule"] for finding in findings] == ["review-begs"]
    assert (findings[0]["page"] > 0, findings[0]["line"] > 0) == (make is pdf, True)


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "pdf"])
def test_a_review_is_printed_in_every_format(run: Run, tmp_path: Path, begging: Path, form: str) -> None:
    out = tmp_path / "review"
    assert run("review", begging, "--case", CASE, "--format", form, "-o", out).exit_code == 1
    assert out.stat().st_size > 500


def test_the_same_letter_gives_the_same_bytes(run: Run, begging: Path) -> None:
    first, second = (
        run("review", begging, "--case", CASE, "--format", "json").stdout_bytes for _ in range(2)
    )
    assert first == second


def test_versions_are_compared(run: Run, begging: Path) -> None:
    result = run("review", GOOD / "late-shipment.txt", "--case", CASE, "--previous", begging)
    assert result.exit_code == 0
    assert "The letter begs" in result.stdout
    assert "0 findings still there." in result.stdout


def test_earlier_and_own_letters_count(run: Run, tmp_path: Path, begging: Path) -> None:
    own = tmp_path / "letters"
    own.mkdir()
    (own / "other.txt").write_text(LETTER, "utf-8")
    (own / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    result = run(
        "review", begging, "--case", CASE, "--earlier", own / "other.txt", "--own", own, "--format", "json"
    )
    said = json.loads(result.stdout)
    assert {"review-nothing-new"} <= {finding["rule"] for finding in said["findings"]}
    assert "review-same-as-own" not in {finding["rule"] for finding in said["findings"]}
    assert [item["source"] for item in said["not_read"]] == ["broken.docx"]


def test_what_was_done_cannot_be_after_the_day_of_judging(run: Run) -> None:
    result = run("review", GOOD / "late-shipment.txt", "--case", CASE, "--as-of", "2026-11-12")
    assert result.exit_code == 1
    assert "Something done lies in the future" in result.stdout


AWKWARD = {
    "empty.txt": (b"", "empty"),
    "spaces.txt": (b" \n\n ", "empty"),
    "numbers.txt": (b"1 2 3\n4 5 6\n", "no words"),
    "binary.bin": (bytes(range(256)) * 40, "binary"),
    "damaged.pdf": (b"%PDF-1.7\nnothing", "damaged"),
    "damaged.docx": (b"PK\x03\x04nothing", "archive"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Office"),
    "page.xml": (b"<?xml version='1.0'?><a/>", "XML"),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_what_is_no_letter_is_refused_with_the_reason(run: Run, tmp_path: Path, name: str) -> None:
    content, reason = AWKWARD[name]
    path = tmp_path / name
    path.write_bytes(content)
    result = run("review", path, "--case", CASE)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert name in result.stderr and reason.casefold() in result.stderr.casefold()
    assert "Traceback" not in result.stderr


def test_an_encrypted_pdf_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf(LETTER, password="secret"))
    result = run("review", path, "--case", CASE)
    assert (result.exit_code, "encrypted" in result.stderr) == (2, True)


def test_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("review", tmp_path, "--case", CASE)
    assert result.exit_code == 2
    assert "This is a folder." in result.stderr


def test_a_letter_in_a_language_without_words_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("我们已经检查了所有库存，并且在11月停止了销售。今后我们每天检查订单。" * 20, "utf-8")
    result = run("review", path, "--case", CASE)
    assert result.exit_code == 1
    assert "no wording for the language" in result.stdout


def test_three_hundred_pages_are_long_and_nothing_worse_happens(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text((LETTER + "\n") * 300, "utf-8")
    result = run("review", path, "--case", CASE, "--format", "json")
    assert result.exit_code == 1
    assert "review-too-long" in {finding["rule"] for finding in json.loads(result.stdout)["findings"]}
