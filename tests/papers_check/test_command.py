"""``diagnose evidence``: what it prints, its exit status, its formats, and the command of the interview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from papers_check.papers_made import LETTER, NAME, Invoice, case, pages, pdf_of, written

from diagnose.cli import main

GOOD = Invoice()
LACKING = pdf_of(GOOD.but(buyer=(NAME, "2210 Elm Street, Suite 4", "Austin, TX 78701")))


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case()), encoding="utf-8")
    written(
        tmp_path,
        {"good.pdf": pdf_of(GOOD), "lacking.pdf": LACKING, "note.txt": "Call Ann on Monday about it."},
    )
    return path


def run(given: Path, *words: str) -> Result:
    there = [str(given.parent / word) if (given.parent / word).exists() else word for word in words]
    return CliRunner().invoke(main, ["evidence", *there, "--case", str(given)])


def test_a_good_paper_ends_with_status_nought(given: Path) -> None:
    done = run(given, "good.pdf")
    assert done.exit_code == 0, done.output
    assert "Every check passed." in done.stdout
    assert "notice of 10 Jun 2026, checked as of 20 Jun 2026" in done.stdout


def test_what_fails_is_said_with_the_words_on_the_page_and_what_to_do(given: Path) -> None:
    done = run(given, "lacking.pdf")
    assert done.exit_code == 0
    assert "“2210 Elm Street, Suite 4” (page 1, line 6)" in done.stdout
    assert "To do: Ask the supplier to issue it" in " ".join(done.stdout.split())
    assert "forge" not in done.stdout and "fake" not in done.stdout


def test_strict_ends_with_status_one_unless_everything_passed(given: Path) -> None:
    assert run(given, "lacking.pdf", "--strict").exit_code == 1
    assert run(given, "good.pdf", "--strict").exit_code == 0


def test_what_is_not_recognised_ends_with_status_one_and_can_be_named(given: Path) -> None:
    done = run(given, "note.txt", "good.pdf")
    assert done.exit_code == 1
    assert "Cannot tell." in done.stdout and "--as KIND" in done.stdout
    named = run(given, "note.txt", "--as", "supplier-invoice", "--format", "json")
    assert json.loads(named.stdout)["papers"][0]["state"] == "failed"


def test_a_kind_that_there_is_not_is_refused_with_the_nearest(given: Path) -> None:
    done = run(given, "good.pdf", "--as", "suplier-invoice")
    assert done.exit_code == 2
    assert 'no kind of evidence "suplier-invoice". Did you mean "supplier-invoice"?' in done.stderr


def test_a_file_that_is_not_there_is_told(given: Path) -> None:
    done = run(given, "nothing.pdf")
    assert done.exit_code == 2
    assert "There is no such file." in done.stderr


def test_json_holds_everything_and_is_the_same_each_time(given: Path) -> None:
    first, second = (run(given, "good.pdf", "lacking.pdf", "--format", "json") for _ in range(2))
    assert first.stdout == second.stdout
    result = json.loads(first.stdout)
    assert [paper["state"] for paper in result["papers"]] == ["failed", "failed"]
    assert result["units"][0] == {"listing": "B0TESTAAA1", "sold": 900, "covered": 2000, "at_most": 2000,
                                  "state": "passed", "files": ["good.pdf", "lacking.pdf"]}  # fmt: skip


def test_markdown_and_html_are_written_to_a_file(given: Path) -> None:
    for form, sign in (("markdown", "# Evidence check: brightleaf"), ("html", "<html")):
        target = given.parent / f"out.{form}"
        assert run(given, "good.pdf", "--format", form, "-o", str(target)).exit_code == 0
        assert sign in target.read_text(encoding="utf-8")


def test_redacted_output_names_nobody(given: Path) -> None:
    done = run(given, "lacking.pdf", "--redact", "--full")
    assert "Brightleaf" not in done.stdout and "Elm Street" not in done.stdout


def test_the_account_can_be_given_on_the_command_line(tmp_path: Path) -> None:
    (path,) = written(tmp_path, {"letter.pdf": pages(LETTER)})
    done = CliRunner().invoke(
        main,
        ["evidence", str(path), "--seller", "Other Firm Inc", "--address", "1 Main Road, Reno, NV 89501"],
    )
    assert "stands nowhere on it" in " ".join(done.stdout.split())


def test_what_the_notice_asks_for_and_nobody_gave_is_listed(given: Path, tmp_path: Path) -> None:
    (path,) = written(tmp_path, {"letter.pdf": pages(LETTER)})
    done = run(given, str(path))
    assert "ASKED FOR AND NOT GIVEN" in done.stdout and "[ ] Supplier invoice" in done.stdout


def test_the_interview_checks_papers_and_records_them(given: Path, tmp_path: Path) -> None:
    good, lacking = given.parent / "good.pdf", given.parent / "lacking.pdf"
    exported = tmp_path / "after.json"
    typed = f"evidence {good} {lacking}\nexport {exported}\nquit\n"
    store = ["--store", str(tmp_path / "s.sqlite3"), "--plain", "--case", "acme"]
    done = CliRunner().invoke(main, ["interview", str(given), *store], input=typed)
    assert "Recorded: lacking.pdf as supplier-invoice, insufficient." in done.stdout, done.output
    documents = json.loads(exported.read_text(encoding="utf-8"))["documents"]
    assert [(item["name"], item.get("state", "have")) for item in documents] == [
        ("good.pdf", "insufficient"),
        ("lacking.pdf", "insufficient"),
    ]
    assert documents[0]["covers"] == {"B0TESTAAA1": 1000, "B0TESTBBB2": 300}
