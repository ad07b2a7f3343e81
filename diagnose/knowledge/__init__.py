"""The knowledge: strict YAML under ``rules/`` becomes one frozen, checked :class:`KnowledgeBase`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.folder import Folder, folders, is_whole
from diagnose.knowledge.problems import KnowledgeError, LanguageError, Problem
from diagnose.knowledge.speech import ENGLISH, Speech
from diagnose.knowledge.stored import restored, store

__all__ = [
    "ENGLISH",
    "KnowledgeBase",
    "KnowledgeError",
    "LanguageError",
    "Problem",
    "Speech",
    "check",
    "default",
    "is_whole",
    "load",
    "survey",
    "told_in",
]


def load(packs: Sequence[Path] = (), root: Path | None = None) -> KnowledgeBase:
    """The built-in knowledge with a firm's packs on top; ``root`` takes the place of the built-in folder.

    Raises :class:`KnowledgeError` with every problem where anything cannot be read or used. Knowledge that
    is merely unfinished (a fact that nothing needs, a ground without a plan) loads; :func:`check` tells.
    What was sound once is kept (see :mod:`diagnose.knowledge.stored`), unless a ``root`` is given: that is
    knowledge at work, which changes with every word.
    """
    at = folders(packs, root)
    base: KnowledgeBase | None = restored(at) if root is None else None
    if base is None:
        base = _from_files("sound", at)
        if root is None:
            store(at, base)
    return base


def told_in(base: KnowledgeBase, language: str, packs: Sequence[Path] = ()) -> KnowledgeBase:
    """The knowledge with its texts in a language, such as ``de``; ids and everything that is judged stay.

    What is not translated stays English and is marked. ``packs`` may bring translations of their own.

    Raises:
        KnowledgeError: there are no texts in that language, or they cannot be read.
    """
    if language == ENGLISH:
        return base
    told: KnowledgeBase = import_module("diagnose.knowledge.texts").told_in(base, language, packs)
    return told


@cache
def default() -> KnowledgeBase:
    """The built-in knowledge, read once."""
    return load()


def check(root: Path | None = None, packs: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong, by file and line."""
    return survey(packs, root)[1]


def survey(packs: Sequence[Path] = (), root: Path | None = None) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """What could be read of the knowledge, without its unsound parts, and everything that is wrong.

    For tools that work on knowledge while it is being written.
    """
    surveyed: tuple[KnowledgeBase, tuple[Problem, ...]] = _from_files("surveyed", folders(packs, root))
    return surveyed


def _from_files(name: str, at: Sequence[Folder]) -> Any:
    """What reads YAML and judges it is imported only where something has to be read afresh."""
    return getattr(import_module("diagnose.knowledge.fresh"), name)(at)
