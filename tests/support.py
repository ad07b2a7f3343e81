"""What several tests need: the built-in knowledge, one diagnoser, and short ways to a case."""

from __future__ import annotations

from functools import cache
from typing import Any

from diagnose.knowledge import KnowledgeBase, load
from diagnose.pipeline import Diagnoser
from facts_schema import Case, Diagnosis, Ground


@cache
def knowledge() -> KnowledgeBase:
    return load()


@cache
def diagnoser() -> Diagnoser:
    return Diagnoser(knowledge=knowledge())


def diagnosed(**document: Any) -> Diagnosis:
    """The diagnosis of a case document written as keywords."""
    return diagnoser().diagnose(Case.model_validate(document))


def shown(diagnosis: Diagnosis) -> list[str]:
    return [ground.id for ground in diagnosis.grounds]


def ground(diagnosis: Diagnosis, id: str) -> Ground:
    return next(item for item in diagnosis.grounds if item.id == id)
