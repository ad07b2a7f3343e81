"""Identifiers and figures in a notice: ASINs, orders, complaints, addresses, links, rates, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from facts_schema import Mention, Quote

Kind = Literal["asin", "order", "complaint", "rights-owner", "e-mail", "link", "figure", "date"]
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("asin", re.compile(r"(?<![A-Za-z0-9])B0[0-9A-Z]{8}(?![A-Za-z0-9])|(?<=ASIN: )\d{9}[\dX]\b")),
    ("order", re.compile(r"(?<!\d)\d{3}-\d{7}-\d{7}(?!\d)")),
    ("complaint", re.compile(r"(?i)(?<=complaint id: )\w{6,}|(?<=complaint id )\w{6,}|(?<=case id: )\w{6,}")),
    ("e-mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("link", re.compile(r"https?://[^\s<>\"')\]]+[^\s<>\"')\].,;:]")),
    ("figure", re.compile(r"(?<![\w.])\d+(?:[.,]\d+)?\s?%")),
    (
        "date",
        re.compile(
            r"\b\d{4}-\d{2}-\d{2}\b|(?i:\b\d{1,2} (?:January|February|March|April|May|June|July|August"
            r"|September|October|November|December) \d{4}\b)"
        ),
    ),
)


def _kind(kind: Kind, value: str) -> Kind:
    return "rights-owner" if kind == "e-mail" and "amazon." not in value.casefold() else kind


def mentions_in(text: str, notice: int, source: str) -> tuple[Mention, ...]:
    """Every identifier once, in the order of the text."""
    found = [(match.start(), kind, match) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]
    seen: dict[tuple[str, str], Mention] = {}
    for start, kind, match in sorted(found, key=lambda item: (item[0], item[1])):
        value = match.group()
        quote = Quote(text=value, start=start, end=match.end(), notice=notice, source=source)
        named = _kind(kind, value)
        seen.setdefault((named, value), Mention(kind=named, value=value, quote=quote))
    return tuple(seen.values())


_HOST = re.compile(r"(?:@|https?://)([\w.-]+\.[A-Za-z]{2,})", re.IGNORECASE)
_BAIT = re.compile(r"amaz[o0]n|\bamz|seller-?central", re.IGNORECASE)


def look_alikes(text: str, sites: Sequence[str]) -> tuple[str, ...]:
    """Hosts of links and senders that play on Amazon's name but belong to none of its sites."""
    hosts = dict.fromkeys(found.group(1).casefold().rstrip(".") for found in _HOST.finditer(text))
    return tuple(
        host
        for host in hosts
        if _BAIT.search(host) and not any(host == site or host.endswith(f".{site}") for site in sites)
    )
