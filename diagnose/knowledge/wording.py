"""Reading a text by the wording of one language: one pass, then only what was touched is looked at.

A text is folded, cut into sentences, its headings open sections, and every phrase whose parts stand in
one sentence (or in the line that leads a bullet, and the bullet) is a hit, unless a guard takes it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diagnose.knowledge.compiled import NOTHING, Compiled, Groups, Removal, compiled_wording
from diagnose.knowledge.folding import Folded, fold, fold_phrase
from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import parse_phrase, word_lists
from diagnose.knowledge.scan import Scan, Scanner
from diagnose.knowledge.sentences import Sentence, cut, is_heading
from diagnose.knowledge.spans import REACH, Span, closest

__all__ = ["Hit", "Phrasebook", "Reading", "Sentence", "fold", "parse_phrase", "word_lists"]

SILENT = frozenset({"policy", "consequence", "error", "help", "next"})
WHOLE = frozenset({"announcement", "phishing"})
"""The guards of whole messages: where one stands, nothing in the message votes."""
ONGOING = "ongoing"
"""The guard of sentences that say that selling goes on, or what became of another account: it takes no hit
away, but that such a sentence is worded like those that state a measure tells nothing."""
ALLEGED = "notice-says-"
"""How the ids of facts begin by which a notice alleges something."""


class Hit(NamedTuple):
    """A wording entry found at a span of the folded text."""

    start: int
    end: int
    entry: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one language understands it."""

    folded: Folded
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Guard:
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


class Phrasebook:
    """The wording of one language, compiled once; safe to share between threads."""

    def __init__(self, entries: Sequence[Wording], compiled: Compiled | None = None) -> None:
        """``compiled`` is what :func:`compiled_wording` made of the entries, where it was kept."""
        self.entries = tuple(entries)
        lists = {e.words: e.phrases for e in entries if e.words}
        units = word_lists(lists, [name for name in lists if name.startswith("unit-")])
        self.units = {
            name.removeprefix("unit-"): tuple(map(fold_phrase, words)) for name, words in units.items()
        }
        months = word_lists(lists, [name for name in lists if name.startswith("month-")])
        self.months = {
            int(name.removeprefix("month-")): list_
            for name, list_ in months.items()
            if name.startswith("month-")
        }
        self._compiled = compiled_wording(self.entries) if compiled is None else compiled
        self._scanner = Scanner(self._compiled)
        self._guards = {
            number: _Guard(entry.guard, entry.of, entry.after)
            for number, entry in enumerate(self.entries)
            if entry.guard
        }
        kinds = frozenset(self._guards.values())
        self._taken_by = [frozenset(kind for kind in kinds if kind.takes(entry)) for entry in self.entries]

    def read(self, text: str) -> Reading:
        """Read a notice: sentences, sections and the hits that stand."""
        folded = fold(text)
        sentences = cut(folded.text)
        scans = self._scanner.scan(folded.text, sentences)
        found = self._found(sentences, scans)
        sentences = self._with_sections(folded.text, sentences, found)
        standing = self._standing(sentences, scans, found)
        for guard in WHOLE & {self.entries[hit.entry].guard for hit in standing}:
            standing = [hit for hit in standing if _outlives(self.entries[hit.entry], guard)]
        return Reading(folded, tuple(sentences), tuple(_widest(standing, self.entries)))

    def core(self, reading: Reading) -> str:
        """What of a folded text is about this case: without silent sections and what is always prohibited."""
        core = map(reading.sentences.__getitem__, self.core_sentences(reading))
        return " ".join([reading.folded.text[at:until] for at, until, *_ in core]) or reading.folded.text

    def core_sentences(self, reading: Reading) -> list[int]:
        """The numbers of the sentences that are about this case; perhaps none."""
        always = {hit.sentence for hit in reading.hits if self.entries[hit.entry].guard == "prohibition"}
        return [
            number
            for number, sentence in enumerate(reading.sentences)
            if sentence.section not in SILENT and number not in always
        ]

    def themes(self, text: str) -> frozenset[str]:
        """The themes that the words of a buyer or of a listing belong to."""
        folded = fold(text).text
        if not self._scanner.finds_any(folded):
            return frozenset()
        sentences = cut(folded)
        scans = self._scanner.scan(folded, sentences)
        standing = self._standing(sentences, scans, self._found(sentences, scans))
        return frozenset(theme for hit in standing if (theme := self.entries[hit.entry].theme))

    def _found(self, sentences: Sequence[Sentence], scans: Sequence[Scan]) -> list[Hit]:
        """Every phrase that stands in a sentence, in the order of the text."""
        single = self._compiled.single
        hits: set[tuple[int, int, int, int]] = set()
        for number, (sentence, scan) in enumerate(zip(sentences, scans, strict=True)):
            for literal, start, end in scan.matches:
                if literal in single:
                    hits.update([(start, end, entry, number) for entry in single[literal]])
            lead = None if sentence.lead is None else scans[sentence.lead]
            hits.update([(start, end, entry, number) for start, end, entry in _joined(scan, lead)])
        return [Hit(*hit) for hit in sorted(hits)]

    def _with_sections(self, text: str, sentences: list[Sentence], found: Iterable[Hit]) -> list[Sentence]:
        opens: dict[int, str] = {}
        for hit in found:
            section = self.entries[hit.entry].section
            if section and is_heading(text, sentences[hit.sentence]):
                opens.setdefault(hit.sentence, section)
        current, placed = "opening", []
        for number, sentence in enumerate(sentences):
            current = opens.get(number, current)
            placed.append(sentence if current == sentence.section else sentence._replace(section=current))
        return placed

    def _standing(
        self, sentences: Sequence[Sentence], scans: Sequence[Scan], found: Iterable[Hit]
    ) -> list[Hit]:
        """The hits that nothing takes away: neither their section nor a guard near them."""
        placed = [hit for hit in found if self._in_place(hit, sentences)]
        guards: dict[int, dict[_Guard, int]] = {}
        for hit in placed:
            if hit.entry in self._guards:
                kind = self._guards[hit.entry]
                ends = guards.setdefault(hit.sentence, {})
                ends[kind] = -1 if kind.after else min(hit.end, ends.get(kind, hit.end))
        return [hit for hit in placed if self._stands(hit, sentences[hit.sentence], scans, guards)]

    def _in_place(self, hit: Hit, sentences: Sequence[Sentence]) -> bool:
        """Whether a hit that must open its sentence does."""
        at_start = self.entries[hit.entry].at == "start"
        return not at_start or hit.start <= sentences[hit.sentence].first

    def _stands(
        self, hit: Hit, sentence: Sentence, scans: Sequence[Scan], guards: dict[int, dict[_Guard, int]]
    ) -> bool:
        entry = self.entries[hit.entry]
        scan = scans[hit.sentence]
        if entry.guard or entry.section:
            return not self._removed(hit, scan, None)
        if entry.theme is None and not _speaks(entry, sentence.section):
            return False
        if entry.enforcement and sentence.question:
            return False
        taken_by = self._taken_by[hit.entry]
        for place in (hit.sentence, sentence.lead):
            ends = guards.get(place) if place is not None else None
            if ends and any(end <= hit.end and kind in taken_by for kind, end in ends.items()):
                return False
        return not self._removed(hit, scan, None if sentence.lead is None else scans[sentence.lead])

    def _removed(self, hit: Hit, scan: Scan, lead: Scan | None) -> bool:
        """Whether the entry's own ``unless`` stands near the hit, or its ``without`` within it."""
        unless = self._compiled.unless.get(hit.entry)
        if unless and (_any_of(unless, scan) or (lead is not None and _any_of(unless, lead))):
            return True
        without = self._compiled.without.get(hit.entry, NOTHING)
        return any(start >= hit.start and end <= hit.end for start, end in _spans_of(without, scan))


