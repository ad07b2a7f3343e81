"""What the evidence check found, as entries of the case document."""

from __future__ import annotations

from facts_schema import CheckedPaper, Document, EvidenceCheck

_MOST = 3


def documents_of(result: EvidenceCheck) -> tuple[Document, ...]:
    """A document for every paper of a known kind: at hand, or insufficient with what it lacks.

    What cannot be told leaves a paper at hand; the remark says what is open.
    """
    return tuple(_document(paper) for paper in result.papers if paper.kind)


def _document(paper: CheckedPaper) -> Document:
    lacking = [check.reason for check in paper.checks if check.state == "failed"]
    unclear = [check.reason for check in paper.checks if check.state == "cannot-tell" and not check.by_eye]
    said = lacking or unclear
    more = f" And {len(said) - _MOST} more." if len(said) > _MOST else ""
    return Document(
        kind=paper.kind,
        state="insufficient" if lacking else "have",
        name=paper.file,
        remark=f"{' '.join(said[:_MOST])}{more}"[:400],
        covers=paper.units,
    )
