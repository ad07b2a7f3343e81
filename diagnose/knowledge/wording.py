"""Reading a text by the wording of one language: one pass, then only what was touched is looked at.

A text is folded, cut into sentences, its headings open sections, and every phrase whose parts stand in
one sentence (or in the line that leads a bullet, and the bullet) is a hit, unless a guard takes it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from diagnose.knowledge.compiled import Compiled, compiled_wording
from diagnose.knowledge.folding import Folded, fold, fold_phrase
from diagnose.knowledge.hearing import ALLEGED, ONGOING, Ear, Guard, Heard
from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import parse_phrase, word_lists
from diagnose.knowledge.remembering import Room, remembering_more
from diagnose.knowledge.sentences import Sentence, cut, is_heading

__all__ = [
    "ALLEGED",
    "ONGOING",
    "Hit",
    "Phrasebook",
    "Reading",
    "Sentence",
    "fold",
    "parse_phrase",
    "word_lists",
]

SILENT = frozenset({"policy", "consequence", "error", "help", "next"})
WHOLE = frozenset({"announcement", "phishing"})
"""The guards of whole messages: where one stands, nothing in the message votes."""


class Hit(NamedTuple):
    """A wording entry found at a span of the folded text."""

    start: int
    end: int
    entry: int
    sentence: int


class Reading(NamedTuple):
    """A text as one language understands it; ``guards`` are the hits of guards, by kind."""

    folded: Folded
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]
    guards: Mapping[str, Sequence[Hit]]


class Phrasebook:
    """The wording of one language, compiled once; safe to share between threads."""

    def __init__(
        self, entries: Sequence[Wording], compiled: Compiled | None = None, room: Room | None = None
    ) -> None:
        """``compiled`` is what :func:`compiled_wording` made of the entries, where it was kept.

        ``room`` is for what sentences say, which is remembered.
        """
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
        self._ear = Ear(self.entries, compiled_wording(self.entries) if compiled is None else compiled)
        self._hear = remembering_more(self._ear.hear, room or Room())
        # What is asked of an entry again and again lies side by side, by its number.
        self.facts = [entry.fact for entry in self.entries]
        self.enforcements = [entry.enforcement for entry in self.entries]
        self._guards = [entry.guard for entry in self.entries]
        self._stands_in = _sections(self.entries)
        self._taken_by = _takers(self.entries, frozenset(self._ear.guards.values()))
        self._engulfing = frozenset(number for number, entry in enumerate(self.entries) if entry.engulfs)

    def read(self, text: str) -> Reading:
        """Read a notice: sentences, sections and the hits that stand."""
        folded = fold(text)
        sentences = cut(folded.text)
        heard = self._heard(folded.text, sentences, self._hear)
        sentences = _with_sections(folded.text, sentences, heard)
        standing = self._standing(sentences, heard)
        guards: dict[str, list[Hit]] = {}
        for hit in standing:
            guard = self._guards[hit.entry]
            if guard:
                guards.setdefault(guard, []).append(hit)
        for whole in WHOLE & guards.keys():
            standing = [hit for hit in standing if _outlives(self.entries[hit.entry], whole)]
        return Reading(folded, tuple(sentences), tuple(self._widest(standing)), guards)

    def core(self, reading: Reading) -> str:
        """What of a folded text is about this case: without silent sections and what is always prohibited."""
        core = map(reading.sentences.__getitem__, self.core_sentences(reading))
        return " ".join([reading.folded.text[at:until] for at, until, *_ in core]) or reading.folded.text

    def core_sentences(self, reading: Reading) -> list[int]:
        """The numbers of the sentences that are about this case; perhaps none."""
        always = {hit.sentence for hit in reading.guards.get("prohibition", ())}
        return [
            number
            for number, sentence in enumerate(reading.sentences)
            if sentence.section not in SILENT and number not in always
        ]

    def themes(self, text: str) -> frozenset[str]:
        """The themes that the words of a buyer or of a listing belong to."""
        folded = fold(text).text
        if not self._ear.hears_any(folded):
            return frozenset()
        sentences = cut(folded)
        standing = self._standing(sentences, self._heard(folded, sentences, self._ear.hear))
        return frozenset(theme for hit in standing if (theme := self.entries[hit.entry].theme))

    def _heard(self, text: str, sentences: Sequence[Sentence], hear: Callable[..., Heard]) -> list[Heard]:
        """What each sentence says."""
        heard = []
        for at, until, _, led_by, _, first in sentences:
            if led_by is None:
                heard.append(hear(text[at:until], first - at))
            else:
                lead = sentences[led_by]
                heard.append(hear(text[at:until], first - at, text[lead.start : lead.end], lead.start - at))
        return heard

    def _standing(self, sentences: Sequence[Sentence], heard: Sequence[Heard]) -> list[Hit]:
        """The hits that nothing takes away: neither their section nor a guard near them."""
        standing, stands_in, taken_by = [], self._stands_in, self._taken_by
        for number, (sentence, said) in enumerate(zip(sentences, heard, strict=True)):
            before = {} if sentence.lead is None else heard[sentence.lead].guards
            for start, end, entry in said.hits:
                if sentence.section not in stands_in[entry]:
                    continue
                if sentence.question and self.enforcements[entry]:
                    continue
                takers = taken_by[entry]
                if not _taken(takers, said.guards, end) and takers.isdisjoint(before):
                    standing.append(Hit(sentence.start + start, sentence.start + end, entry, number))
        return standing

    def _widest(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without those measures that stand inside the words of an entry that ``engulfs``.

        "may close your account" holds "close your account", and means something else. Of two entries that
        engulf the wider one stands, or both where they found the same words.
        """
        wide: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            if hit.entry in self._engulfing:
                wide[hit.sentence].append(hit)

        def falls(hit: Hit) -> bool:
            engulfs = hit.entry in self._engulfing
            return self.enforcements[hit.entry] is not None and any(
                _holds(other, hit) and not (engulfs and _holds(hit, other))
                for other in wide.get(hit.sentence, ())
            )

        return [hit for hit in hits if not falls(hit)] if wide else hits


