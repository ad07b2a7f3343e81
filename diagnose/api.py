"""The public names, gathered; ``import diagnose`` hands them out."""

from __future__ import annotations

from pathlib import Path

from diagnose.explain import Tree, how
from diagnose.intake import InputError
from diagnose.intake import read_case as _read_case
from diagnose.interview import Session
from diagnose.knowledge import KnowledgeBase, KnowledgeError, default
from diagnose.pipeline import AnswerError, Diagnoser, diagnose
from facts_schema import Case, Diagnosis

__all__ = [
    "AnswerError",
    "Case",
    "Diagnoser",
    "Diagnosis",
    "InputError",
    "KnowledgeError",
    "Session",
    "Tree",
    "diagnose",
    "how",
    "read_case",
]


def read_case(
    *paths: str | Path,
    text: str | None = None,
    marketplace: str | None = None,
    knowledge: KnowledgeBase | None = None,
    onto: Case | None = None,
) -> Case:
    """Read files, folders and a text into one case; every format is recognised by its content.

    Args:
        paths: notices, reports, downloads, case documents, or folders of these.
        text: the text of a notice.
        marketplace: the store concerned, as a code (``US``), a site or Amazon's id.
        knowledge: what decides which rows of large reports matter; the built-in knowledge by default.
        onto: a case that is read into: what it holds stays, and what is read joins it.

    Returns:
        The case. What could not be read stands in ``case.not_read``, what is odd in ``case.warnings``.

    Raises:
        InputError: nothing could be read; the message says which file, what was expected and what to do.
    """
    return _read_case(*paths, text=text, marketplace=marketplace, knowledge=knowledge or default(), onto=onto)
