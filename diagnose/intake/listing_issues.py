"""Issues of listings from the Listings Items API: codes, enforcements, exemptions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diagnose.intake.listing_tables import condition
from diagnose.intake.loose import day, mapping, part, sequence, text, texts
from diagnose.intake.tables import Row


def is_listing_issues(data: object) -> bool:
    """Whether this JSON is a listing with issues, a search result of them, or a bare list of issues."""
    return any(_is_issue(issue) for item in _items(data) for issue in sequence(part(item, "issues"))) or any(
        isinstance(part(item, "issues"), list) and part(item, "sku", "asin") is not None
        for item in _items(data)
    )


def read_listing_issues(data: object, source: str) -> list[Row]:
    """One row for each issue; a listing without any gives one row, for its title and condition."""
    return [row for item in _items(data) for row in _rows(item, source)]


def _is_issue(value: object) -> bool:
    return part(value, "code") is not None and part(value, "severity", "message", "enforcements") is not None


def _items(data: object) -> list[dict[str, Any]]:
    if isinstance(data, list) and data and all(_is_issue(item) for item in data):
        return [{"issues": data}]
    inner = part(data, "items", "listings", "payload")
    return [mapping(item) for item in sequence(data if inner is None else inner)]


def _rows(item: dict[str, Any], source: str) -> Iterator[Row]:
    summary = mapping(next(iter(sequence(part(item, "summaries"))), None))
    about: Row = {
        "asin": text(part(item, "asin")) or text(part(summary, "asin")),
        "sku": text(part(item, "sku")),
        "title": text(part(summary, "itemName")),
        "condition": condition(text(part(summary, "conditionType"))),
        "source": source,
    }
    issues = sequence(part(item, "issues"))
    yield from ({**about, **_issue(issue)} for issue in issues if isinstance(issue, dict))
    if not issues:
        yield about


def _issue(issue: dict[str, Any]) -> Row:
    enforcements = mapping(part(issue, "enforcements"))
    exemption = mapping(part(enforcements, "exemption"))
    actions = [text(part(action, "action")) for action in sequence(part(enforcements, "actions"))]
    return {
        "codes": texts(part(issue, "code")),
        "reason": text(part(issue, "message")),
        "enforcements": tuple(action for action in actions if action),
        "exempt": text(part(exemption, "status")),
        "exempt_until": day(part(exemption, "expiryDate")),
    }
