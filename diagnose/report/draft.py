"""The draft of a plan of action from confirmed facts only; what is not confirmed stands as a gap."""

from __future__ import annotations

from diagnose.knowledge import KnowledgeBase
from diagnose.report.draft_parts import CONFIRMED, Writer
from diagnose.report.form import short_answers
from diagnose.report.ledger_check import denials
from diagnose.report.words import REMEDIES, joined
from facts_schema import Case, Diagnosis, Ground
from facts_schema.draft import Draft

__all__ = ["CONFIRMED", "FORM_LENGTH", "draft"]

FORM_LENGTH = 1000
"""Characters of an answer in a web form where nobody says what it takes; Amazon publishes no number."""


def draft(
    diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase, form_length: int = FORM_LENGTH
) -> Draft:
    """The plan of action for every ground that is to be appealed.

    Args:
        diagnosis: what was concluded, with the record of each action.
        case: what Amazon was told before, and the documents at hand.
        knowledge: the sentences between the facts.
        form_length: characters that a box of the web form takes.

    Returns:
        The draft. In a stop state, where no appeal is the way, or where it would contradict what Amazon was
        told, it has no parts and ``blocked`` says why.
    """
    stopped = _stopped(diagnosis)
    if stopped:
        return Draft(id=diagnosis.id, blocked=stopped)
    parts = tuple(Writer(diagnosis, case, knowledge, tuple(_appealed(diagnosis))).parts())
    against = denials(case, diagnosis, parts, knowledge)
    if against:
        return Draft(id=diagnosis.id, blocked=against)
    gaps = sum(line.kind == "gap" or "[" in line.text for part in parts for line in part.lines)
    return Draft(id=diagnosis.id, parts=parts, answers=short_answers(parts, form_length), gaps=gaps)


def _stopped(diagnosis: Diagnosis) -> tuple[str, ...]:
    stops = [flag for flag in diagnosis.flags if flag.id in diagnosis.drafting_stopped]
    if stops:
        return tuple(joined(["No plan is drafted.", flag.text, flag.do], " ") for flag in stops)
    if not diagnosis.grounds:
        return ("No plan is drafted: no ground is known. Read the first notice, which names a reason.",)
    if not _appealed(diagnosis):
        ways = sorted({REMEDIES[ground.remedy] for ground in diagnosis.grounds})
        return (f"No plan of action is the way here: {'; '.join(ways)}.",)
    return ()


def _appealed(diagnosis: Diagnosis) -> list[Ground]:
    """The grounds to answer by a plan, in the order in which to answer them."""
    asked = any(request.id == "plan-of-action" for request in diagnosis.requests)
    grounds = [ground for ground in diagnosis.grounds if ground.remedy == "appeal" or asked]
    stated = [ground for ground in grounds if ground.standing == "stated"] or grounds
    order = {name: place for place, name in enumerate(diagnosis.answer_order)}
    return sorted(stated, key=lambda ground: order.get(ground.id, len(order)))
