"""What the case says that papers are held against: account, listings, sales, notice, day."""

from __future__ import annotations

import datetime as dt
import re

from diagnose.knowledge import KnowledgeBase
from diagnose.papers.lexicon import Lexicon
from diagnose.papers.outcome import Against, Shop
from facts_schema import Case

_ASIN = re.compile(r"\bB0[A-Z0-9]{8}\b")


def against_of(case: Case, knowledge: KnowledgeBase, as_of: dt.date | None) -> Against:
    """Everything that a case tells of the account and of what papers must cover."""
    text = "\n".join(notice.text for notice in case.notices)
    notice_day = max((notice.received for notice in case.notices if notice.received), default=None)
    named = tuple(dict.fromkeys(_ASIN.findall(text)))
    return Against(
        knowledge=knowledge,
        lexicon=Lexicon(knowledge.paper_words),
        names=case.seller.names if case.seller else (),
        addresses=case.seller.addresses if case.seller else (),
        shops=_shops(case, named),
        sold=case.totals.units_sold,
        places=case.totals.places,
        in_play=named,
        notice_day=notice_day,
        today=as_of or case.as_of or notice_day,
        told_today=bool(as_of or case.as_of),
        notice_text=text,
        store=case.marketplace or "",
        at_hand=frozenset(item.kind for item in case.documents if item.state == "have"),
    )


def _shops(case: Case, named: tuple[str, ...]) -> tuple[Shop, ...]:
    """The listings that are known by name, with title and SKU where the reports tell them."""
    shops = {row.asin or row.sku: Shop(row.asin or row.sku, row.sku, row.title) for row in case.listings}
    for name in (*named, *case.totals.units_sold):
        shops.setdefault(name, Shop(name, "", ""))
    return tuple(shops[name] for name in sorted(shops) if name)
