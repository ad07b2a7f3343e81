"""What an answer of Amazon asks for, and what is to be done otherwise than before."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.report.blocks import Block, Blocks, Entry, Field, Fields, Heading, Paragraph
from diagnose.report.due import deadlines
from diagnose.report.flags import flags, missing
from diagnose.report.words import joined, quoted, spoken
from facts_schema import Case, Diagnosis, DueDate

NOT_SAID = "The answer does not say which part is missing: ask Account Health support which part is weak."


def answered(
    was: Diagnosis, now: Diagnosis, due: Sequence[DueDate], case: Case, knowledge: KnowledgeBase
) -> Blocks:
    """The answer, the missing parts with what supplies them, the next step before and now, the days."""
    title = Heading(joined(["Answer of Amazon", now.id], ": "), 1)
    lacking = missing(now) or [Heading("What is missing"), Paragraph(NOT_SAID)]
    return (
        title,
        Paragraph(now.summary),
        Fields(tuple(_head(was, now, case, knowledge))),
        *lacking,
        *_papers(was, now),
        *flags(now),
        *deadlines(due, case.time_zone),
        Paragraph(now.disclaimer, quiet=True),
    )


def _head(was: Diagnosis, now: Diagnosis, case: Case, knowledge: KnowledgeBase) -> list[Field]:
    quote = (quoted(now.enforcement_quote.text),) if now.enforcement_quote else ()
    rows = [Field("The answer", (spoken(now.enforcement or "no decision recognised"),), quote)]
    rows.append(Field("Attempts so far", (str(len(case.submissions)),)))
    asked = tuple(dict.fromkeys(item.title for item in now.requests))
    rows += [Field("It asks for", asked)] if asked else []
    before, after = _next(was, knowledge), _next(now, knowledge)
    rows += [Field("Next step", (after,), (f"before: {before}",) if before and before != after else ())]
    return rows


def _next(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> str:
    steps = (kind.next_step for kind in knowledge.enforcement if kind.id == diagnosis.enforcement)
    return next(steps, "")


def _papers(was: Diagnosis, now: Diagnosis) -> list[Block]:
    """The documents that are asked for by the answer and were not needed before."""
    before = {item.id for item in was.evidence}
    new = [Entry(item.title, "open") for item in now.evidence if item.id not in before]
    return [Heading("Documents that came to it"), *new] if new else []
