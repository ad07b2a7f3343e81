"""Commands that read or write files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnose.cli.interview import change
from diagnose.cli.interview.desk import Desk
from diagnose.cli.interview.look import one
from diagnose.cli.output import whole_file
from diagnose.pipeline import AnswerError
from facts_schema import Case


def add(desk: Desk, words: Sequence[str]) -> None:
    """Read files into the case."""
    change.add(desk, words)


def questionnaire(desk: Desk, words: Sequence[str]) -> None:
    """The open questions for the client."""
    raise AnswerError("not yet")


def export(desk: Desk, words: Sequence[str]) -> None:
    """The case document, which can be read again and serves as a test case."""
    path = Path(one(words, "export FILE.json", "export acme.json"))
    with whole_file(path) as stream:
        stream.write(exported(desk.session.case).encode())
    desk.show(f"Written: {path}")


def exported(case: Case) -> str:
    """A case document as JSON, without what is empty."""
    return case.model_dump_json(indent=2, exclude_defaults=True) + "\n"
