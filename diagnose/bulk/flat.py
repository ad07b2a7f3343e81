"""A diagnosis as rows of a flat table, for analysts: one row a ground, and at least one row a case."""

from __future__ import annotations

from typing import Any

from facts_schema import Diagnosis, Ground

COLUMNS = (
    "case_id",
    "rank",
    "ground",
    "probability",
    "root_cause",
    "confidence",
    "rules",
    "missing",
    "knowledge_version",
    "error",
)
Row = dict[str, Any]
_EMPTY: Row = dict.fromkeys(COLUMNS)


def rows_of(diagnosis: Diagnosis) -> list[Row]:
    """The shown grounds with their leading root cause, best first; if none is shown, one row without."""
    about = {"case_id": diagnosis.id, "knowledge_version": diagnosis.knowledge_version}
    empty = _EMPTY | about | {"rules": [], "missing": []}
    rows = [
        empty | {"rank": rank} | _told(ground, diagnosis)
        for rank, ground in enumerate(diagnosis.grounds, start=1)
    ]
    return rows or [empty]


def error_row(case_id: str | None, reason: str, knowledge_version: str) -> Row:
    """The row of a case that could not be diagnosed."""
    told = {"case_id": case_id, "knowledge_version": knowledge_version, "error": reason}
    return _EMPTY | {"rules": [], "missing": []} | told


def _told(ground: Ground, diagnosis: Diagnosis) -> Row:
    lead = ground.root_causes[0] if ground.root_causes else None
    reasons = (*ground.because, *(lead.because if lead else ()))
    open_facts = (item.fact for item in diagnosis.open_facts if ground.id in item.matters_to)
    missing = (*(lead.missing if lead else ()), *open_facts)
    return {
        "ground": ground.id,
        "probability": ground.probability,
        "root_cause": lead.id if lead else None,
        "confidence": ground.confidence,
        "rules": list(dict.fromkeys(reason.rule for reason in reasons)),
        "missing": list(dict.fromkeys(missing)),
    }
