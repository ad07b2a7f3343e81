"""The built-in rules keep every law, load fast, and teach when they are broken."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from diagnose.knowledge import Problem, check, default, load
from diagnose.knowledge.folder import built_in

RULES = Path(str(built_in()))
GROUND = "grounds/performance/late-shipment.yaml"
POLICY = "grounds/policy/restricted-product.yaml"


def test_the_built_in_rules_keep_every_law() -> None:
    problems = check()
    assert not problems, f"{len(problems)} problems:\n" + "\n".join(map(str, problems))


def test_the_default_knowledge_is_read_once() -> None:
    assert default() is default()
    assert default().version == load().version


def misspell(pattern: str, new: str) -> Callable[[str], tuple[str, int]]:
    """A change of the first match of a pattern; it tells the line on which it is made."""

    def change(text: str) -> tuple[str, int]:
        found = re.search(pattern, text, re.MULTILINE)
        assert found, pattern
        changed = text[: found.start()] + found.expand(new) + text[found.end() :]
        return changed, text.count("\n", 0, found.start()) + 1

    return change


TEN = [
    (
        GROUND,
        misspell(r"^frequency:", "freqency:"),
        'has the key "freqency", which is unknown. Did you mean "frequ',
    ),
    (GROUND, misspell(r"\[notice-says-late-shipment\]", "[notice-say-late-shipment]"), "Did you mean "),
    (
        GROUND,
        misspell(r"strength: strong$", "strength: strongly"),
        "found 'strongly'. Did you mean \"strong\"?",
    ),
    (POLICY, misspell(r"^remedy: .*\n", ""), 'has no "remedy", which is required.'),
    ("facts/shipping.yaml", misspell(r"heard: true", "heard: yes"), "expected true or false; found 'yes'."),
    (
        "questions/shipping.yaml",
        misspell(r"^  why:", "\twhy:"),
        "a tab stands in the indentation; use spaces",
    ),
    ("wording/en/performance.yaml", misspell(r"^  phrases:", "  phrase:"), 'Did you mean "phrases"?'),
    ("sources.yaml", misspell(r"^  grade:", "  title: again\n  grade:"), 'the key "title" stands twice'),
    ("limits.yaml", misspell(r"^  verified: .*", "  verified: lately"), "expected a date such as 2026-11-22"),
    ("marketplaces.yaml", misspell(r"code: ", "code: &a "), "no anchors or aliases here (a)"),
]


@pytest.fixture(scope="module")
def broken(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[tuple[Problem, ...], list[tuple[str, int, str]]]:
    """The problems of a copy of the rules with ten faults, and where the faults were made."""
    root = tmp_path_factory.mktemp("copy") / "rules"
    shutil.copytree(RULES, root)
    made = []
    for name, change, said in TEN:
        text, line = change((root / name).read_text("utf-8"))
        (root / name).write_text(text, "utf-8")
        made.append((f"rules/{name}", line, said))
    return check(root), made


@pytest.mark.parametrize("number", range(len(TEN)))
def test_ten_faults_are_told_in_one_run_each_with_file_and_line(
    broken: tuple[tuple[Problem, ...], list[tuple[str, int, str]]], number: int
) -> None:
    problems, made = broken
    file, line, said = made[number]
    near = [problem for problem in problems if problem.file == file and said in problem.text]
    assert near, f"no problem of {file} says: {said}"
    assert any(abs(problem.line - line) <= 3 or problem.line == 1 for problem in near)


def test_ten_faults_bring_no_crowd_of_others(
    broken: tuple[tuple[Problem, ...], list[tuple[str, int, str]]],
) -> None:
    problems, _ = broken
    before = {problem.text for problem in check()}
    assert len([problem for problem in problems if problem.text not in before]) <= 15
