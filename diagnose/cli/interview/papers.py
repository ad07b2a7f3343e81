"""``evidence FILE``: papers are checked, and what was found of them is recorded in the case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnose.cli.interview.desk import Desk
from diagnose.interview.steps import DocumentState
from diagnose.papers import check_evidence, documents_of
from diagnose.pipeline import AnswerError
from diagnose.report.papers import evidence_check


def check(desk: Desk, words: Sequence[str]) -> None:
    """Check files; ``as KIND`` at the end says which kind of evidence they are."""
    kind = words[-1] if len(words) > 2 and words[-2] == "as" else ""
    names = words[:-2] if kind else words
    paths = [Path(name).expanduser() for name in names]
    lost = [str(path) for path in paths if not path.exists()]
    if lost:
        raise AnswerError(f"There is no file {lost[0]}. evidence invoice.pdf as supplier-invoice")
    session = desk.session
    result = check_evidence(
        *paths,
        case=session.case,
        kinds={"": kind} if kind else {},
        knowledge=session.knowledge,
    )
    desk.show(list(evidence_check(result, session.knowledge)))
    for document in documents_of(result):
        session.take(DocumentState(document=document))
        desk.show(f"Recorded: {document.name} as {document.kind}, {document.state}.")
