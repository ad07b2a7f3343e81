"""The papers and letters that others wrote for these tests are whole: each is made, expected, and shows what is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from appeals.make import expected as expected_letters
from appeals.make import make as make_letters
from papers.make import make as make_papers
from papers.make import papers

HERE = Path(__file__).parent
PAPERS = yaml.safe_load((HERE / "papers" / "expected.yaml").read_text(encoding="utf-8"))
LETTERS = expected_letters()


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_every_paper_is_expected_once() -> None:
    assert sorted(paper["file"] for paper in PAPERS) == sorted(papers())


def test_every_letter_is_expected_once() -> None:
    kept = sorted(place.name for place in (HERE / "appeals" / "letters").iterdir())
    assert sorted(letter["letter"] for letter in LETTERS) == kept


@pytest.mark.parametrize(
    "paper", [paper for paper in PAPERS if "shows" in paper], ids=lambda paper: paper["file"]
)
def test_the_paper_has_the_words_that_show_its_fault(paper: dict[str, str]) -> None:
    assert folded(paper["shows"]) in folded(papers()[paper["file"]]["text"])


@pytest.mark.parametrize(
    "letter", [item for item in LETTERS if item.get("line")], ids=lambda item: item["letter"]
)
def test_the_line_of_the_letter_has_the_words_that_show_its_fault(letter: dict[str, str]) -> None:
    lines = (HERE / "appeals" / "letters" / letter["letter"]).read_text(encoding="utf-8").splitlines()
    assert letter["shows"] in lines[int(letter["line"]) - 1]


def test_papers_and_letters_are_the_same_at_every_run(tmp_path: Path) -> None:
    first = [
        place.read_bytes() for place in [*make_papers(tmp_path / "a"), *make_letters(tmp_path / "a").values()]
    ]
    again = [
        place.read_bytes() for place in [*make_papers(tmp_path / "b"), *make_letters(tmp_path / "b").values()]
    ]
    assert first == again


def test_two_files_of_one_paper_are_the_same_to_the_byte(tmp_path: Path) -> None:
    make_papers(tmp_path)
    twice = [paper for paper in PAPERS if paper.get("id") == "same-file-twice"]
    assert twice
    for paper in twice:
        assert (tmp_path / paper["file"]).read_bytes() == (tmp_path / paper["with"]).read_bytes()
