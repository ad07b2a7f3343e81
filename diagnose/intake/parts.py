"""What one input adds to a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.defect_table import DEFECTS
from diagnose.intake.documents import looks_like_document, read_document
from diagnose.intake.errors import InputError
from diagnose.intake.feedback_table import FEEDBACK
from diagnose.intake.files import read_paper
from diagnose.intake.files.paper import Paper, paged
from diagnose.intake.health_page import is_health_page, read_health_page
from diagnose.intake.health_report import is_health_report, read_health_report
from diagnose.intake.letters import Letters
from diagnose.intake.listing_issues import is_listing_issues, read_listing_issues
from diagnose.intake.listing_tables import ALL_LISTINGS, SUPPRESSED_LISTINGS
from diagnose.intake.notifications import StateChange, notification, read_notification
from diagnose.intake.order_tables import ALL_ORDERS, UNSHIPPED_ORDERS
from diagnose.intake.repair import repaired
from diagnose.intake.return_tables import FBA_RETURNS, SELLER_RETURNS
from diagnose.intake.stock_tables import LEDGER_EVENTS, LEDGER_SUMMARY
from diagnose.intake.tables import Row, Table, recognise_table, unknown_table
from diagnose.intake.written import lines_in, looks_like_json, looks_like_yaml, read_json, read_yaml
from diagnose.knowledge import KnowledgeBase
from facts_schema import Case, Health, Notice

KINDS = (
    FEEDBACK,
    FBA_RETURNS,
    SELLER_RETURNS,
    SUPPRESSED_LISTINGS,
    ALL_LISTINGS,
    ALL_ORDERS,
    UNSHIPPED_ORDERS,
    DEFECTS,
    LEDGER_SUMMARY,
    LEDGER_EVENTS,
)
"""The tables, in the order in which they are read: what can put a listing in play comes first."""


@dataclass(frozen=True)
class Part:
    """One input, read; tables are only recognised here, because they are read as streams."""

    source: str
    document: Case | None = None
    notice: Notice | None = None
    health: tuple[Health, ...] = ()
    changes: tuple[StateChange, ...] = ()
    listings: tuple[Row, ...] = ()
    table: Table | None = None
    warnings: tuple[str, ...] = ()


def read_part(content: Content, knowledge: KnowledgeBase) -> Part:
    """Recognise an input by its content and read it. Raises :class:`InputError` if that cannot be done."""
    if content.mail is not None:
        if not (content.mail.text.strip() or content.mail.carries or content.mail.attached):
            raise content.error(
                "This mail holds no text.", "The message itself was expected.",
                "Export it once more with its text, or paste the text into a file.",
            )  # fmt: skip
        return Part(content.source, document=Letters(knowledge).of_mail(content.mail, content.source))
    paper = read_paper(content) if content.head.strip() else None
    if paper is not None:
        return _from_paper(content, paper, knowledge)
    content.check()
    if looks_like_json(content.opening):
        return _from_json(content, knowledge)
    table = recognise_table(content, KINDS)
    if table:
        return Part(content.source, table=table)
    if looks_like_yaml(content.opening, content.source):
        return _document(content, read_yaml(content), knowledge)
    return _from_text(content, knowledge)


def _from_json(content: Content, knowledge: KnowledgeBase) -> Part:
    data = read_json(content)
    messages = [notification(item) for item in (data if isinstance(data, list) else [data])]
    if any(messages):
        return _notifications(content.source, [message for message in messages if message], knowledge)
    if is_health_report(data):
        health, warnings = read_health_report(data, content.source, knowledge)
        return Part(content.source, health=tuple(health), warnings=tuple(warnings))
    if is_listing_issues(data) and not _is_plain_document(data):
        return Part(content.source, listings=tuple(read_listing_issues(data, content.source)))
    return _document(content, data, knowledge)


def _is_plain_document(data: Any) -> bool:
    return isinstance(data, dict) and "schema_version" in data


def _notifications(source: str, messages: list[dict[str, Any]], knowledge: KnowledgeBase) -> Part:
    read = [read_notification(message, source, knowledge) for message in messages]
    return Part(
        source,
        changes=tuple(change for change, _, _ in read if change),
        listings=tuple(row for _, row, _ in read if row),
        warnings=tuple(warning for _, _, warnings in read for warning in warnings),
    )


def _document(content: Content, data: Any, knowledge: KnowledgeBase) -> Part:
    if isinstance(data, list) and data and all(map(looks_like_document, data)):
        raise content.error(
            "It holds a list of cases.",
            "One case was expected.",
            "For many cases, one a line, use: diagnose classify.",
        )
    if not looks_like_document(data):
        raise _unknown_json(content, data)
    case = read_document(data, knowledge, source=content.source, line_of=lines_in(content))
    return Part(content.source, document=case, warnings=case.warnings)


def _unknown_json(content: Content, data: Any) -> InputError:
    keys = ", ".join(f'"{key}"' for key in list(data)[:4]) if isinstance(data, dict) else ""
    return content.error(
        f"Nothing that is known has the fields {keys}." if keys else "This is no object with fields.",
        "A seller performance report, a notification, listing issues or a case document was expected.",
        "Check that the right file was given.",
    )


def _from_text(content: Content, knowledge: KnowledgeBase) -> Part:
    text = content.text()
    if is_health_page(text, knowledge):
        return _health(content, text, knowledge)
    error = unknown_table(content, KINDS)
    if error:
        raise error
    pasted = Letters(knowledge).of_text(text, content.source)
    if pasted:
        return Part(content.source, document=pasted)
    return Part(content.source, notice=Notice(text=repaired(text), source=content.source))


def _health(content: Content, text: str, knowledge: KnowledgeBase, warnings: tuple[str, ...] = ()) -> Part:
    health, noted = read_health_page(text, content.source, knowledge)
    return Part(content.source, health=(health,), warnings=(*warnings, *noted))


def _from_paper(content: Content, paper: Paper, knowledge: KnowledgeBase) -> Part:
    """A PDF, a web page, a Word document, a picture: the Account Health page, or a notice."""
    if is_health_page(paper.text, knowledge):
        return _health(content, paper.text, knowledge, paper.warnings)
    pages = [repaired(page) for page in paper.split()]
    text, starts = paged(pages)
    if not text.strip():
        raise content.error(
            "There is no text in it.", "A notice or a report was expected.", "Check the file."
        )
    notice = Notice(
        text=text,
        source=content.source,
        links=paper.links,
        pages=starts if paper.pages else (),
        read_by=paper.read_by,
    )
    return Part(content.source, notice=notice, warnings=paper.warnings)
