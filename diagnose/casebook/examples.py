"""Labelled messages and test cases as examples to learn from, by language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from diagnose.casebook.entries import Entry
from diagnose.casebook.learn import Example
from diagnose.knowledge import Problem
from diagnose.knowledge.models import Wording
from diagnose.knowledge.vocabulary import NOTHING, UNNAMED
from diagnose.knowledge.wording import Phrasebook


def read_examples(folder: Path) -> tuple[dict[tuple[str, str], list[Example]], tuple[Problem, ...]]:
    """Every labelled text of a folder's JSONL files, by language and what is learned; and every bad line.

    A line has ``text``, ``language``, ``enforcement`` (null where the message does nothing) and ``causes``
    (ids of grounds, the main one first); or, for a sentence, ``label``: the measure it states, or "none".
    """
    examples: dict[tuple[str, str], list[Example]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                name = "enforcement" if "label" in row else "grounds"
                examples.setdefault((row.get("language", "en"), name), []).append(_example(row))
            except (ValueError, KeyError, TypeError, AttributeError):
                expected = 'expected an object with "text", "enforcement" and "causes" here.'
                problems.append(Problem(f"{folder.name}/{path.name}", number, expected))
    return examples, tuple(problems)


def _example(row: dict[str, Any]) -> Example:
    if "label" in row:
        return Example(str(row["text"]), (str(row["label"]),))
    named = tuple(str(cause) for cause in row["causes"])
    return Example(str(row["text"]), named or (UNNAMED if row["enforcement"] else NOTHING,))


def core_of(wording: Sequence[Wording]) -> Callable[[str], str]:
    """How a language cuts a text down to what is about its case, as it is read."""
    book = Phrasebook(wording)
    return lambda text: book.core(book.read(text))


def of_cases(entries: Iterable[Entry]) -> list[Example]:
    """The notices of English test cases that expect a ground, or nothing."""
    examples = []
    for entry in entries:
        notice, expect = entry.given.get("notice"), entry.expect
        if isinstance(notice, str) and (expect.first or expect.nothing):
            examples.append(Example(str(notice), (expect.first or NOTHING,)))
    return examples
