"""Every rule that fired, with its basis, and every source it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import Source
from diagnose.report.blocks import Block, Entry, Heading, Table
from diagnose.report.words import day, joined
from facts_schema import Diagnosis, Reason


def appendix(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> list[Block]:
    """The rules as a table, then the sources with their addresses and the day they were read."""
    reasons = {reason.rule: reason for reason in _reasons(diagnosis)}
    if not reasons:
        return []
    rows = tuple(
        (rule, reason.text, reason.strength, reason.basis, joined(reason.sources))
        for rule, reason in sorted(reasons.items())
    )
    head = ("Rule", "What it says", "Strength", "Basis", "Sources")
    return [
        Heading("Appendix: rules and sources"),
        Table("Every rule that fired", head, rows),
        *_sources(diagnosis, knowledge),
    ]


def _reasons(diagnosis: Diagnosis) -> Iterator[Reason]:
    for ground in diagnosis.grounds:
        yield from (*ground.because, *ground.against)
        for cause in ground.root_causes:
            yield from (*cause.because, *cause.against)


def _sources(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> list[Block]:
    named = {source for reason in _reasons(diagnosis) for source in reason.sources}
    named |= {source for item in diagnosis.evidence for check in item.checks for source in check.sources}
    named |= {source for clock in diagnosis.clocks for source in clock.sources}
    known = [knowledge.sources[name] for name in sorted(named) if name in knowledge.sources]
    if not known:
        return []
    return [Heading("Sources", 3), *map(_source, known)]


def _source(item: Source) -> Entry:
    tag = f"{item.grade}, read {day(item.read)}"
    return Entry(f"{item.id}: {item.title}", tag=tag, notes=(item.url,) if item.url else ())
