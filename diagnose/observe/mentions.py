"""Identifiers and figures in a notice: ASINs, orders, complaints, addresses, links, rates, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from facts_schema import Mention, Notice, Quote

Kind = Literal["asin", "order", "complaint", "rights-owner", "e-mail", "link", "figure", "date"]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How one kind is written. The search runs where ``sign`` stands in the text in lower case.

    Each expression begins with what is rarest in it, perhaps some characters ``before`` it, and asks for what
    stands before that only then: so the search skips what cannot begin it.
    """

    kind: Kind
    sign: str
    pattern: re.Pattern[str]
    before: int = 0


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_AND_MONTH = re.compile(rf"\d(?<!\w\d)\d? (?:{_MONTHS})$", re.IGNORECASE)
_LONGEST = len("30 September")
_YEAR = re.compile(r" \d{4}\b")
_PATTERNS = (
    _Pattern("asin", "b0", re.compile(r"B0(?<![A-Za-z0-9]B0)[0-9A-Z]{8}(?![A-Za-z0-9])")),
    _Pattern("asin", "asin: ", re.compile(r"(?<=ASIN: )\d{9}[\dX]\b")),
    _Pattern("order", "-", re.compile(r"-(?<=(?<!\d)\d{3}-)\d{7}-\d{7}(?!\d)"), before=3),
    _Pattern(
        "complaint", "complaint id", re.compile(r"(?i)(?<=complaint id: )\w{6,}|(?<=complaint id )\w{6,}")
    ),
    _Pattern("complaint", "case id: ", re.compile(r"(?i)(?<=case id: )\w{6,}")),
    _Pattern("link", "http", re.compile(r"https?://[^\s<>\"')\]]+[^\s<>\"')\].,;:]")),
    _Pattern("figure", "%", re.compile(r"\d(?<![\w.]\d)\d*(?:[.,]\d+)?\s?%")),
    _Pattern("date", "-", re.compile(r"-(?<=(?<!\w)\d{4}-)\d{2}-\d{2}\b"), before=4),
)
_LINK = re.compile(r"https?://[^/\s]")
_LOCAL_PART = re.compile(r"[\w.+-]")
_DOMAIN = re.compile(r"@[\w-]+(?:\.[\w-]+)+")


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand: from each @ back and on, for an expression would try every word."""
    after = 0
    for found in _DOMAIN.finditer(text):
        start = found.start()
        while start > after and _LOCAL_PART.match(text[start - 1]):
            start -= 1
        if start < found.start():
            after = found.end()
            yield start, after


def _dates(text: str) -> Iterator[tuple[int, int]]:
    """Where dates with a month in words stand: from each year back, for years are rarer than days."""
    for year in _YEAR.finditer(text):
        day = _DAY_AND_MONTH.search(text, max(0, year.start() - _LONGEST), year.start())
        if day:
            yield day.start(), year.end()


def _written(text: str) -> Iterator[tuple[int, Kind, int]]:
    """(start, kind, end) of every identifier."""
    lower = text.casefold()
    for item in _PATTERNS:
        if item.sign in lower:
            for found in item.pattern.finditer(text):
                yield found.start() - item.before, item.kind, found.end()
    for start, end in _dates(text):
        yield start, "date", end
    for start, end in _addresses(text) if "@" in lower else ():
        yield start, "e-mail", end


def _kind(kind: Kind, value: str) -> Kind:
    return "rights-owner" if kind == "e-mail" and "amazon." not in value.casefold() else kind


def quote_of(notice: Notice, number: int, start: int, end: int) -> Quote:
    """The words of a notice between two offsets, with their page and line; ``number`` is its place."""
    page, line = notice.place(start)
    return Quote(
        text=notice.text[start:end],
        start=start,
        end=end,
        notice=number,
        source=notice.source,
        page=page,
        line=line,
    )


def mentions_in(notice: Notice, number: int) -> tuple[Mention, ...]:
    """Every identifier once, in the order of the text; then the addresses that only links hold."""
    seen: dict[tuple[str, str], Mention] = {}
    for start, kind, end in sorted(_written(notice.text)):
        value = notice.text[start:end]
        named = _kind(kind, value)
        if (named, value) not in seen:
            seen[named, value] = Mention(kind=named, value=value, quote=quote_of(notice, number, start, end))
    for link in notice.links:
        if _LINK.match(link.target):
            seen.setdefault(("link", link.target), Mention(kind="link", value=link.target))
    return tuple(seen.values())


_HOST = re.compile(r"(?:@|https?://)([\w.-]+\.[A-Za-z]{2,})", re.IGNORECASE)
_BAIT = re.compile(r"amaz[o0]n|\bamz|seller-?central", re.IGNORECASE)


def look_alikes(text: str, sites: Sequence[str]) -> tuple[str, ...]:
    """Hosts of links and senders that play on Amazon's name but belong to none of its sites."""
    if "@" not in text and "://" not in text:
        return ()
    hosts = dict.fromkeys(found.group(1).casefold().rstrip(".") for found in _HOST.finditer(text))
    return tuple(
        host
        for host in hosts
        if _BAIT.search(host) and not any(host == site or host.endswith(f".{site}") for site in sites)
    )
