"""Limits that nobody has looked up for long: Amazon moves them, and a diagnosis is as old as they are."""

from __future__ import annotations

import datetime as dt

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.models import Limit


def is_stale(limit: Limit, knowledge: KnowledgeBase, as_of: dt.date) -> bool:
    """Whether a limit that holds on that day was last verified too long before it.

    What ended before is history and does not go stale.
    """
    if limit.until is not None and limit.until < as_of:
        return False
    return (as_of - limit.verified).days > knowledge.weights.limits_verified_for_days


def stale_limits(knowledge: KnowledgeBase, as_of: dt.date) -> tuple[Limit, ...]:
    """The limits that are stale on a day, in the order of their files."""
    return tuple(limit for limit in knowledge.limits if is_stale(limit, knowledge, as_of))


def stale_text(limit: Limit, as_of: dt.date) -> str:
    """What to tell about a stale limit."""
    days = (as_of - limit.verified).days
    return (
        f'limit "{limit.id}" ({limit.value:g} {limit.unit}) was last verified on {limit.verified}, '
        f"{days} days before {as_of}: look it up at its sources, and set verified."
    )
