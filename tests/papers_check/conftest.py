"""What these tests share: a way to check files that are made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from papers_check.papers_made import case, written
from support import knowledge

from diagnose.papers import check_evidence
from facts_schema import Case, CheckedPaper, EvidenceCheck

Check = Callable[..., EvidenceCheck]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check files by name and content against the case of these tests, or one that differs in some fields."""

    def run(
        files: dict[str, bytes | str], kinds: dict[str, str] | None = None, **more: object
    ) -> EvidenceCheck:
        paths = written(tmp_path, files)
        given = Case.model_validate(case(**more))
        return check_evidence(*paths, case=given, kinds=kinds, knowledge=knowledge())

    return run


def states(paper: CheckedPaper, state: str) -> set[str]:
    """The ids of the checks in a state, without those for a person, and without the name of the kind."""
    return {
        check.id.removeprefix(f"{paper.kind}-")
        for check in paper.checks
        if check.state == state and not check.by_eye
    }
