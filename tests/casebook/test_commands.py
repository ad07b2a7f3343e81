"""The commands of the casebook print what they find and exit with 1 when they find something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diagnose.cli.rules_tests import COMMANDS

RIGHT = """\
- case: Orders were late
  given: {notice: Your account has been deactivated. Your late shipment rate exceeds our target.}
  expect: {first: late-shipment}
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "late-shipment.yaml").write_text(RIGHT, "utf-8")
    return tmp_path


def call(name: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(COMMANDS[name], [str(argument) for argument in arguments])


def test_the_cases_are_counted(cases: Path) -> None:
    result = call("test", "--cases", cases)
    assert (result.exit_code, result.stdout) == (0, "1 cases, 0 not as expected.\n")


def test_a_case_that_fails_is_reported(cases: Path) -> None:
    (cases / "late-shipment.yaml").write_text(
        RIGHT.replace("first: late-shipment", "first: late-delivery"), "utf-8"
    )
    result = call("test", "--cases", cases)
    assert result.exit_code == 1
    assert "first ground: expected late-delivery, came late-shipment" in result.stdout


def test_coverage_and_mutation_list_what_is_untested(cases: Path) -> None:
    covered = call("coverage", "--cases", cases, "-k", "late-shipment")
    mutated = call("mutate", "--cases", cases, "-k", "late-shipment")
    assert covered.exit_code == mutated.exit_code == 1
    assert "never fires." in covered.stdout
    assert re.search(r"with gaps; \d+\.\d % of outcomes shown\.$", covered.stdout.rstrip())
    assert "no case notices" in mutated.stdout


def test_why_not_takes_a_case_document(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("notice: Hello.\n", "utf-8")
    result = call("why-not", "notice-states-late-shipment", path)
    assert result.exit_code == 0
    assert (
        "not met: a yes to notice-says-late-shipment - unknown; it is told by words of the notice"
        in result.stdout
    )


def test_why_not_reads_a_notice_as_text(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Hello,\n\nplease note: your late shipment rate exceeds our target.\n", "utf-8")
    result = call("why-not", "notice-states-late-shipment", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("notice-states-late-shipment ")


def test_why_not_answers_each_of_a_file_of_test_cases(cases: Path) -> None:
    path = cases / "late-shipment.yaml"
    path.write_text(f"{RIGHT}{RIGHT.replace('Orders were late', 'Again')}", "utf-8")
    told = call("why-not", "notice-states-late-shipment", path).stdout
    assert f"{path}:1: Orders were late\nnotice-states-late-shipment fires:" in told
    assert f"{path}:4: Again\nnotice-states-late-shipment fires:" in told


def test_why_not_says_what_is_wrong_with_a_file_of_test_cases(cases: Path) -> None:
    path = cases / "late-shipment.yaml"
    path.write_text(RIGHT.replace("first:", "frist:"), "utf-8")
    assert f"{path}:3: " in call("why-not", "notice-states-late-shipment", path).stderr


def test_why_not_names_the_nearest_rule(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("notice: Hello.\n", "utf-8")
    result = call("why-not", "notice-states-late-shipmnt", path)
    assert result.exit_code == 2
    assert 'Did you mean "notice-states-late-shipment"?' in result.stderr
