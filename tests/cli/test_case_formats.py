"""``diagnose case --format html | docx | pdf``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("pdf", b"%PDF-")]
)
def test_a_document_is_written(run: Run, notice: Path, tmp_path: Path, form: str, begins: bytes) -> None:
    result = run("case", notice, "--format", form, "--for", "client", "-o", tmp_path / "report")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "report").read_bytes().startswith(begins)


def test_all_of_it_is_shown_as_text_when_asked(run: Run, notice: Path) -> None:
    assert "APPENDIX: RULES AND SOURCES" not in run("case", notice).stdout
    assert "APPENDIX: RULES AND SOURCES" in run("case", notice, "--full").stdout


def test_a_letterhead_is_for_word(run: Run, notice: Path) -> None:
    result = run("case", notice, "--format", "pdf", "--template", notice)
    assert result.exit_code == 2
    assert "--template is a letterhead for --format docx" in result.stderr


def test_a_bad_font_leaves_no_file(run: Run, notice: Path, tmp_path: Path) -> None:
    result = run("case", notice, "--format", "pdf", "--font", notice, "-o", tmp_path / "a.pdf")
    assert result.exit_code == 2
    assert "cannot be used" in result.stderr
    assert not (tmp_path / "a.pdf").exists()
    assert "Traceback" not in result.stderr


def test_a_tree_is_no_document(run: Run, notice: Path) -> None:
    result = run("case", notice, "--how", "late-shipment", "--format", "pdf")
    assert "--how is shown as text, markdown or json, not as pdf" in result.stderr
