"""A draft held against what Amazon was told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.report.words import GRADES, day, quoted
from facts_schema import Case, Diagnosis, Observation, Statement
from facts_schema.draft import DraftPart

SETTLE = "Settle which is true before anything is sent."


def denials(
    case: Case, diagnosis: Diagnosis, parts: Sequence[DraftPart], knowledge: KnowledgeBase
) -> tuple[str, ...]:
    """Each statement to Amazon that the draft, or what the case knows by now, contradicts: both sentences."""
    stated = {fact: line.text for part in parts for line in part.lines for fact in line.facts}
    known = {seen.fact: seen for seen in diagnosis.observations if seen.origin not in ("notice", "deduction")}
    return tuple(
        sentence
        for item in case.statements
        for fact, says in sorted(item.says.items())
        if fact in knowledge.facts
        for sentence in _against(item, knowledge.facts[fact].means, says, stated.get(fact), known.get(fact))
    )


def _against(
    item: Statement, means: str, says: bool, stated: str | None, seen: Observation | None
) -> Iterator[str]:
    told = f"Blocked: Amazon was told{f' on {day(item.date)}' if item.date else ''} {quoted(item.text)}"
    if not says and stated:
        yield f"{told} (so: not {quoted(means)}); the draft says {quoted(stated)}. {SETTLE}"
    elif seen and (seen.answer == "yes") != says:
        so = quoted(means) if says else f"not {quoted(means)}"
        by = f"{seen.answer}, {GRADES[seen.grade]}: {quoted(seen.says)}"
        yield f"{told} (so: {so}); the case now says {by}. {SETTLE}"