def _sections(entries: Sequence[Wording]) -> list[frozenset[str]]:
    """For each entry the sections in which it stands: guards, headings and themes do so in all of them."""
    anywhere = frozenset({"opening", *(entry.section or "" for entry in entries)})
    spoken = anywhere - SILENT

    def of(entry: Wording) -> frozenset[str]:
        if entry.guard or entry.section or entry.theme:
            return anywhere
        return frozenset(entry.inside) or spoken

    return list(map(of, entries))


def _takers(entries: Sequence[Wording], guards: frozenset[Guard]) -> list[frozenset[Guard]]:
    """For each entry the guards that may take it away; none take a guard or a heading."""
    return [
        frozenset() if entry.guard or entry.section else frozenset(g for g in guards if g.takes(entry))
        for entry in entries
    ]


def _taken(takers: frozenset[Guard], guards: Mapping[Guard, int], end: int) -> bool:
    """Whether one of the guards of a sentence takes a hit away that ends there."""
    return any(kind in takers and ended <= end for kind, ended in guards.items())


def _with_sections(text: str, sentences: Sequence[Sentence], heard: Iterable[Heard]) -> list[Sentence]:
    """The sentences with their sections, which headings open."""
    current, placed = "opening", []
    for sentence, said in zip(sentences, heard, strict=True):
        if said.section and is_heading(text, sentence):
            current = said.section
        placed.append(sentence if current == sentence.section else sentence._replace(section=current))
    return placed


def _outlives(entry: Wording, guard: str | None) -> bool:
    """Whether an entry stands although a guard silences its whole message."""
    return entry.guard is not None or entry.section is not None or guard in entry.even_if


def _holds(outer: Hit, inner: Hit) -> bool:
    """Whether the words of one hit are also those of another, or hold them."""
    return outer.start <= inner.start and inner.end <= outer.end
