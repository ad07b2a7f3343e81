"""The index of a case folder for people: what lies where, and which papers are still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.report.blocks import Block, Blocks, Entry, Heading, Paragraph, Table
from diagnose.report.words import joined, some, spoken
from facts_schema import Case, Diagnosis, Document

INDEX_PAGE = "index.html"
HEAD = ("File", "Holds", "For", "Bytes", "SHA-256")
HOLDS = {
    "report": "The report",
    "plan": "The draft of the plan of action",
    "timeline": "What happened and what comes",
    "deadlines": "The days to keep, as a calendar",
    "diagnosis": "The diagnosis, for programs",
    "case": "The case document",
}


@dataclass(frozen=True)
class Listed:
    """A file of the folder, and the paper that it is, if it is one."""

    name: str
    size: int
    sha256: str
    paper: Document | None = None


def index_page(listed: Sequence[Listed], diagnosis: Diagnosis, case: Case) -> Blocks:
    """The files with their hashes, then what is needed and not at hand."""
    titles = {item.id: item.title for item in diagnosis.evidence}
    rows = tuple(_row(item, titles) for item in listed)
    needed = [item for item in diagnosis.evidence if item.need != "helps" and item.state != "have"]
    missing: list[Block] = [
        Entry(item.title, "open", spoken(item.state).lower() if item.state else "") for item in needed
    ]
    note = "A SHA-256 changes with any byte of a file. Papers are packed as they were given."
    return (
        Heading(f"Case folder: {diagnosis.id}", 1),
        Paragraph(note, quiet=True),
        Table("What lies in this folder", HEAD, rows),
        *([Heading("Needed and not at hand"), *missing] if missing else []),
        Paragraph(diagnosis.disclaimer, quiet=True),
    )


def _row(item: Listed, titles: dict[str, str]) -> tuple[str, ...]:
    holds, about = _holds(item.name), ""
    if item.paper:
        holds = joined([titles.get(item.paper.kind, spoken(item.paper.kind)), item.paper.remark])
        about = some([f"{asin}: {units:,}" for asin, units in item.paper.covers.items()])
    return item.name, holds, about, f"{item.size:,}", item.sha256


def _holds(name: str) -> str:
    if name.startswith("correspondence/"):
        return "A message of Amazon" if "amazon" in name else "What was sent to Amazon"
    return HOLDS.get(name.partition(".")[0], "")
