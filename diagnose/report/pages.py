"""A piece of knowledge as blocks: the page that ``diagnose rules show`` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import (
    EnforcementKind,
    EvidenceKind,
    FactKind,
    FlagKind,
    Item,
    LackKind,
    Limit,
    Marketplace,
    MetricKind,
    Question,
    RuleKind,
    Showing,
    Source,
)
from diagnose.report.blocks import Block, Blocks, Entry, Field, Fields, Heading, Paragraph
from diagnose.report.ground_page import conditions, ground_page, root_cause_page, rule_entry, sources
from diagnose.report.questions import answer_command
from diagnose.report.words import PARTS, day, joined, some

Page = Callable[[Any, KnowledgeBase], Blocks]


def pages(name: str, knowledge: KnowledgeBase) -> Blocks:
    """Everything that has that id; nothing where nobody has it."""
    return tuple(
        block for page, items in _kinds(knowledge) if name in items for block in page(items[name], knowledge)
    )


def names(knowledge: KnowledgeBase) -> Iterator[str]:
    """Every id that has a page."""
    return (name for _, items in _kinds(knowledge) for name in items)


def _kinds(knowledge: KnowledgeBase) -> tuple[tuple[Page, Mapping[str, Any]], ...]:
    return (
        (ground_page, knowledge.grounds),
        (root_cause_page, {name: cause for name, (_, cause) in knowledge.root_causes.items()}),
        (_evidence, knowledge.evidence),
        (_fact, knowledge.facts),
        (_question, knowledge.questions),
        (_rule, knowledge.rules_by_id),
        (_flag, knowledge.flags),
        (_lack, knowledge.lacks),
        (_metric, knowledge.metrics),
        (_limit, {limit.id: limit for limit in knowledge.limits}),
        (_enforcement, {item.id: item for item in knowledge.enforcement}),
        (_source, knowledge.sources),
        (_marketplace, knowledge.marketplaces),
    )


def _head(kind: str, title: str, item: Item, *rows: tuple[str, str]) -> list[Block]:
    name = getattr(item, "id", "")
    written = joined([item.file, str(item.line) if item.line else ""], ":")
    said = [("Id", name), *rows, ("Written in", written)]
    return [
        Heading(f"{kind}: {title}", 1),
        Fields(tuple(Field(label, (text,)) for label, text in said if text)),
    ]


def _evidence(item: EvidenceKind, knowledge: KnowledgeBase) -> Blocks:
    users = [g.id for g in knowledge.grounds.values() if any(need.need == item.id for need in g.evidence)]
    users += [
        c.id for _, c in knowledge.root_causes.values() if any(need.need == item.id for need in c.evidence)
    ]
    refused: list[Block] = [Entry(refusal.text, "refused") for refusal in item.refused]
    return (
        *_head("Evidence", item.title, item, ("Takes", item.takes), ("Needed for", some(users, 12))),
        Paragraph(item.means),
        Heading("What it must meet"),
        *(
            Entry(check.text, "open", "practice" if check.basis == "practice" else "")
            for check in item.checks
        ),
        *([Heading("Not accepted"), *refused] if refused else []),
        Heading("To get it"),
        Paragraph(item.obtain),
        *sources(item.sources, knowledge),
    )


def _fact(item: FactKind, knowledge: KnowledgeBase) -> Blocks:
    asked = [Entry(question.asks, tag=question.id) for question in knowledge.questions_for(item.id)]
    used = [name for name, rule in knowledge.rules_by_id.items() if item.id in rule.when.facts]
    return (
        *_head("Fact", item.id, item, ("About", item.about), ("Used by", some(used, 12))),
        Paragraph(item.means),
        Heading("How it is known"),
        *_known(item),
        *asked,
        *sources(item.sources, knowledge),
    )


def _known(item: FactKind) -> Iterator[Entry]:
    if item.heard:
        yield Entry(
            "The notice says it" + (f", as a request for {item.asks_for}" if item.asks_for else "") + "."
        )
    for measure in item.measured:
        yield Entry(f"Measured: {joined([measure.metric or 'the state of the account', measure.test], ' ')}")
    for rows in item.found:
        where = "; ".join(f"{column}: {value}" for column, value in rows.where.items())
        yield Entry(f"Found in {rows.rows_in}, at least {rows.at_least}, where {where}")
    for when in item.deduced_when:
        yield Entry("Deduced", notes=_conditions(when.all, when.any, when.denied))


def _conditions(all_: tuple[str, ...], any_: tuple[str, ...], denied: tuple[str, ...]) -> tuple[str, ...]:
    parts = (("all of", all_), ("any of", any_), ("denied", denied))
    return tuple(f"{label}: {', '.join(facts)}" for label, facts in parts if facts)


def _question(item: Question, knowledge: KnowledgeBase) -> Blocks:
    listings = ("ASIN",) if item.about == "listing" else ()
    return (
        *_head(
            "Question",
            item.id,
            item,
            ("About", item.about),
            ("Effort", item.effort),
            ("Tells", some(item.tells, 12)),
        ),
        Paragraph(item.asks),
        *(Paragraph(text, quiet=True) for text in (item.why, item.help) if text),
        Heading("To answer"),
        answer_command(item.id, item, listings),
        *sources(item.sources, knowledge),
    )


def _rule(item: RuleKind, knowledge: KnowledgeBase) -> Blocks:
    grounds = [g.id for g in knowledge.grounds.values() if item in g.rules]
    causes = [c.id for _, c in knowledge.root_causes.values() if item in c.rules]
    head = _head(
        "Rule", item.id, item, ("Of", some(grounds + causes)), ("Counts with", item.counts_with or "")
    )
    return (*head, rule_entry(item, knowledge), *sources(item.sources, knowledge))


def _flag(item: FlagKind, knowledge: KnowledgeBase) -> Blocks:
    rows = (
        ("Kind", item.kind.replace("-", " ")),
        ("Shifts", item.shifts or ""),
        ("When shown", _showing(item.shown)),
        ("Before", _showing(item.before)),
        ("Basis", item.basis),
    )
    facts = conditions(item.when, knowledge) if item.when else ()
    does = [Paragraph(item.do)] if item.do else []
    return (
        *_head("Flag", item.id, item, *rows),
        Entry(item.because, "warning", notes=facts),
        *does,
        *sources(item.sources, knowledge),
    )


def _showing(item: Showing | None) -> str:
    return joined([*item.grounds, *item.families, *item.remedies]) if item else ""


def _lack(item: LackKind, knowledge: KnowledgeBase) -> Blocks:
    rows = (("Part", PARTS[item.part]), ("Evidence", joined(item.evidence)), ("Basis", item.basis))
    return (
        *_head("Lack", item.title, item, *rows),
        Paragraph(item.do),
        Heading("When an answer says so"),
        *(Entry(line) for line in conditions(item.when, knowledge)),
        *sources(item.sources, knowledge),
    )


def _metric(item: MetricKind, knowledge: KnowledgeBase) -> Blocks:
    head = _head(
        "Metric", item.title, item, ("Unit", item.unit), ("Good", item.good), ("Limit", item.limit or "")
    )
    return tuple(head)


def _limit(item: Limit, knowledge: KnowledgeBase) -> Blocks:
    value = f"{item.value * 100:g} %" if item.unit == "fraction" else f"{item.value:g} {item.unit}"
    valid = joined(
        [f"from {day(item.since)}" if item.since else "", f"until {day(item.until)}" if item.until else ""],
        " ",
    )
    rows = (
        ("Value", value),
        ("Stores", some(item.stores, 30)),
        ("Valid", valid),
        ("Verified", day(item.verified)),
    )
    return (*_head("Limit", item.id, item, *rows), Paragraph(item.means), *sources(item.sources, knowledge))


def _enforcement(item: EnforcementKind, knowledge: KnowledgeBase) -> Blocks:
    head = _head("Enforcement", item.title, item, ("Scope", item.scope), ("Next step", item.next_step))
    return (*head, Paragraph(item.means), *sources(item.sources, knowledge))


def _source(item: Source, knowledge: KnowledgeBase) -> Blocks:
    rows = (("Address", item.url), ("Kind", item.grade), ("Read on", day(item.read)))
    return tuple(_head("Source", item.title, item, *rows))


def _marketplace(item: Marketplace, knowledge: KnowledgeBase) -> Blocks:
    rows = (("Code", item.code), ("Site", item.site), ("Region", item.region), ("Currency", item.currency))
    return tuple(_head("Store", item.country, item, *rows, ("Languages", ", ".join(item.languages))))
