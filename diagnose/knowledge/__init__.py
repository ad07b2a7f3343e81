"""The knowledge: strict YAML under ``rules/`` becomes one frozen, checked :class:`KnowledgeBase`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.folder import folders
from diagnose.knowledge.laws import COMPLETE, SOUND, broken
from diagnose.knowledge.models import GroundKind, RootCauseKind, Weights
from diagnose.knowledge.partial import sound_part
from diagnose.knowledge.problems import KnowledgeError, Problem
from diagnose.knowledge.reader import Draft, read

__all__ = ["KnowledgeBase", "KnowledgeError", "Problem", "check", "default", "load", "survey"]


def load(packs: Sequence[Path] = (), root: Path | None = None) -> KnowledgeBase:
    """The built-in knowledge with a firm's packs on top; ``root`` takes the place of the built-in folder.

    Raises :class:`KnowledgeError` with every problem where anything cannot be read or used. Knowledge that
    is merely unfinished (a fact that nothing needs, a ground without a plan) loads; :func:`check` tells.
    """
    draft = read(folders(packs, root))
    base = _assembled(draft)
    problems = {*draft.problems, *broken(base, draft, SOUND)}
    if problems:
        raise KnowledgeError(problems)
    return base


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
    draft = read(folders(packs, root))
    base = _assembled(draft)
    problems = {*draft.problems, *broken(base, draft, SOUND + COMPLETE)}
    if not problems:
        return base, ()
    unexcused = replace(draft, excused=set(), incomplete=set())
    return sound_part(base, broken(base, unexcused, SOUND)), tuple(sorted(problems))


def _assembled(draft: Draft) -> KnowledgeBase:
    weights = draft.all("weights")
    return KnowledgeBase(
        sources=_sorted(draft.all("sources")),
        metrics=_sorted(draft.all("metrics")),
        facts=_sorted(draft.all("facts")),
        questions=_sorted(draft.all("questions")),
        evidence=_sorted(draft.all("evidence")),
        grounds=_with_shared(_sorted(draft.all("grounds")), _sorted(draft.all("root_causes"))),
        flags=_sorted(draft.all("flags")),
        lacks=_sorted(draft.all("lacks")),
        marketplaces=_sorted(draft.all("marketplaces"), "code"),
        languages=_sorted(draft.all("languages"), "code"),
        limits=tuple(draft.all("limits")),
        enforcement=tuple(draft.all("enforcement")),
        wordings={code: tuple(items) for code, items in sorted(draft.wordings.items())},
        weights=weights[0] if weights else _NO_WEIGHTS,
        retired=tuple(draft.all("retired")),
        version=draft.version,
    )


def _with_shared(grounds: dict[str, GroundKind], shared: dict[str, RootCauseKind]) -> dict[str, GroundKind]:
    """The grounds with the root causes they share; one that nobody defines is a law's business."""
    return {
        id: ground.model_copy(
            update={
                "root_causes": (
                    *ground.root_causes,
                    *(
                        entry.of(shared[entry.use])
                        for entry in ground.shared_root_causes
                        if entry.use in shared
                    ),
                )
            }
        )
        for id, ground in grounds.items()
    }


def _sorted(items: Sequence[Any], key: str = "id") -> dict[str, Any]:
    """By id; of two with one id the first stays (a law complains of the other)."""
    by_id: dict[str, Any] = {}
    for item in items:
        by_id.setdefault(getattr(item, key), item)
    return dict(sorted(by_id.items()))


_NO_WEIGHTS = Weights(
    priors={},
    root_cause_priors={},
    strengths={},
    grades={},
    further=0.5,
    practice_at_most="moderate",
    decisive_floor=0,
    show_at=1,
    show_root_cause_at=1,
    confidence={},
)
"""What stands in for a weights file that cannot be read, so that the laws can judge the rest."""
