"""A draft held against what Amazon was told before."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.report.words import day, quoted
from facts_schema import Case
from facts_schema.draft import DraftPart


def denials(case: Case, parts: Sequence[DraftPart], knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Each statement to Amazon that denies a fact of the draft, with both sentences."""
    stated = {fact: line.text for part in parts for line in part.lines for fact in line.facts}
    return tuple(
        f"Blocked: Amazon was told{f' on {day(item.date)}' if item.date else ''} {quoted(item.text)} "
        f"(so: not {quoted(knowledge.facts[fact].means)}); the draft says {quoted(stated[fact])}. "
        "Settle which is true before anything is sent."
        for item in case.statements
        for fact, says in sorted(item.says.items())
        if not says and fact in stated and fact in knowledge.facts
    )
