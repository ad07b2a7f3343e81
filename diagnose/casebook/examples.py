"""Labelled messages and test cases as examples to learn from, by language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from diagnose.casebook.entries import Entry
from diagnose.casebook.learn import Example
from diagnose.knowledge import KnowledgeBase, Problem
from diagnose.knowledge.models import Wording
from diagnose.knowledge.problems import did_you_mean
from diagnose.knowledge.vocabulary import NOTHING, UNNAMED
from diagnose.knowledge.wording import Phrasebook


def read_examples(
    folder: Path, knowledge: KnowledgeBase | None = None
) -> tuple[dict[tuple[str, str], list[Example]], tuple[Problem, ...]]:
    """Every labelled text of a folder's JSONL files, by language and what is learned; and every bad line.

    A line has ``text``, ``language``, ``enforcement`` (null where the message does nothing) and ``causes``
    (ids of grounds, the main one first); or, for a sentence, ``label``: the measure it states, or "none".
    A name that the knowledge, where it is given, does not have is a problem too: nothing is learned of it.
    """
    examples: dict[tuple[str, str], list[Example]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                name = "enforcement" if "label" in row else "grounds"
                examples.setdefault((row.get("language", "en"), name), []).append(_example(row))
                faults = list(_unknown(row, knowledge)) if knowledge else []
            except (ValueError, KeyError, TypeError, AttributeError):
                faults = [_EXPECTED]
            problems += [Problem(f"{folder.name}/{path.name}", number, fault) for fault in faults]
    return examples, tuple(problems)


_EXPECTED = (
    'expected an object with "text", "enforcement" and a list of "causes" here, or with "text" and "label".'
)


def _example(row: dict[str, Any]) -> Example:
    if "label" in row:
        return Example(str(row["text"]), (str(row["label"]),))
    if not isinstance(row["causes"], list):
        raise TypeError("a list of causes was expected")
    named = tuple(str(cause) for cause in row["causes"])
    return Example(str(row["text"]), named or (UNNAMED if row["enforcement"] else NOTHING,))


def _unknown(row: dict[str, Any], knowledge: KnowledgeBase) -> Iterator[str]:
    """A sentence for each ground and measure that a line names and the knowledge does not have."""
    measures = {kind.id for kind in knowledge.enforcement}
    measure = row.get("label", row.get("enforcement"))
    if measure not in {*measures, "none" if "label" in row else None}:
        hint = did_you_mean(str(measure), measures)
        yield f'the measure "{measure}" is not defined in enforcement.yaml.{hint}'
    for cause in row.get("causes", ()):
        if cause not in knowledge.grounds:
            hint = did_you_mean(str(cause), knowledge.grounds)
            yield f'the ground "{cause}" is not defined; add it first (diagnose rules new).{hint}'


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
