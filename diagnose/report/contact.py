"""When to write to Amazon, and when not to write again."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models.handover import ContactState
from diagnose.report.blocks import Block, Entry, Heading
from diagnose.report.words import day, joined
from facts_schema import Case, Diagnosis, DueDate

FOLLOW_UP = "not-before"
OUTCOMES: dict[str, ContactState] = {"refused": "refused", "more-information": "more-information"}
SOME_DAY = "five business days have passed"


def contact(
    diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase, due: Sequence[DueDate]
) -> list[Block]:
    """What to write now and what to leave; nothing where no enforcement is known or drafting has stopped."""
    if not diagnosis.enforcement or diagnosis.drafting_stopped:
        return []
    state = contact_state(diagnosis, case, knowledge, due)
    when = _when(knowledge, due)
    found = [item for item in knowledge.contacts.values() if item.state == state]
    blocks: list[Block] = [Heading("Writing to Amazon")] if found else []
    for item in found:
        tag = joined([item.basis if item.basis == "practice" else "", *item.sources])
        blocks += [
            Entry(item.title, strong=True, tag=tag),
            *(Entry(text.replace("{day}", when), "open", depth=1) for text in item.do),
            *(Entry(f"Leave: {text.replace('{day}', when)}", "refused", depth=1) for text in item.leave),
        ]
    return blocks


def contact_state(
    diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase, due: Sequence[DueDate]
) -> ContactState:
    """Where the exchange stands: by what waits for an answer, else by what the latest message says."""
    kind = next((item for item in knowledge.enforcement if item.id == diagnosis.enforcement), None)
    if kind and kind.stands == "over":
        return "over"
    if _waits(case, answered=bool(kind and kind.reply)):
        follow_up = _follow_up(due)
        return "follow-up-due" if follow_up and follow_up.passed else "waiting"
    if sum(item.outcome == "refused" for item in case.submissions) > 1:
        return "refused-again"
    if kind and kind.stands:
        return kind.stands
    return OUTCOMES.get(case.submissions[-1].outcome, "nothing-sent") if case.submissions else "nothing-sent"


def _waits(case: Case, answered: bool) -> bool:
    """Whether a submission waits: none that was sent before the latest message, if that is an answer."""
    waiting = [item for item in case.submissions if item.outcome == "waiting"]
    if not waiting or not answered:
        return bool(waiting)
    came = case.notices[-1].received if case.notices else None
    return came is not None and any(item.date and item.date > came for item in waiting)


def _follow_up(due: Sequence[DueDate]) -> DueDate | None:
    """The clock that says from when one may ask; it counts from the submission."""
    return next((item for item in due if item.kind == FOLLOW_UP and item.counts_from == "submission"), None)


def _when(knowledge: KnowledgeBase, due: Sequence[DueDate]) -> str:
    """The day of the first follow-up in the language of the texts that it stands in."""
    follow_up = _follow_up(due)
    when = day(follow_up.falls_on) if follow_up and follow_up.falls_on else SOME_DAY
    return knowledge.speech.say(when) if knowledge.speech else when
