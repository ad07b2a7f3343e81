"""``diagnose rules diff`` and ``docs``: what a change moves, and the pages of the knowledge."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diagnose.cli import main

PACK = "- fact: notice-says-late-shipment\n  phrases: [dispatch score of your shop fell]\n"
SAYS = "Your account has been deactivated. "


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def packs(tmp_path: Path) -> tuple[Path, Path]:
    """Two packs: one that changes nothing that matters here, one with more words."""
    made = []
    for name, text in (("old", ""), ("new", PACK)):
        path = tmp_path / name / "wording" / "en" / "own.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"# Our words\n{text}", "utf-8")
        made.append(tmp_path / name)
    return made[0], made[1]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = [
        {"id": "moves", "text": f"{SAYS}The dispatch score of your shop fell.", "causes": []},
        {"id": "stays", "notice": f"{SAYS}Your late shipment rate is above 4%."},
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_the_diagnoses_that_move_are_shown_and_the_status_says_so(
    packs: tuple[Path, Path], corpus: Path
) -> None:
    done = run("rules", "diff", *packs, "--corpus", corpus)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[:2] == ["moves", "  grounds: nothing -> late-shipment"]
    assert lines[-1] == "2 cases, 1 moved."


def test_what_is_the_same_moves_nothing(packs: tuple[Path, Path], corpus: Path) -> None:
    done = run("rules", "diff", packs[1], packs[1], "--corpus", corpus)
    assert (done.exit_code, done.output) == (0, "2 cases, 0 moved.\n")


def test_moves_come_as_json(packs: tuple[Path, Path], corpus: Path) -> None:
    document = json.loads(run("rules", "diff", *packs, "--corpus", corpus, "--format", "json").stdout)
    assert (document["cases"], document["moved"], document["not_read"]) == (2, 1, [])
    assert {"case": "moves", "what": "grounds", "old": "", "new": "late-shipment"} in document["moves"]


def test_a_line_that_is_no_case_is_told_with_its_number(packs: tuple[Path, Path], corpus: Path) -> None:
    with corpus.open("a") as file:
        file.write('{"id": "x"}\n{"id": \n')
    done = run("rules", "diff", packs[0], packs[0], "--corpus", corpus)
    assert done.exit_code == 1
    assert (
        'not read: corpus.jsonl:3: no case: an object with "notice" (or "text") was expected.' in done.stderr
    )
    assert "not read: corpus.jsonl:4: not JSON in UTF-8" in done.stderr


def test_a_case_that_only_one_of_them_can_read_moves(packs: tuple[Path, Path], tmp_path: Path) -> None:
    fact = packs[1] / "facts" / "own.yaml"
    fact.parent.mkdir()
    fact.write_text("- {id: acme-knows, means: Acme knows.}\n", "utf-8")
    row = {"id": "1", "notice": SAYS, "answers": {"acme-knows": True}}
    (tmp_path / "one.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    done = run("rules", "diff", *packs, "--corpus", tmp_path / "one.jsonl")
    assert done.exit_code == 1
    assert "  reading: cannot be read: one.jsonl" in done.output
    assert done.output.count("\n  ") == 1


def test_rules_that_cannot_be_used_give_no_result(packs: tuple[Path, Path], corpus: Path) -> None:
    (packs[1] / "wording" / "en" / "own.yaml").write_text("- fact: nothing-of-it\n", "utf-8")
    done = run("rules", "diff", *packs, "--corpus", corpus)
    assert done.exit_code == 2
    assert "new/wording/en/own.yaml:1" in done.output


def test_the_pages_are_written_with_an_index_by_ground_evidence_and_question(tmp_path: Path) -> None:
    into = tmp_path / "book"
    assert run("rules", "docs", "--into", into).exit_code == 0
    index = (into / "index.md").read_text("utf-8")
    assert "- [Late shipment rate above target](grounds/late-shipment.md)" in index
    assert "](evidence/supplier-invoice.md): [" in index
    assert "](questions.md#ask-who-hands-over-the-parcel): [" in index
    linked = {part.split(")")[0].split("#")[0] for part in index.split("](")[1:]} - {""}
    assert all((into / name).is_file() for name in linked)


def test_a_page_of_what_is_gone_is_removed_and_other_folders_are_left_alone(tmp_path: Path) -> None:
    into = tmp_path / "book"
    run("rules", "docs", "--into", into)
    (into / "grounds" / "gone.md").write_text("old")
    run("rules", "docs", "--into", into)
    assert not (into / "grounds" / "gone.md").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.md").write_text("mine")
    done = run("rules", "docs", "--into", tmp_path / "mine")
    assert done.exit_code == 2
    assert "holds other files" in done.output
    assert (tmp_path / "mine" / "letter.md").read_text() == "mine"
