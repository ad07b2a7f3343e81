"""Diagnoses why Amazon suspended a seller's account: grounds, root causes, evidence and plan, with reasons.

    from diagnose import diagnose, read_case

    case = read_case("notice.txt", "seller-performance-report.json")
    for ground in diagnose(case).grounds:
        print(ground.title, ground.probability, [reason.text for reason in ground.because])

Importing configures nothing and reads no files: what is heavy is loaded when a name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from diagnose.api import (
        AnswerError,
        Case,
        Diagnoser,
        Diagnosis,
        InputError,
        KnowledgeError,
        Session,
        diagnose,
        how,
        read_case,
        review_letter,
    )

__all__ = [
    "AnswerError",
    "Case",
    "Diagnoser",
    "Diagnosis",
    "InputError",
    "KnowledgeError",
    "Session",
    "diagnose",
    "how",
    "read_case",
    "review_letter",
]


def __getattr__(name: str) -> Any:
    """Load the library when one of its names is first used, so that ``diagnose --help`` stays quick."""
    if name not in __all__:
        raise AttributeError(f'module "diagnose" has no name "{name}"; it has {", ".join(__all__)}')
    return getattr(import_module("diagnose.api"), name)


def __dir__() -> list[str]:
    return __all__
