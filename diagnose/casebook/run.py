"""Running entries through the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from diagnose.casebook.entries import Entry
from diagnose.casebook.judge import judge
from diagnose.conclusions import Finding
from diagnose.intake import InputError
from diagnose.knowledge import KnowledgeBase
from diagnose.observe import AnswerError, settle
from diagnose.pipeline import Diagnoser
from facts_schema import Diagnosis

Key = tuple[str, str]


@dataclass(frozen=True)
class Outcome:
    """What came of an entry. ``failures`` are sentences; none means that all is as expected."""

    entry: Entry
    knowledge: KnowledgeBase
    diagnosis: Diagnosis | None
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]

    @cached_property
    def fired(self) -> frozenset[str]:
        """The ids of the rules that fired."""
        return frozenset(finding.rule.id for finding in self.findings)

    @cached_property
    def answers(self) -> Mapping[Key, str]:
        """Each settled fact with its listing ("" for none), and its answer."""
        if self.diagnosis is None:
            return {}
        return settle(self.knowledge, list(self.diagnosis.observations)).answers


def run(entries: Iterable[Entry], diagnoser: Diagnoser) -> tuple[Outcome, ...]:
    """Diagnose and judge every entry."""
    return tuple(run_one(entry, diagnoser) for entry in entries)


def run_one(entry: Entry, diagnoser: Diagnoser) -> Outcome:
    """Diagnose and judge one entry; a case that cannot be read is a failure like any other."""
    try:
        case = entry.read(diagnoser.knowledge)
        diagnosis, findings = diagnoser.diagnose(case), diagnoser.findings(case)
    except (InputError, AnswerError) as error:
        return Outcome(entry, diagnoser.knowledge, None, (), (f"the case cannot be read: {error}",))
    failures = judge(entry.expect, diagnosis, {finding.rule.id for finding in findings})
    return Outcome(entry, diagnoser.knowledge, diagnosis, findings, failures)
