"""Six cases of different families: every document is made by one command, and nothing of the case is lost."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pypdfium2
import pytest

from diagnose import diagnose, read_case
from diagnose.deadlines import due_dates
from diagnose.knowledge import default
from diagnose.report import document, to_html
from tests.cli.conftest import Run
from tests.cli.conftest import run as run
from tests.report.test_documents import Page

CASES = sorted((Path(__file__).parents[2] / "examples/handover/cases").glob("*.yaml"))
NO_FONT = "no typeface of this computer can show"
"""What is said where no font for Chinese is installed."""
IDS = [path.stem for path in CASES]


@pytest.mark.parametrize("path", CASES, ids=IDS)
def test_every_format_is_made_by_one_command(run: Run, tmp_path: Path, path: Path) -> None:
    made = {}
    for form in ("html", "docx", "pdf", "markdown", "json", "text"):
        result = run("case", path, "--format", form, "--full", "-o", tmp_path / form)
        if NO_FONT in result.stderr:
            pytest.skip(result.stderr)
        assert (result.exit_code, result.stderr) == (0, "")
        made[form] = (tmp_path / form).read_bytes()
    assert Page(made["html"].decode()).stack == []
    name = json.loads(made["json"])["id"]
    word = docx.Document(io.BytesIO(made["docx"]))
    assert name in word.paragraphs[0].text
    pdf = pypdfium2.PdfDocument(made["pdf"])
    first = pdf[0].get_textpage().get_text_range()
    assert name.split()[0] in first
    assert len(pdf) >= 4
    for form in ("markdown", "text", "html"):
        assert name.split()[0] in made[form].decode()


def test_the_cases_are_of_every_family() -> None:
    families = {diagnose(read_case(path)).grounds[0].family for path in CASES}
    assert len(CASES) >= 6
    assert families == {"account-integrity", "intellectual-property", "performance", "policy", "product"}


def test_sixty_listings_stand_in_the_document_for_word_and_in_the_page() -> None:
    case = read_case(CASES[IDS.index("sixty-listings")])
    knowledge = default()
    diagnosis = diagnose(case)
    due = due_dates(case, diagnosis, knowledge)
    page = Page(to_html(document(diagnosis, case, knowledge, "client", due)))
    rows = [text for text in page.words if text.startswith("B0SAMPL") and len(text) == 10]
    assert len(set(rows)) == 60


def test_chinese_is_printed_as_it_is_written(run: Run, tmp_path: Path) -> None:
    path = CASES[IDS.index("identity-chinese")]
    result = run("case", path, "--format", "pdf", "-o", tmp_path / "a.pdf")
    if NO_FONT in result.stderr:
        pytest.skip(result.stderr)
    assert result.exit_code == 0
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "a.pdf"))
    assert "客户说地址在九月变更过" in text
    assert "深圳市示例科技有限公司" in text
