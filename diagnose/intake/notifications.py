"""Messages that Amazon sends to programs: the account's state changed, or a listing's issues did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diagnose.intake.loose import mapping, part, text, texts
from diagnose.intake.marketplaces import marketplace_code
from diagnose.intake.metric_checks import account_status
from diagnose.intake.tables import Row, squashed
from diagnose.knowledge import KnowledgeBase
from facts_schema import Health

_ACCOUNT = "accountstatuschanged"
_ISSUES = "listingsitemissueschange"
_ENVELOPES = ("detail", "body", "message")


@dataclass(frozen=True)
class StateChange:
    """The account's state before and after, and when it changed (as Amazon writes it, so that it sorts)."""

    when: str
    health: Health


def notification(data: object) -> dict[str, Any] | None:
    """The notification in this JSON, also inside the envelope of a queue; nothing if there is none."""
    for _ in range(3):
        if part(data, "notificationType") is not None:
            return mapping(data)
        data = next((inner for name in _ENVELOPES if isinstance(inner := part(data, name), dict)), None)
    return None


def read_notification(
    message: dict[str, Any], source: str, knowledge: KnowledgeBase
) -> tuple[StateChange | None, Row | None, list[str]]:
    """A change of the account's state or a listing with enforcements, and what was not understood."""
    kind = squashed(text(part(message, "notificationType"))).removesuffix("d")
    payload = mapping(part(message, "payload"))
    if kind == _ACCOUNT.removesuffix("d"):
        change, warnings = _state_change(message, payload, source, knowledge)
        return change, None, warnings
    if kind == _ISSUES.removesuffix("d"):
        return None, _listing(payload, source), []
    return (
        None,
        None,
        [f'{source}: the notification "{text(part(message, "notificationType"))}" is not used.'],
    )


def _state_change(
    message: dict[str, Any], payload: dict[str, Any], source: str, knowledge: KnowledgeBase
) -> tuple[StateChange, list[str]]:
    change = mapping(part(payload, "accountStatusChangeNotification")) or payload
    before, after = text(part(change, "previousAccountStatus")), text(part(change, "currentAccountStatus"))
    store = text(part(change, "marketplaceId"))
    health = Health(
        marketplace=marketplace_code(store, knowledge) or store or None,
        status=account_status(after),
        previous_status=account_status(before),
    )
    unknown = [state for state in (before, after) if account_status(state) is None]
    warnings = [f'{source}: the account status "{state}" is not known.' for state in unknown]
    return StateChange(text(part(message, "eventTime")), health), warnings


def _listing(payload: dict[str, Any], source: str) -> Row:
    return {
        "asin": text(part(payload, "asin")),
        "sku": text(part(payload, "sku")),
        "enforcements": texts(part(payload, "enforcementActions")),
        "source": source,
    }
