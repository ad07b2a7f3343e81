"""Observation: a case -> facts, each with its answer, its grade and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from diagnose.observe.clocks import stale_remarks, usual_clocks
from diagnose.observe.language import LanguageTeller
from diagnose.observe.likeness import Likened
from diagnose.observe.metrics import figure, limit_for, observe_health, store_concerned
from diagnose.observe.notice import NoticeReader, NoticeReading
from diagnose.observe.replies import AnswerError, observe_replies
from diagnose.observe.rows import RowReader
from diagnose.observe.settle import Settled, settle
from facts_schema import Case, Clock, Health, Mention, Notice, Observation

__all__ = [
    "AnswerError",
    "LanguageTeller",
    "Likened",
    "NoticeReading",
    "Observed",
    "Observer",
    "Settled",
    "figure",
    "in_order",
    "limit_for",
    "observe_replies",
    "settle",
]


class Observed(NamedTuple):
    """Everything that was read from a case."""

    notices: tuple[NoticeReading, ...]
    latest: NoticeReading | None
    marketplace: str | None
    as_of: dt.date | None
    observations: tuple[Observation, ...]
    settled: Settled
    named_listings: tuple[str, ...]
    in_play: tuple[str, ...]
    remarks: tuple[str, ...]
    clocks: tuple[Clock, ...] = ()


class Observer:
    """Reads cases with compiled wording and filters; safe to share between threads."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._notices = NoticeReader(knowledge)
        self._rows = RowReader(knowledge)

    def observe(self, case: Case, as_of: dt.date | None = None) -> Observed:
        """Read a case as it stood on a day (``as_of``, else the case's own, else the latest notice's).

        Raises:
            AnswerError: an answer or correction names no fact or question.
        """
        numbered = in_order(case.notices)
        readings = tuple([self._notices.read(notice, number) for number, notice in numbered])
        notices = [notice for _, notice in numbered]
        day = as_of or case.as_of or next((n.received for n in reversed(notices) if n.received), None)
        mentions = tuple(mention for reading in readings for mention in reading.mentions)
        marketplace = case.marketplace or self._store_named(mentions)
        store = store_concerned(case.health, marketplace)
        observations = [o for reading in readings for o in reading.observations]
        observations += self._enforced(readings)
        observations += observe_health(self._knowledge, store, marketplace, day) if store else ()
        observations += self._rows.observe(case)
        named = tuple(dict.fromkeys(m.value for m in mentions if m.kind == "asin"))
        in_play = self._in_play(named, observations, case)
        observations = [o for o in observations if not o.listing or o.listing in in_play]
        observations += observe_replies(self._knowledge, case.answers, in_play, day, on_paper=case.seen)
        observations += observe_replies(self._knowledge, case.corrections, in_play, day, correction=True)
        latest = next((r for r in reversed(readings) if r.enforcement), readings[-1] if readings else None)
        received = next((n.received for n, r in zip(notices, readings, strict=True) if r is latest), None)
        marketplace = marketplace or (store.marketplace if store else None)
        clocks = usual_clocks(self._knowledge, latest, received, marketplace, day)
        stale = stale_remarks(self._knowledge, observations, clocks, marketplace, day)
        return Observed(
            notices=readings,
            latest=latest,
            marketplace=marketplace,
            as_of=day,
            observations=tuple(observations),
            settled=settle(self._knowledge, observations),
            named_listings=named,
            remarks=(*_remarks(readings), *_other_stores(case.health, store), *stale),
            clocks=clocks,
            in_play=in_play,
        )

    def _store_named(self, mentions: Iterable[Mention]) -> str | None:
        """The store whose Seller Central or site a link goes to, if only one store fits."""
        hosts = {m.value.casefold().split("/")[2] for m in mentions if m.kind == "link"}
        stores = {
            code
            for code, store in self._knowledge.marketplaces.items()
            if hosts and not hosts.isdisjoint((*store.hosts, f"www.{store.site}"))
        }
        return next(iter(stores)) if len(stores) == 1 else None

    def _enforced(self, readings: Iterable[NoticeReading]) -> list[Observation]:
        """What the notices do, as facts named ``enforcement-is-<id>`` where the knowledge asks for them."""
        return [
            Observation(
                fact=f"enforcement-is-{reading.enforcement}",
                answer="yes",
                grade="paper",
                origin="notice",
                says=self._knowledge.facts[f"enforcement-is-{reading.enforcement}"].means,
                quote=reading.quote,
            )
            for reading in readings
            if f"enforcement-is-{reading.enforcement}" in self._knowledge.facts
        ]

    def _in_play(
        self, named: tuple[str, ...], observations: list[Observation], case: Case
    ) -> tuple[str, ...]:
        """Listings named in a notice, in an answer, or with an adverse observation."""
        adverse = {o.listing for o in observations if o.listing and self._knowledge.facts[o.fact].adverse}
        answered = {key.partition("@")[2] for key in (*case.answers, *case.corrections) if "@" in key}
        return tuple(sorted({*named, *adverse, *answered}))


def in_order(notices: Sequence[Notice]) -> list[tuple[int, Notice]]:
    """Notices with their numbers, by date where it is known; those without one keep their place before."""
    return sorted(enumerate(notices), key=lambda numbered: numbered[1].received or dt.date.min)


def _remarks(readings: Iterable[NoticeReading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remark for reading in readings for remark in reading.remarks))


def _other_stores(health: tuple[Health, ...], store: Health | None) -> tuple[str, ...]:
    return tuple(
        f"The figures of {other.marketplace or 'a store without a name'} "
        f"({other.status or 'state not given'}) were read but do not vote: "
        f"the case is about {store.marketplace or 'another store'}."
        for other in health
        if store is not None and other is not store
    )
