"""``diagnose case``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facts_schema import Diagnosis
from tests.cli.conftest import NOTICE, WITHOUT_ACTION, Run


def test_a_notice_becomes_a_report(run: Run, notice: Path) -> None:
    result = run("case", notice)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "Account deactivated" in result.stdout
    assert "Late shipment rate above target" in result.stdout
    assert "“" in result.stdout


def test_a_pipe_gets_no_escape_sequences_and_80_columns(run: Run, notice: Path) -> None:
    result = run("case", notice)
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_is_the_diagnosis_itself(run: Run, notice: Path) -> None:
    diagnosis = Diagnosis.model_validate_json(run("case", notice, "--format", "json").stdout)
    assert [ground.id for ground in diagnosis.grounds][:1] == ["late-shipment"]


def test_markdown_has_headings(run: Run, notice: Path) -> None:
    assert run("case", notice, "--format", "markdown").stdout.startswith("# Diagnosis")


def test_a_dash_reads_standard_input(run: Run, notice: Path) -> None:
    piped = json.loads(run("case", "-", "--format", "json", given=NOTICE).stdout)
    from_file = json.loads(run("case", notice, "--format", "json").stdout)
    assert [ground["id"] for ground in piped["grounds"]] == [ground["id"] for ground in from_file["grounds"]]


def test_an_answer_changes_the_root_causes(run: Run, notice: Path) -> None:
    answered = run("case", notice, "--answer", "ask-late-order-times=late-click", "--format", "json")
    (ground, *_) = json.loads(answered.stdout)["grounds"]
    assert "confirmed-after-the-parcel-left" in [cause["id"] for cause in ground["root_causes"]]


def test_a_correction_goes_before_the_notice(run: Run, notice: Path) -> None:
    names = ("notice-says-late-shipment", "notice-names-late-shipment")
    words = [word for name in names for word in ("--correct", f"{name}=no")]
    corrected = json.loads(run("case", notice, *words, "--format", "json").stdout)
    assert not [ground for ground in corrected["grounds"] if ground["standing"] == "stated"]


def test_the_next_question_is_answered_as_the_report_says(run: Run, notice: Path) -> None:
    report = run("case", notice).stdout
    (line, *_) = (line.strip() for line in report.splitlines() if line.strip().startswith("--answer "))
    result = run("case", notice, "--answer", line.removeprefix("--answer "))
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--answer", "handling-time-belw-real=yes"), 'Did you mean "handling-time-below-real"?'),
        (("--answer", "handling-time-below-real"), "is not of the form FACT=VALUE"),
        (("--answer", "handling-time-below-real=perhaps"), "say yes, no or unknown"),
        (("--answer", "ask-late-order-times=late-clik"), 'Did you mean "late-click"?'),
        (("--answer", "handling-time-below-real@B0ABCD1234=yes"), "leave out @B0ABCD1234"),
        (("--correct", "ask-late-order-times=late-click"), "there is no fact"),
        (("--correct", "notice-says-late-shipmnt=no"), 'Did you mean "notice-says-late-shipment"?'),
        (("--marketplace", "XX"), "XX"),
        (("--as-of", "yesterday"), "yesterday"),
        (("--how", "late-shipmnt"), 'Did you mean "late-shipment"?'),
        (("--how", "order-defect-rate"), "was not concluded in this case"),
        (("--rules", "no-such-folder"), "does not exist"),
    ],
)
def test_a_wrong_value_is_one_clear_error_and_no_result(
    run: Run, notice: Path, words: tuple[str, ...], said: str
) -> None:
    result = run("case", notice, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_how_goes_down_to_the_words_of_the_notice(run: Run, notice: Path) -> None:
    result = run("case", notice, "--how", "late-shipment", columns=100)
    assert result.exit_code == 0
    assert result.stdout.startswith("Late shipment rate above target")
    assert "7.3%" in result.stdout


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_how_has_every_format(run: Run, notice: Path, form: str) -> None:
    text = run("case", notice, "--how", "late-shipment", "--format", form).stdout
    assert text.startswith("- Late" if form == "markdown" else "{")


def test_what_is_not_read_is_listed_and_the_status_is_1(run: Run, notice: Path, tmp_path: Path) -> None:
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    result = run("case", notice, bad)
    assert result.exit_code == 1
    assert "NOT READ" in result.stdout
    assert "empty.txt" in result.stdout


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "half.json": b'{"notice": "Your account',
    "doubled.yaml": b"notice: one\nnotice: two\n",
    "misspelt.json": b'{"notise": "Your account has been deactivated."}',
    "no-header.tsv": b"a\tb\tc\n1\t2\t3\n4\t5\t6\n",
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_alone_is_one_clear_error(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    result = run("case", path)
    assert result.exit_code == 2
    assert name in result.stderr
    assert "Traceback" not in result.stderr
    assert "fault in diagnose" not in result.stderr


def test_a_path_that_is_not_there_is_one_clear_error(run: Run, tmp_path: Path) -> None:
    result = run("case", tmp_path / "missing.txt")
    assert result.exit_code == 2
    assert "missing.txt" in result.stderr


def test_a_message_without_action_shows_no_ground(run: Run) -> None:
    result = run("case", "-", given=WITHOUT_ACTION)
    assert result.exit_code == 0
    assert "No ground is supported" in result.stdout


def test_an_output_file_is_written_whole(run: Run, notice: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    result = run("case", notice, "--format", "markdown", "-o", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# Diagnosis")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt", "report.md"]


def test_an_error_leaves_an_old_output_as_it_was(run: Run, notice: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("old", encoding="utf-8")
    assert run("case", notice, "--how", "nothing-such", "-o", target).exit_code == 2
    assert target.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("place", ["no-folder/report.md", "."])
def test_an_output_that_cannot_be_written_is_one_clear_error(
    run: Run, notice: Path, tmp_path: Path, place: str
) -> None:
    result = run("case", notice, "-o", tmp_path / place)
    assert result.exit_code == 2
    assert result.stderr.startswith("diagnose: cannot write ")
    assert result.stderr.count("\n") == 1
