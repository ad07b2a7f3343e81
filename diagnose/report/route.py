"""Where the answer goes, with what, and what to check before it is sent."""

from __future__ import annotations

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import RouteKind
from diagnose.knowledge.models.handover import fits
from diagnose.report.blocks import Block, Entry, Heading
from diagnose.report.words import joined
from facts_schema import Diagnosis

ONE_ATTEMPT = "Before the button is pressed; attempts are few"


def routes(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> list[Block]:
    """Every way that fits, with its steps, what may be attached, and its checklist; none in a stop state."""
    if diagnosis.drafting_stopped:
        return []
    found = [route for route in knowledge.routes.values() if fits(route.fits, diagnosis)]
    if not found or not diagnosis.enforcement:
        return []
    return [Heading("Submission"), *(block for route in found for block in _route(route))]


def _route(route: RouteKind) -> list[Block]:
    checks = [Entry(text, "open", depth=1) for text in route.checklist]
    return [
        Heading(route.title, 3),
        *(Entry(f"{number}. {text}") for number, text in enumerate(route.steps, 1)),
        Entry(f"Attachments: {route.attachments}", tag=joined([route.basis, *route.sources])),
        *([Entry(ONE_ATTEMPT, strong=True), *checks] if checks else []),
    ]
