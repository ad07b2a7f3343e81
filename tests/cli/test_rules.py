"""``diagnose rules``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diagnose.knowledge import survey
from diagnose.report import to_text
from diagnose.report.pages import names, pages
from tests.cli.conftest import Run

RULES = Path(__file__).parents[2] / "rules"


def test_sound_knowledge_has_no_problems(run: Run) -> None:
    result = run("rules", "check")
    assert result.exit_code == 0
    assert result.stdout.endswith("no problems.\n")


def test_every_problem_is_printed_with_its_line(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(RULES, copy)
    path = copy / "grounds" / "performance" / "late-shipment.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("frequency: occasional", "frequency: often", 1)
    path.write_text(text.replace("outlook:", "outlok:", 1), encoding="utf-8")
    result = run("rules", "check", copy)
    assert result.exit_code == 1
    assert "late-shipment.yaml:5" in result.stdout
    assert "problems in" in result.stderr


@pytest.mark.parametrize("kind", ["grounds", "facts", "questions", "evidence"])
def test_a_list_has_one_tab_separated_line_for_each_item(run: Run, kind: str) -> None:
    lines = run("rules", "list", f"--{kind}").stdout.splitlines()
    assert [line.split("\t")[1] for line in lines] and all(line.count("\t") == 2 for line in lines)
    assert {line.split("\t")[1] for line in lines} == set(getattr(survey()[0], kind))


def test_everything_that_has_an_id_has_a_page() -> None:
    knowledge, _ = survey()
    for name in names(knowledge):
        assert name in to_text(pages(name, knowledge), 200)


def test_a_ground_is_shown_with_its_root_causes(run: Run) -> None:
    result = run("rules", "show", "late-shipment")
    assert result.exit_code == 0
    assert "ROOT CAUSES" in result.stdout
    assert "handling-time-too-short" in result.stdout


def test_an_unknown_id_names_the_nearest(run: Run) -> None:
    result = run("rules", "show", "late-shipmnt")
    assert result.exit_code == 2
    assert 'nothing has the id "late-shipmnt". Did you mean "late-shipment"' in result.stderr


def test_a_new_ground_passes_the_reader_and_says_what_to_fill_in(run: Run, tmp_path: Path) -> None:
    result = run("rules", "new", "paper-lost", "--family", "performance", "--into", tmp_path)
    path = tmp_path / "grounds" / "performance" / "paper-lost.yaml"
    assert result.exit_code == 0
    assert "FILL IN" in path.read_text(encoding="utf-8")
    problems = run("rules", "check", tmp_path).stdout.splitlines()
    own = "\n".join(line for line in problems if "paper-lost.yaml" in line)
    assert 'asks for the fact "notice-says-paper-lost"' in own
    assert "which is unknown" not in own and "required" not in own and "expected" not in own


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("late-shipment", "--family", "performance"), "already"),
        (("late shipment", "--family", "performance"), "is no id"),
        (("paper-lost", "--family", "perfomance"), 'Did you mean "performance"?'),
        (("paper-lost", "--family", "performance", "--into", "no-such-folder"), "there is no folder"),
    ],
)
def test_a_scaffold_that_would_be_wrong_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    into = () if "--into" in words else ("--into", tmp_path)
    result = run("rules", "new", *words, *into)
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(run: Run, tmp_path: Path) -> None:
    words = ("rules", "new", "paper-lost", "--family", "performance", "--into", tmp_path)
    run(*words)
    path = tmp_path / "grounds" / "performance" / "paper-lost.yaml"
    path.write_text("mine", encoding="utf-8")
    assert run(*words).exit_code == 2
    assert path.read_text(encoding="utf-8") == "mine"
