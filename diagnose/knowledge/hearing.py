"""What one sentence says: the phrases whose parts stand in it, or in the line that leads it and in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from diagnose.knowledge.compiled import Compiled, Groups, Removal
from diagnose.knowledge.models import Wording
from diagnose.knowledge.scan import Saying, Scan, Scanner
from diagnose.knowledge.spans import REACH, Span, closest

ALLEGED = "notice-says-"
"""How the ids of facts begin by which a notice alleges something."""
ONGOING = "ongoing"
"""The guard of sentences that say that selling goes on, or what became of another account: it takes no hit
away, but that such a sentence is worded like those that state a measure tells nothing."""
_LEADS = 16
"""How many lines that lead others are kept in mind: few are open at a time."""


class Lead(NamedTuple):
    """The line that leads a sentence, and where it begins from there."""

    scan: Scan
    at: int

    def places(self, part: int) -> list[Span]:
        """Where a part stands in it, from the start of the sentence."""
        return [(start + self.at, end + self.at) for start, end in self.scan[part]]


class Heard(NamedTuple):
    """What one sentence says: hits, the guards in it with where they end, the section that it may open."""

    hits: tuple[Saying, ...]
    guards: Mapping[Guard, int]
    section: str | None


_NOTHING_HEARD = Heard((), {}, None)


class Guard(NamedTuple):
    """What guards may take away: those of one kind at one place weigh the same, so one number stands for all.

    ``after`` guards need not end before the hit does.
    """

    kind: str
    of: str
    after: bool

    def takes(self, entry: Wording) -> bool:
        """Whether it may take a hit of the entry away."""
        if self.kind == ONGOING or self.kind in entry.even_if:
            return False
        if self.of == "allegations" and not (entry.fact or "").startswith(ALLEGED):
            return False
        return entry.theme is None or self.kind == "negated"


class Ear:
    """Hears what sentences say by the wording of one language; safe to share between threads."""

    def __init__(self, entries: Sequence[Wording], compiled: Compiled) -> None:
        self._compiled = compiled.lean()
        self._scanner = Scanner(compiled)
        self._lead = lru_cache(_LEADS)(self._scanner.scan)
        self.guards = {
            number: Guard(entry.guard, entry.of, entry.after)
            for number, entry in enumerate(entries)
            if entry.guard
        }
        self._sections = {number: entry.section for number, entry in enumerate(entries) if entry.section}
        self._opening = frozenset([number for number, entry in enumerate(entries) if entry.at == "start"])

    def hears_any(self, text: str) -> bool:
        """Whether a folded text holds any words of the wording, be it within others."""
        return self._scanner.finds_any(text)

    def hear(self, text: str, first: int, led_by: str = "", led_at: int = 0) -> Heard:
        """What one sentence says; its first word is at ``first``, the line that leads it at ``led_at``."""
        scan, lead = self._scanner.scan(text), Lead(self._lead(led_by), led_at) if led_by else None
        found = sorted(scan.said.union(_joined(scan, lead)))
        if not found:
            return _NOTHING_HEARD
        placed = [hit for hit in found if hit[0] <= first or hit[2] not in self._opening]
        return Heard(
            tuple([hit for hit in placed if not self._removed(hit, scan, lead)]),
            self._guarding(placed),
            next((self._sections[entry] for _, _, entry in found if entry in self._sections), None),
        )

    def _guarding(self, hits: Iterable[Saying]) -> dict[Guard, int]:
        """The guards among some hits, each with where it first ends."""
        ends: dict[Guard, int] = {}
        for _, end, entry in hits:
            if entry in self.guards:
                kind = self.guards[entry]
                ends[kind] = -1 if kind.after else min(end, ends.get(kind, end))
        return ends

    def _removed(self, hit: Saying, scan: Scan, lead: Lead | None) -> bool:
        """Whether the entry's own ``unless`` stands near the hit, or its ``without`` within it."""
        start, end, number = hit
        unless = self._compiled.unless.get(number)
        if unless and _any_of(unless, scan):
            return True
        framing = number in self.guards or number in self._sections
        if unless and lead and not framing and _any_of(unless, lead.scan):
            return True
        without = self._compiled.without.get(number)
        return without is not None and any(
            first >= start and last <= end for first, last in _spans_of(without, scan)
        )


def _joined(scan: Scan, lead: Lead | None) -> Iterator[Saying]:
    """Phrases of several parts, of which every part stands here or in the line that leads here."""
    near, sought = scan.parts, scan.anchored
    if lead:
        near, sought = near | lead.scan.parts, [*sought, *lead.scan.anchored]
    for phrase in sought:
        if phrase[2] & near == phrase[2]:
            entry, groups, _, alone = phrase
            span = _match(groups, scan, None if alone else lead)
            if span:
                yield *span, entry


def _any_of(removal: Removal, scan: Scan) -> bool:
    if not removal.literals.isdisjoint(scan.literals):
        return True
    return any(_match(groups, scan, None) for groups in removal.joined)


def _spans_of(removal: Removal, scan: Scan) -> Iterator[Span]:
    if not removal.literals.isdisjoint(scan.literals):
        yield from scan.spans(removal.literals)
    for groups in removal.joined:
        span = _match(groups, scan, None)
        if span:
            yield span


def _match(groups: Groups, own: Scan, lead: Lead | None) -> Span | None:
    """The span of a phrase whose parts stand near each other, or in the lead and the sentence together."""
    span = closest(groups, own)
    if span is not None:
        return span if span[1] - span[0] <= REACH else None
    if lead is None:
        return None
    mine = [place for group in groups for part in group for place in own[part]]
    if not mine:
        return None
    both = {part: [*lead.places(part), *own[part]] for group in groups for part in group}
    led = closest(groups, both)
    return (min(start for start, _ in mine), max(led[1], mine[0][1])) if led else None
