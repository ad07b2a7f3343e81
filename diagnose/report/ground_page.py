"""A ground or a root cause of the knowledge as a page to read aloud."""

from __future__ import annotations

from collections.abc import Iterable

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import ActionKind, CautionKind, GroundKind, Need, RootCauseKind, RuleKind, When
from diagnose.report.blocks import Block, Blocks, Entry, Field, Fields, Heading, Mark, Paragraph
from diagnose.report.words import REMEDIES, joined, spoken


def ground_page(item: GroundKind, knowledge: KnowledgeBase) -> Blocks:
    """Everything about a ground, its root causes included."""
    return (
        Heading(f"Ground: {item.title}", 1),
        Paragraph(item.means),
        _facts_of(item),
        Heading("What speaks for it, and against it"),
        *(rule_entry(rule, knowledge) for rule in item.rules),
        Heading("Root causes"),
        *(block for cause in item.root_causes for block in _root_cause(cause, knowledge)),
        *_section("Evidence whatever the root cause", _needs(item.evidence, knowledge)),
        *_section("Actions whatever the root cause", _actions(item.actions)),
        *_section("Take care", _cautions(item.cautions)),
        *sources(item.sources, knowledge),
    )


def _facts_of(item: GroundKind) -> Fields:
    rows = (
        ("Id", item.id),
        ("Family", item.family),
        ("Remedy", REMEDIES[item.remedy]),
        ("Outlook", f"{spoken(item.outlook)}. {item.outlook_because}"),
        ("Frequency", item.frequency + (", seldom alone" if item.modifier else "")),
        ("Confused with", ", ".join(item.often_confused_with)),
        ("Submit", item.submit),
        ("Written in", joined([item.file, str(item.line or "")], ":")),
    )
    return Fields(tuple(Field(label, (text,)) for label, text in rows if text))


def root_cause_page(item: RootCauseKind, knowledge: KnowledgeBase) -> Blocks:
    """A root cause alone, with the grounds it stands under; a shared one has several."""
    grounds = [g for g in knowledge.grounds.values() if any(c.id == item.id for c in g.root_causes)]
    label = "Ground" if len(grounds) == 1 else "Grounds"
    rows = (Field("Id", (item.id,)), Field(label, tuple(f"{g.title} ({g.id})" for g in grounds)))
    blocks = _root_cause(item, knowledge)[1:]
    return (Heading(f"Root cause: {item.title}", 1), Fields(rows), *blocks, *sources(item.sources, knowledge))


def _root_cause(item: RootCauseKind, knowledge: KnowledgeBase) -> list[Block]:
    means: list[Block] = [Paragraph(item.means)] if item.means else []
    rules: list[Block] = [rule_entry(rule, knowledge, 1) for rule in item.rules]
    return [
        Entry(item.title, tag=joined([item.id, item.frequency, item.basis]), strong=True),
        *means,
        *rules,
        *_needs(item.evidence, knowledge),
        *_actions(item.actions),
        *_cautions(item.cautions),
    ]


def rule_entry(rule: RuleKind, knowledge: KnowledgeBase, depth: int = 0) -> Entry:
    """A rule with the meaning of each fact it asks for."""
    words = joined([rule.strength, rule.basis, rule.id])
    mark: Mark = "for" if rule.points == "to" else "against"
    return Entry(rule.because, mark, words, conditions(rule.when, knowledge), depth)


def conditions(when: When, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """What must be known, in words."""
    parts = (("if", when.all), ("if any", when.any), ("if it is known not to be so", when.denied))
    return tuple(f"{label}: {_meaning(fact, knowledge)}" for label, facts in parts for fact in facts)


def _meaning(fact: str, knowledge: KnowledgeBase) -> str:
    known = knowledge.facts.get(fact)
    return f"{known.means} [{fact}]" if known else f"[{fact}]"


def _needs(needs: Iterable[Need], knowledge: KnowledgeBase) -> list[Entry]:
    titles = {name: kind.title for name, kind in knowledge.evidence.items()}
    return [
        Entry(f"Evidence: {titles.get(need.need, need.need)}. {need.because}", "open", need.need, depth=1)
        for need in needs
    ]


def _actions(actions: Iterable[ActionKind]) -> list[Entry]:
    return [entry for action in actions for entry in _action(action)]


def _action(action: ActionKind) -> list[Entry]:
    parts = (("Corrective", action.corrective), ("Preventive", action.preventive))
    return [Entry(f"{part}: {said.do}", "open", action.id, depth=1) for part, said in parts if said]


def _cautions(cautions: Iterable[CautionKind]) -> list[Entry]:
    return [Entry(caution.say, "warning", depth=1) for caution in cautions]


def _section(title: str, entries: list[Entry]) -> list[Block]:
    return [Heading(title), *entries] if entries else []


def sources(names: Iterable[str], knowledge: KnowledgeBase) -> list[Block]:
    """The pages relied on, with their addresses."""
    found = [knowledge.sources[name] for name in names if name in knowledge.sources]
    if not found:
        return []
    return [
        Heading("Sources"),
        *(Entry(item.title, tag=item.id, notes=(item.url,) if item.url else ()) for item in found),
    ]
