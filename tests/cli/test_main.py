"""The command as a whole: help, names, errors, exit statuses."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import Run

COMMANDS = [
    (),
    ("case",),
    ("classify",),
    ("rules",),
    ("rules", "check"),
    ("rules", "list"),
    ("rules", "show"),
]


@pytest.mark.parametrize("command", [*COMMANDS, ("rules", "new"), ("rules", "test"), ("rules", "why-not")])
def test_help_of_every_command_has_an_example(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout
    assert f"diagnose {' '.join(command)}".strip() in result.stdout


def test_help_comes_without_importing_what_a_case_needs() -> None:
    code = (
        "import sys; from diagnose.cli import main\n"
        "try: main(['--help'], prog_name='diagnose')\n"
        "except SystemExit: pass\n"
        "print(sorted({'experta', 'pydantic', 'rich', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("cse",), 'diagnose: there is no command "cse". Did you mean "case"?'),
        (("rules", "lst"), 'diagnose rules: there is no command "lst". Did you mean "list"?'),
        (("case", "x", "--anwser", "a=b"), "Did you mean"),
        (("case", "x", "--format", "markdwon"), 'Did you mean "markdown"?'),
        (("case",), "diagnose case: missing argument"),
        (("classify", "x", "--jobs", "many"), "'many' is not a valid integer"),
    ],
)
def test_a_wrong_word_is_one_clear_line_and_no_result(run: Run, words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("suspension-diagnosis ")
