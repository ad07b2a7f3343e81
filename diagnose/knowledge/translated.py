"""Which fields of the knowledge are texts, and the knowledge with those texts in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.models import (
    ActionKind,
    CautionKind,
    CheckKind,
    Choice,
    ClockKind,
    ContactKind,
    EnforcementKind,
    EvidenceKind,
    FactKind,
    FlagKind,
    GroundKind,
    Item,
    LackKind,
    LikenessWeights,
    Limit,
    MetricKind,
    Need,
    Question,
    Refusal,
    RootCauseKind,
    RouteKind,
    RuleKind,
    Tenses,
    WatchKind,
    Weights,
)
from diagnose.knowledge.speech import Speech

_SCOPE = ("evidence", "actions", "cautions", "rules")
TOLD: Mapping[type[Item], tuple[str, ...]] = {
    GroundKind: ("title", "means", "outlook_because", "submit", "root_causes", *_SCOPE),
    RootCauseKind: ("title", "means", *_SCOPE),
    RuleKind: ("because",),
    ActionKind: ("corrective", "preventive"),
    Tenses: ("do", "done"),
    CautionKind: ("say",),
    Need: ("because",),
    EvidenceKind: ("title", "means", "checks", "refused", "obtain", "takes"),
    CheckKind: ("text",),
    Refusal: ("text",),
    Question: ("asks", "why", "help", "choices"),
    Choice: ("says",),
    FactKind: ("means",),
    FlagKind: ("because", "do"),
    LackKind: ("title", "do"),
    ClockKind: ("title", "then", "passed"),
    ContactKind: ("title", "do", "leave"),
    RouteKind: ("title", "steps", "attachments", "checklist"),
    WatchKind: ("title", "report", "often", "who", "at", "do"),
    EnforcementKind: ("title", "means", "next_step", "not_yet", "save_now"),
    MetricKind: ("title",),
    Limit: ("means",),
    Weights: ("likeness",),
    LikenessWeights: ("because", "against"),
}
"""What a reader is told, by kind: texts, and what holds texts. The words of letters to Amazon are not."""
PLACES = (
    "grounds",
    "evidence",
    "questions",
    "facts",
    "flags",
    "lacks",
    "enforcement",
    "clocks",
    "contacts",
    "routes",
    "watches",
    "metrics",
    "limits",
    "weights",
)
"""The parts of the knowledge that hold texts, the most read first."""


def in_language(base: KnowledgeBase, speech: Speech) -> KnowledgeBase:
    """The same knowledge, told in a language; ids and everything that is judged stay."""
    said = {name: _mapped(getattr(base, name), speech.text) for name in PLACES}
    return replace(base, **said, speech=speech)


def texts_of(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every text that can be translated, with the file it is written in, in the order of the files."""
    for name in PLACES:
        place = getattr(base, name)
        for item in place.values() if isinstance(place, Mapping) else listed(place):
            yield from _found(item)


def listed(value: Any) -> tuple[Any, ...]:
    """One value or several, as several."""
    return value if isinstance(value, tuple) else (value,)


def _mapped(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_mapped(item, say) for item in value)
    if isinstance(value, Mapping):
        return {name: _mapped(item, say) for name, item in value.items()}
    fields = TOLD.get(type(value), ())
    return (
        value.model_copy(update={name: _mapped(getattr(value, name), say) for name in fields})
        if fields
        else value
    )


def _found(item: Any) -> Iterator[tuple[str, str]]:
    for name in TOLD.get(type(item), ()):
        for value in listed(getattr(item, name)):
            if isinstance(value, str):
                yield from ((item.file, value),) if value else ()
            else:
                yield from _found(value)
