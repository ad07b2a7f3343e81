"""The plan of action in the three parts that Amazon asks for."""

from __future__ import annotations

from typing import Literal

from diagnose.report.blocks import Block, Entry, Heading, Mark, Paragraph
from diagnose.report.grounds import leading
from diagnose.report.words import day, joined, own
from facts_schema import Diagnosis, Ground, PlanItem

STATES: dict[str, Mark] = {"done": "done", "rejected": "refused"}
PLANNED = "An open box is planned. Write it as done only once it is done and dated."


def plan(diagnosis: Diagnosis) -> list[Block]:
    """Root cause, corrective actions, preventive actions; what is not recorded as done is planned."""
    if diagnosis.drafting_stopped:
        return [Heading("Plan of action"), *_stopped(diagnosis)]
    if not diagnosis.grounds and not diagnosis.actions:
        return []
    still_open = any(item.state != "done" for item in diagnosis.actions)
    return [
        Heading("Plan of action"),
        Heading("1. Root cause", 3),
        *_root_causes(diagnosis),
        Heading("2. Corrective actions: what sets right what happened", 3),
        *_items(diagnosis, "corrective"),
        Heading("3. Preventive actions: what changes for good", 3),
        *_items(diagnosis, "preventive"),
        *([Paragraph(PLANNED, quiet=True)] if still_open else []),
    ]


def _stopped(diagnosis: Diagnosis) -> list[Entry]:
    reasons = [flag for flag in diagnosis.flags if flag.id in diagnosis.drafting_stopped]
    return [Entry(f"No plan is drafted. {flag.text}", "refused", notes=(flag.do,)) for flag in reasons]


def _root_causes(diagnosis: Diagnosis) -> list[Entry]:
    many = len(diagnosis.grounds) > 1
    known = [entry for ground in diagnosis.grounds for entry in _known(ground, many)]
    unknown = [ground.title for ground in leading(diagnosis) if not ground.root_causes]
    return known + [Entry(f"Not established yet for: {title}", "warning") for title in unknown]


def _known(ground: Ground, many: bool) -> list[Entry]:
    about = ground.id if many else ""
    return [Entry(cause.title, tag=joined([cause.confidence, about])) for cause in ground.root_causes]


def _items(diagnosis: Diagnosis, part: Literal["corrective", "preventive"]) -> list[Entry]:
    many = len({item.ground for item in diagnosis.actions}) > 1
    items = [_item(item, many) for item in diagnosis.actions if item.part == part]
    return items or [Entry("None yet: they follow from the root cause.")]


def _item(item: PlanItem, many: bool) -> Entry:
    state = item.state if item.state != "open" else ""
    tag = joined(
        [state, day(item.date) if item.date else "", item.owner, item.ground if many else "", own(item.pack)]
    )
    return Entry(_gaps(item.text), STATES.get(item.state, "open"), tag=tag)


def _gaps(text: str) -> str:
    """Gaps to fill in, as a writer marks them: [date]."""
    return text.replace("{", "[").replace("}", "]")
