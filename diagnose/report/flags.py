"""The flags of a diagnosis, and what Amazon's answer says is missing."""

from __future__ import annotations

from diagnose.report.blocks import Block, Entry, Field, Heading, Mark
from diagnose.report.grounds import witness
from diagnose.report.words import PARTS, joined, own, some
from facts_schema import Diagnosis, Flag, Lack, Observation

_ON_THE_CARD = (
    ("before-the-click", "Before the click"),
    ("no-appeal-needed", "No appeal needed"),
)
_IN_THE_LIST: dict[str, Mark] = {
    "contradiction": "warning",
    "mixed-admission-and-dispute": "warning",
    "do-not": "refused",
    "outlook": "point",
}


def card(diagnosis: Diagnosis) -> list[Field]:
    """The flags that a reader needs in the first minute, as rows of the triage."""
    rows = [row for kind, label in _ON_THE_CARD for row in _row(diagnosis, kind, label)]
    return [*rows, *_first(diagnosis)]


def stop(diagnosis: Diagnosis) -> list[Field]:
    """Why no plan is drafted; the first thing to read."""
    return _row(diagnosis, "stop", "Stop")


def _row(diagnosis: Diagnosis, kind: str, label: str) -> list[Field]:
    found = tuple(_said(diagnosis, flag) for flag in diagnosis.flags if flag.kind == kind)
    return [Field(label, found)] if found else []


def _said(diagnosis: Diagnosis, flag: Flag) -> str:
    """A flag with what to do, and with its grounds where others are shown beside them."""
    titles = [ground.title for ground in diagnosis.grounds if ground.id in flag.grounds]
    about = f"{', '.join(titles)}:" if titles and len(titles) < len(diagnosis.grounds) else ""
    return joined([about, *_words(flag)], " ")


def _words(flag: Flag) -> tuple[str, str, str]:
    """What a flag says and what to do, and whose rules say so if it is not the program's own."""
    return flag.text, flag.do, f"({own(flag.pack)})" if own(flag.pack) else ""


def _first(diagnosis: Diagnosis) -> list[Field]:
    """Which ground or store comes first, and why."""
    priorities = [flag for flag in diagnosis.flags if flag.kind == "priority"]
    if not priorities:
        return []
    titles = {ground.id: ground.title for ground in diagnosis.grounds}
    ordered = any(flag.grounds for flag in priorities)
    order = (" > ".join(titles[ground] for ground in diagnosis.answer_order),) if ordered else ()
    return [Field("Answer first", (*order, *(joined(_words(flag), " ") for flag in priorities)))]


def flags(diagnosis: Diagnosis) -> list[Block]:
    """Contradictions, mixtures of admission and dispute, what not to do, and what shifts the outlook."""
    entries = [
        _entry(flag, mark)
        for kind, mark in _IN_THE_LIST.items()
        for flag in diagnosis.flags
        if flag.kind == kind
    ]
    return [Heading("Red flags"), *entries] if entries else []


def _entry(flag: Flag, mark: Mark) -> Entry:
    tag = joined(
        [flag.kind.replace("-", " "), "practice" if flag.basis == "practice" else "", own(flag.pack)]
    )
    seen = _seen(flag.observations) if flag.kind == "contradiction" else ()
    return Entry(flag.text, mark, tag, tuple(note for note in (flag.do, *seen) if note))


def _seen(observations: tuple[Observation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(witness, observations) if line))


def missing(diagnosis: Diagnosis) -> list[Block]:
    """What the latest answer of Amazon finds missing, by the part of the appeal that supplies it."""
    if not diagnosis.missing_from_appeal:
        return []
    order = list(PARTS)
    lacks = sorted(diagnosis.missing_from_appeal, key=lambda lack: order.index(lack.part))
    return [Heading("What Amazon's answer says is missing"), *(_lack(diagnosis, lack) for lack in lacks)]


def _lack(diagnosis: Diagnosis, lack: Lack) -> Entry:
    titles = {item.id: item.title for item in diagnosis.evidence}
    papers = some([titles.get(name, name) for name in lack.evidence])
    notes = (lack.do, f"Send: {papers}" if papers else "", *_seen(lack.observations))
    return Entry(
        lack.title, "open", joined([PARTS[lack.part], own(lack.pack)]), tuple(note for note in notes if note)
    )
