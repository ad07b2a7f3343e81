"""Diagnosed cases: documents keyed in from stories, scored by what a competent person named for them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from scoring import Rate, Row, Scored

from diagnose import Diagnoser
from diagnose.intake import InputError, read_document
from diagnose.pipeline import AnswerError

HERE = Path(__file__).parent
STORIES = HERE.parent / "tests" / "stories"
EVIDENCE_WORDS = HERE / "evidence_words.yaml"
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Story:
    """A scored case; ``direct`` where the document says in so many words what the notice alleges."""

    scored: Scored
    direct: bool

    @property
    def evidence(self) -> set[str]:
        """The kinds of evidence that the diagnosis asks for."""
        return {item.id for item in self.scored.diagnosis.evidence} if self.scored.diagnosis else set()


def documents() -> dict[str, Row]:
    """Every case document, by id."""
    lines = (
        line for path in sorted(STORIES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    rows = [json.loads(line) for line in lines if line.strip()]
    return {row["id"]: row for row in rows}


def stories(labels: Iterable[Row], diagnoser: Diagnoser) -> list[Story]:
    """Each labelled case with its diagnosis; a case without a document, or one that fails, is a miss."""
    keyed = documents()
    return [_story(row, keyed.get(row["id"]), diagnoser) for row in labels]


def _story(row: Row, document: Row | None, diagnoser: Diagnoser) -> Story:
    if document is None:
        return Story(Scored(row, None), direct=False)
    direct = any(
        name.startswith("notice-says-") and said is True for name, said in document.get("answers", {}).items()
    )
    try:
        case = read_document(document, diagnoser.knowledge, source="story")
        return Story(Scored(row, diagnoser.diagnose(case)), direct or "notice" in document)
    except (InputError, AnswerError):
        return Story(Scored(row, None), direct)


def evidence_kinds() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """For each kind of evidence the words by which a label means it."""
    table = yaml.safe_load(EVIDENCE_WORDS.read_text("utf-8"))
    return {kind: tuple(tuple(entry.split()) for entry in entries) for kind, entries in table.items()}


def meant(label: str, kinds: Mapping[str, tuple[tuple[str, ...], ...]]) -> set[str]:
    """The kinds of evidence that a label means."""
    said = _WORD.findall(label.casefold())
    return {
        kind
        for kind, entries in kinds.items()
        if any(all(any(word.startswith(start) for word in said) for start in entry) for entry in entries)
    }


def evidence_rates(told: Iterable[Story]) -> list[Rate]:
    """How much of the evidence named is asked for: of all that is named, and of what the table knows."""
    kinds = evidence_kinds()
    pairs = [
        (meant(label, kinds), story.evidence)
        for story in told
        for label in story.scored.row.get("evidence_needed", ())
    ]
    hits = sum(bool(named & asked) for named, asked in pairs)
    return [
        Rate("evidence named that is asked for", hits, len(pairs)),
        Rate(
            "the same, of labels whose words are in the table", hits, sum(bool(named) for named, _ in pairs)
        ),
    ]