def _joined(scan: Scan, lead: Scan | None) -> Iterator[tuple[int, int, int]]:
    """Phrases of several parts, of which every part stands here or in the line that leads here."""
    near = scan.parts | lead.parts if lead else scan.parts
    for entry, groups, needs, alone in (*scan.anchored, *lead.anchored) if lead else scan.anchored:
        if needs & near == needs:
            span = _match(groups, scan, None if alone else lead)
            if span:
                yield *span, entry


def _outlives(entry: Wording, guard: str | None) -> bool:
    """Whether an entry stands although a guard silences its whole message."""
    return entry.guard is not None or entry.section is not None or guard in entry.even_if


def _widest(hits: Sequence[Hit], entries: Sequence[Wording]) -> list[Hit]:
    """The hits without those measures that stand inside the words of an entry that ``engulfs``.

    "may close your account" holds "close your account", and means something else. Of two entries that
    engulf the wider one stands, or both where they found the same words.
    """
    wide: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if entries[hit.entry].engulfs:
            wide[hit.sentence].append(hit)

    def falls(hit: Hit) -> bool:
        entry = entries[hit.entry]
        return entry.enforcement is not None and any(
            _holds(other, hit) and not (entry.engulfs and _holds(hit, other))
            for other in wide.get(hit.sentence, ())
        )

    return [hit for hit in hits if not falls(hit)]


def _holds(outer: Hit, inner: Hit) -> bool:
    """Whether the words of one hit are also those of another, or hold them."""
    return outer.start <= inner.start and inner.end <= outer.end


def _speaks(entry: Wording, section: str) -> bool:
    return section in entry.inside if entry.inside else section not in SILENT


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


def _match(groups: Groups, own: Scan, lead: Scan | None) -> Span | None:
    """The span of a phrase whose parts stand near each other, or in the lead and the sentence together."""
    span = closest(groups, own.places)
    if span is not None:
        return span if span[1] - span[0] <= REACH else None
    if lead is None:
        return None
    mine = [place for group in groups for part in group for place in own.places(part)]
    if not mine:
        return None
    led = closest(groups, lambda part: [*lead.places(part), *own.places(part)])
    return (min(start for start, _ in mine), max(led[1], mine[0][1])) if led else None
