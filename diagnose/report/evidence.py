"""The documents to submit, each with the checks it must pass."""

from __future__ import annotations

from itertools import groupby

from diagnose.report.blocks import Block, Entry, Heading, Mark
from diagnose.report.words import counted, joined, own, some, spoken
from facts_schema import Check, Diagnosis, Evidence

PARTS = {"asked-for": "What the notice asks for", "must": "What is needed besides", "helps": "What helps"}


def evidence(diagnosis: Diagnosis, commands: bool = True) -> list[Block]:
    """What is asked for, what is needed, what helps, in this order; with the ``commands`` that tell more."""
    if not diagnosis.evidence:
        return []
    ordered = sorted(diagnosis.evidence, key=lambda item: list(PARTS).index(item.need))
    parts = [_part(need, list(group), commands) for need, group in groupby(ordered, key=lambda i: i.need)]
    return [Heading("Evidence"), *(block for part in parts for block in part)]


def _part(need: str, items: list[Evidence], commands: bool) -> list[Block]:
    drawn = (_named(item, commands) if need == "helps" else _checked(item) for item in items)
    return [Heading(PARTS[need], 3), *(entry for entries in drawn for entry in entries)]


def _checked(item: Evidence) -> list[Entry]:
    """A document with everything it must meet."""
    checks = [Entry(check.text, "open", tag=_basis(check), depth=1) for check in item.checks]
    refused = [Entry(f"Not accepted: {text}", "refused", depth=1) for text in item.refused]
    return [_head(item), *checks, *refused, *_way(item)]


def _named(item: Evidence, commands: bool) -> list[Entry]:
    """A document that only helps: its checks are a command away, so that the rest is seen."""
    many = f"{counted(len(item.checks), 'check')}: diagnose rules show {item.id}"
    return [_head(item), *([Entry(many, depth=1)] if item.checks and commands else []), *_way(item)]


def _head(item: Evidence) -> Entry:
    listings = (f"For {some(item.listings)}",) if item.listings else ()
    state = spoken(item.state).lower() if item.state else ""
    mark: Mark = "done" if item.state == "have" else "open"
    return Entry(item.title, mark, joined([state, own(item.pack)]), (*item.because, *listings), strong=True)


def _way(item: Evidence) -> list[Entry]:
    way = joined([item.obtain, f"({item.takes.rstrip('.')})" if item.takes else ""], " ")
    return [Entry(f"To get it: {way}", depth=1)] if way and item.state != "have" else []


def _basis(check: Check) -> str:
    return joined(["practice" if check.basis == "practice" else "", own(check.pack)])
