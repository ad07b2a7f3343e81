"""Whatever is wrong in a file, its author gets problems to read and never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.knowledge import survey
from tests.knowledge.small import FILES, small_rules

NAMES = sorted(FILES)
PIECES = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "\t",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "&a",
        "*a",
        "!x",
        "#",
        "null",
        "true",
        "12",
        "<",
    ]
)


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(NAMES), at=st.floats(0, 1), cut=st.integers(0, 12), piece=PIECES)
def test_a_random_fault_is_told_as_problems(name: str, at: float, cut: int, piece: str) -> None:
    text = FILES[name]
    place = int(at * len(text))
    with tempfile.TemporaryDirectory() as folder:
        root = small_rules(Path(folder))
        (root / name).write_text(text[:place] + piece + text[place + cut :], "utf-8")
        base, problems = survey(root=root)
    assert base.version
    assert all(problem.text and problem.line >= 0 for problem in problems)


@settings(max_examples=100, deadline=None)
@given(name=st.sampled_from(NAMES), line=st.integers(0, 60))
def test_a_lost_line_is_told_as_problems(name: str, line: int) -> None:
    lines = FILES[name].splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as folder:
        root = small_rules(Path(folder))
        del lines[line % len(lines)]
        (root / name).write_text("".join(lines), "utf-8")
        survey(root=root)
