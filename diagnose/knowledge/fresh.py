"""The knowledge from its files: read, put together and judged by the laws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.folder import File, Folder
from diagnose.knowledge.laws import COMPLETE, SOUND, broken
from diagnose.knowledge.learned import Vocabularies
from diagnose.knowledge.manifest import lost_files, lost_in
from diagnose.knowledge.models import Asking, GroundKind, RootCauseKind, Weights, Wording
from diagnose.knowledge.overlay import overlay
from diagnose.knowledge.partial import sound_part
from diagnose.knowledge.problems import KnowledgeError, Problem
from diagnose.knowledge.reader import Draft, read, read_files
from diagnose.knowledge.translations import text_problems


def sound(folders: Sequence[Folder]) -> KnowledgeBase:
    """The knowledge of some folders, if it can be used; else :class:`KnowledgeError` with every problem."""
    lost = lost_in(folders)
    if lost:
        raise KnowledgeError(lost)
    draft = _draft(folders)
    base = _assembled(draft)
    # Without a whole kind of file every name of that kind would be told as unknown: one problem is enough.
    problems = {*draft.problems, *(() if draft.missing else broken(base, draft, SOUND))}
    if problems:
        raise KnowledgeError(problems)
    return base


def surveyed(folders: Sequence[Folder]) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    """What could be read, without its unsound parts, and everything that is wrong."""
    draft = _draft(folders)
    base = _assembled(draft)
    problems = {*draft.problems, *lost_files(draft), *broken(base, draft, SOUND + COMPLETE)}
    if not problems:
        # What the translations are of can be told only where everything was read.
        problems = {*text_problems(folders, base)}
    if not problems:
        return base, ()
    unexcused = replace(draft, excused=set(), incomplete=set())
    return sound_part(base, broken(base, unexcused, SOUND)), tuple(sorted(problems))


def wording(files: Iterable[File]) -> tuple[Wording, ...]:
    """The entries of some files of wording, of one language, that were found sound before."""
    draft = read_files(files)
    overlay(draft)
    return tuple(entry for entries in draft.wordings.values() for entry in entries)


def _draft(folders: Sequence[Folder]) -> Draft:
    draft = read(folders)
    overlay(draft)
    return draft


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
        phrases=_sorted(draft.all("phrases")),
        routes=_sorted(draft.all("routes")),
        clocks=_sorted(draft.all("clocks")),
        contacts=_sorted(draft.all("contacts")),
        watches=_sorted(draft.all("watches")),
        paper_words=_sorted(draft.all("paper_words")),
        review_rules=_sorted(draft.all("review_rules")),
        review_wordings=tuple(draft.all("review_wordings")),
        marketplaces=_sorted(draft.all("marketplaces"), "code"),
        languages=_sorted(draft.all("languages"), "code"),
        domains=_sorted(draft.all("domains"), "domain"),
        limits=tuple(draft.all("limits")),
        enforcement=tuple(draft.all("enforcement")),
        wordings={code: tuple(items) for code, items in sorted(draft.wordings.items())},
        vocabularies=Vocabularies(draft.vocabularies),
        weights=weights[0] if weights else _NO_WEIGHTS,
        retired=tuple(draft.all("retired")),
        version=draft.version,
        packs=draft.packs,
    )


def _with_shared(grounds: dict[str, GroundKind], shared: dict[str, RootCauseKind]) -> dict[str, GroundKind]:
    """The grounds with the root causes they share; one that nobody defines is a law's business."""
    return {id: _with_its_shared(ground, shared) for id, ground in grounds.items()}


def _with_its_shared(ground: GroundKind, shared: dict[str, RootCauseKind]) -> GroundKind:
    own = [use.of(shared[use.use]) for use in ground.shared_root_causes if use.use in shared]
    return ground.model_copy(update={"root_causes": (*ground.root_causes, *own)}) if own else ground


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
    limits_verified_for_days=1,
    decisive_floor=0,
    show_at=1,
    show_root_cause_at=1,
    confidence={},
    asking=Asking(unanswered={}, cost={}, item=0, believed_at_least=0.5, tried=1, worth=0),
)
"""What stands in for a weights file that cannot be read, so that the laws can judge the rest."""
