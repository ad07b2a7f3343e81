"""A stream of entries through one process or several: in order, with little of it in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from diagnose.bulk.entries import Entry, entries_of
from diagnose.bulk.lines import Answered, Classifier, Form
from diagnose.bulk.processes import Processes
from diagnose.pipeline import Diagnoser


def classify(lines: Iterable[bytes], rules: Sequence[Path] = (), jobs: int = 1) -> Iterator[Answered]:
    """The diagnoses of JSON lines, in their order; blank lines are skipped but counted.

    Raises :class:`diagnose.knowledge.KnowledgeError` before the first line if the rules cannot be used.
    """
    return answered(entries_of(lines), Diagnoser(rules=list(rules)), jobs)


def answered(
    entries: Iterable[Entry],
    diagnoser: Diagnoser,
    jobs: int = 1,
    form: Form = "diagnoses",
    redact: bool = False,
) -> Iterator[Answered]:
    """The answers to entries, in their order, by ``jobs`` processes that read only a little ahead."""
    if jobs > 1:
        return Processes(diagnoser.knowledge, jobs, form, redact)(entries)
    return map(Classifier(diagnoser, form, redact), entries)
