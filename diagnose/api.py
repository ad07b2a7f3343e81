"""The public names, gathered; ``import diagnose`` hands them out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnose.explain import Tree, how
from diagnose.intake import InputError
from diagnose.intake import read_case as _read_case
from diagnose.interview import Session
from diagnose.knowledge import KnowledgeBase, KnowledgeError, default
from diagnose.pipeline import AnswerError, Diagnoser, diagnose
from diagnose.review import review_file
from facts_schema import Case, Diagnosis
from facts_schema.review import Review

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
    "review_letter",
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


def review_letter(
    letter: str | Path,
    case: Case,
    diagnoser: Diagnoser | None = None,
    *,
    earlier: Sequence[str | Path] = (),
    own: str | Path | None = None,
    previous: str | Path | None = None,
    papers: Sequence[str | Path] = (),
    form_length: int | None = None,
) -> Review:
    """Review a plan of action that somebody wrote, before it is sent to Amazon.

    Args:
        letter: the file: text, Word document, RTF, web page or PDF; ``case`` is what it answers.
        diagnoser: the rules to judge by; the built-in ones by default.
        earlier: files with what was sent to Amazon before about this case.
        own: a folder with letters about other cases, for likeness.
        previous: the version before. ``papers`` are the attachments, files or folders.
        form_length: characters that a box of the web form takes.

    Returns:
        Findings with page, line, words, reason, sources and suggestion; a score from 0 to 1 for each part.

    Raises:
        InputError: the letter, an earlier or the previous one cannot be read.
    """
    judge = diagnoser or Diagnoser()
    return review_file(
        letter,
        case,
        judge.diagnose(case),
        judge.knowledge,
        earlier=earlier,
        own=own,
        previous=previous,
        papers=papers,
        form_length=form_length,
    )
