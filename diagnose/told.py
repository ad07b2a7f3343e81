"""A diagnosis in another language: what the program itself put into words is said in it; ids stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from diagnose.knowledge import Speech
from facts_schema import (
    Clock,
    Conflict,
    Diagnosis,
    Evidence,
    Flag,
    Ground,
    Lack,
    ListingInPlay,
    NotRead,
    Observation,
    Owed,
    PlanItem,
    Reason,
    Request,
    RootCause,
    SenderCheck,
    Step,
    Thread,
)

_TOLD: Mapping[type[BaseModel], tuple[str, ...]] = {
    Diagnosis: (
        "summary",
        "requests",
        "clocks",
        "grounds",
        "flags",
        "missing_from_appeal",
        "evidence",
        "actions",
        "conflicts",
        "listings",
        "senders",
        "thread",
        "remarks",
        "warnings",
        "not_read",
        "observations",
        "disclaimer",
    ),
    Request: ("title",),
    Clock: ("means",),
    Owed: ("title",),
    Ground: ("because", "against", "root_causes"),
    RootCause: ("because", "against"),
    Reason: ("text", "observations"),
    Flag: ("text", "do", "observations"),
    Lack: ("observations",),
    Evidence: ("because",),
    PlanItem: ("text",),
    Conflict: ("observations",),
    ListingInPlay: ("says",),
    SenderCheck: ("reasons",),
    Thread: ("steps", "owed"),
    Step: ("changed",),
    NotRead: ("reason",),
    Observation: ("says",),
}
"""The fields that hold sentences of the program, or what holds such sentences."""


def in_language(diagnosis: Diagnosis, speech: Speech) -> Diagnosis:
    """The diagnosis as the speech says it; quotes, names, ids and numbers are as they were."""
    said: Diagnosis = _said(diagnosis, speech.say)
    return said.model_copy(update={"output_language": speech.language})


def _said(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_said(item, say) for item in value)
    fields = _TOLD.get(type(value), ())
    return (
        value.model_copy(update={name: _said(getattr(value, name), say) for name in fields})
        if fields
        else value
    )
