"""The sound part of unfinished knowledge: what refers to nothing unknown and can therefore run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.models import FactKind, GroundKind, Question, RootCauseKind, When, Wording
from diagnose.knowledge.problems import Problem

Scope = TypeVar("Scope", GroundKind, RootCauseKind)


def sound_part(base: KnowledgeBase, problems: Iterable[Problem]) -> KnowledgeBase:
    """The knowledge without rules, needs, actions and wordings that use a name nobody defines.

    For tools that show what a rule does while its neighbours are still being written.
    """
    faulty = {(problem.file, problem.line) for problem in problems}
    known = frozenset(base.facts)
    return replace(
        base,
        facts={id: _fact(fact, base, faulty) for id, fact in base.facts.items()},
        grounds={id: _ground(ground, base) for id, ground in base.grounds.items()},
        flags={id: flag for id, flag in base.flags.items() if _known(flag.when, base)},
        lacks={id: lack for id, lack in base.lacks.items() if _known(lack.when, base)},
        questions={id: item for id, item in base.questions.items() if _answerable(item, known, faulty)},
        wordings={
            code: tuple(entry for entry in entries if _readable(entry, known, faulty))
            for code, entries in base.wordings.items()
        },
    )


def _fact(fact: FactKind, base: KnowledgeBase, faulty: set[tuple[str, int]]) -> FactKind:
    return fact.model_copy(
        update={
            "deduced_when": tuple(when for when in fact.deduced_when if _known(when, base)),
            "measured": tuple(item for item in fact.measured if (item.file, item.line) not in faulty),
            "found": tuple(item for item in fact.found if (item.file, item.line) not in faulty),
            "asks_for": fact.asks_for if fact.asks_for in base.evidence else None,
        }
    )


def _ground(ground: GroundKind, base: KnowledgeBase) -> GroundKind:
    causes = tuple(_scope(cause, base) for cause in ground.root_causes)
    others = tuple(other for other in ground.often_confused_with if other in base.grounds)
    return _scope(ground, base).model_copy(update={"root_causes": causes, "often_confused_with": others})


def _scope(scope: Scope, base: KnowledgeBase) -> Scope:
    needs = tuple(need for need in scope.evidence if need.need in base.evidence)
    parts: dict[str, tuple[Any, ...]] = {"rules": scope.rules, "actions": scope.actions}
    parts |= {"cautions": scope.cautions, "evidence": needs}
    kept = {name: tuple(item for item in items if _known(item.when, base)) for name, items in parts.items()}
    return scope.model_copy(update=kept)


def _known(when: When | None, base: KnowledgeBase) -> bool:
    return when is None or all(fact in base.facts for fact in when.facts)


def _answerable(question: Question, facts: frozenset[str], faulty: set[tuple[str, int]]) -> bool:
    return (question.file, question.line) not in faulty and set(question.tells) <= facts


def _readable(entry: Wording, facts: frozenset[str], faulty: set[tuple[str, int]]) -> bool:
    if entry.words:
        return True
    return (entry.file, entry.line) not in faulty and (entry.fact is None or entry.fact in facts)
