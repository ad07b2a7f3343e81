"""The clocks of a day: the times that ran by Amazon's rules then, where the notice names none itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import Limit
from diagnose.knowledge.staleness import is_stale
from diagnose.observe.days import Unit, falls_on
from diagnose.observe.metrics import LIMIT, limit_for
from diagnose.observe.notice import NoticeReading
from facts_schema import Clock, Observation

_UNITS: dict[str, Unit] = {"days": "days", "hours": "hours"}


def usual_clocks(
    knowledge: KnowledgeBase,
    latest: NoticeReading | None,
    received: dt.date | None,
    marketplace: str | None,
    as_of: dt.date | None,
) -> tuple[Clock, ...]:
    """The clocks that what the notice does sets off, on the tracks for which it names no time."""
    named = {deadline.track for deadline in latest.deadlines} if latest else set()
    kind = next((item for item in knowledge.enforcement if latest and item.id == latest.enforcement), None)
    found = []
    for clock in kind.clocks if kind else ():
        limit = limit_for(knowledge, clock.limit, marketplace, as_of)
        if limit and limit.unit in _UNITS and clock.track not in named:
            found.append(_clock(limit, clock.track, received))
    return tuple(found)


def _clock(limit: Limit, track: str, received: dt.date | None) -> Clock:
    unit = _UNITS[limit.unit]
    return Clock.model_validate(
        {
            "limit": limit.id,
            "means": limit.means,
            "track": track,
            "amount": int(limit.value),
            "unit": unit,
            "falls_on": falls_on(received, int(limit.value), unit),
            "sources": limit.sources,
            "pack": limit.pack,
        }
    )


def stale_remarks(
    knowledge: KnowledgeBase,
    observations: Iterable[Observation],
    clocks: Iterable[Clock],
    marketplace: str | None,
    as_of: dt.date | None,
) -> tuple[str, ...]:
    """What to say of limits that this case was judged by and nobody has verified for long.

    Without a day to judge by nothing is said: the program asks no clock.
    """
    if as_of is None:
        return ()
    used = {item.limit_from.removeprefix(LIMIT) for item in observations if item.limit_from.startswith(LIMIT)}
    used |= {clock.limit for clock in clocks}
    held = [limit_for(knowledge, name, marketplace, as_of) for name in sorted(used)]
    return tuple(
        f"The limit {limit.id} was last verified on {limit.verified}, long before the day of this case "
        f"({as_of}): look up at Amazon whether it still holds."
        for limit in held
        if limit and is_stale(limit, knowledge, as_of)
    )
