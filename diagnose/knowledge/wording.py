"""Reading a text by the wording of one language: one pass, then only what was touched is looked at.

A text is folded, cut into sentences, its headings open sections, and every phrase whose parts stand in
one sentence (or in the line that leads a bullet, and the bullet) is a hit, unless a guard takes it away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ahocorasick_rs import AhoCorasick

from diagnose.knowledge.folding import Folded, fold
from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import Literal, Part, Phrase, parse_phrase, word_lists
from diagnose.knowledge.sentences import Sentence, cut, is_heading
from diagnose.knowledge.spans import REACH, Places, Span, closest

__all__ = ["Hit", "Phrasebook", "Reading", "Sentence", "fold", "parse_phrase", "word_lists"]

SILENT = frozenset({"policy", "consequence", "error", "help", "next"})
WHOLE = frozenset({"announcement", "phishing"})
"""The guards of whole messages: where one stands, nothing in the message votes."""
ALLEGED = "notice-says-"
"""How the ids of facts begin by which a notice alleges something."""
_FRAME = frozenset({"guard", "section"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording entry found at a span of the folded text."""

    entry: int
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one language understands it."""

    folded: Folded
    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]


@dataclass(slots=True)
class _Compiled:
    """What the entries of one kind became: literals, parts that hold them, phrases anchored on a part."""

    literals: dict[Literal, int] = field(default_factory=dict)
    parts: dict[Part, int] = field(default_factory=dict)
    parts_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    anchored: dict[int, list[tuple[int, tuple[tuple[int, ...], ...]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def part(self, part: Part) -> int:
        if part not in self.parts:
            self.parts[part] = number = len(self.parts)
            for literal in part:
                place = self.literals.setdefault(literal, len(self.literals))
                self.parts_of[place].append(number)
        return self.parts[part]

    def add(self, entry: int, phrase: Phrase) -> None:
        groups = tuple(tuple(self.part(part) for part in group) for group in phrase.groups)
        # The part with the fewest and longest strings is seen least often, so it decides what is looked at.
        anchor = min(phrase.parts, key=lambda part: (len(part), -max(len(x.text) for x in part)))
        self.anchored[self.parts[anchor]].append((entry, groups))


class Phrasebook:
    """The wording of one language, compiled once; safe to share between threads."""

    def __init__(self, entries: Sequence[Wording]) -> None:
        self.entries = tuple(entries)
        words = word_lists({e.words: e.phrases for e in entries if e.words})
        self.units = {
            name.removeprefix("unit-"): list_ for name, list_ in words.items() if name.startswith("unit-")
        }
        self._compiled = _Compiled()
        self._unless: dict[int, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            if entry.words is None:
                self._add(number, entry, words)
        self._starred = [literal.open_end for literal in self._compiled.literals]
        texts = [literal.text for literal in self._compiled.literals]
        self._finder = AhoCorasick(texts) if texts else None

    def _add(self, number: int, entry: Wording, words: dict[str, tuple[str, ...]]) -> None:
        for phrase in entry.phrases:
            self._compiled.add(number, parse_phrase(phrase, words))
        # What takes a hit away is found in the same pass, as an entry below zero.
        for inside, phrases in enumerate((entry.unless, entry.without)):
            for phrase in phrases:
                self._compiled.add(-2 * number - 1 - inside, parse_phrase(phrase, words))

    def read(self, text: str) -> Reading:
        """Read a notice: sentences, sections and the hits that stand."""
        folded = fold(text)
        sentences = cut(folded.text)
        found = self._found(folded.text, sentences)
        sentences = self._with_sections(folded.text, sentences, found)
        standing = self._standing(sentences, found)
        if any(self.entries[hit.entry].guard in WHOLE for hit in standing):
            standing = [hit for hit in standing if self.entries[hit.entry].key[0] in _FRAME]
        return Reading(
            folded, tuple(sentences), tuple(sorted(standing, key=lambda h: (h.start, h.end, h.entry)))
        )

    def themes(self, text: str) -> frozenset[str]:
        """The themes that the words of a buyer or of a listing belong to."""
        folded = fold(text).text
        if self._finder is None or not self._finder.find_matches_as_indexes(folded):
            return frozenset()
        sentences = cut(folded)
        found = self._found(folded, sentences)
        standing = (self.entries[hit.entry].theme for hit in self._standing(sentences, found))
        return frozenset(theme for theme in standing if theme)

    def _places(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, literal) of every literal that stands as whole words."""
        if self._finder is None:
            return []
        return [
            (start, end, literal)
            for literal, start, end in self._finder.find_matches_as_indexes(text, overlapping=True)
            if _whole(text, start, end, self._starred[literal])
        ]

    def _found(self, text: str, sentences: list[Sentence]) -> list[Hit]:
        by_sentence: list[dict[int, list[Span]]] = [defaultdict(list) for _ in sentences]
        at = 0
        for start, end, literal in sorted(self._places(text)):
            while at < len(sentences) and sentences[at].end <= start:
                at += 1
            if at < len(sentences) and sentences[at].start <= start and end <= sentences[at].end:
                for part in self._compiled.parts_of[literal]:
                    by_sentence[at][part].append((start, end))
        hits: set[Hit] = set()
        for number, places in enumerate(by_sentence):
            lead = sentences[number].lead
            hits |= self._matches(number, places, by_sentence[lead] if lead is not None else {})
        return sorted(hits, key=lambda h: (h.start, h.end, h.entry))

    def _matches(self, number: int, own: Places, lead: Places) -> set[Hit]:
        hits = set()
        for part in {*own, *lead}:
            for entry, groups in self._compiled.anchored.get(part, ()):
                # A request goes on from the line that leads it; what Amazon does, until when, does not.
                whole = entry < 0 or self.entries[entry].enforcement or self.entries[entry].clock
                hits |= {Hit(entry, *span, number) for span in _match(groups, own, {} if whole else lead)}
        return hits

    def _with_sections(self, text: str, sentences: list[Sentence], found: list[Hit]) -> list[Sentence]:
        opens: dict[int, str] = {}
        for hit in found:
            section = self.entries[hit.entry].section if hit.entry >= 0 else None
            if section and is_heading(text, sentences[hit.sentence]):
                opens.setdefault(hit.sentence, section)
        current, placed = "opening", []
        for number, sentence in enumerate(sentences):
            current = opens.get(number, current)
            placed.append(replace(sentence, section=current))
        return placed

    def _standing(self, sentences: Sequence[Sentence], found: Iterable[Hit]) -> list[Hit]:
        """The hits that nothing takes away: neither their section nor a guard near them."""
        near: dict[int, list[Hit]] = defaultdict(list)
        for hit in found:
            if hit.entry < 0 or (self.entries[hit.entry].guard and self._in_place(hit, sentences)):
                near[hit.sentence].append(hit)
        return [hit for hit in found if hit.entry >= 0 and self._stands(hit, sentences, near)]

    def _in_place(self, hit: Hit, sentences: Sequence[Sentence]) -> bool:
        """Whether a hit that must open its sentence does."""
        at_start = self.entries[hit.entry].at == "start"
        return not at_start or hit.start <= sentences[hit.sentence].first

    def _stands(self, hit: Hit, sentences: Sequence[Sentence], near: Mapping[int, Sequence[Hit]]) -> bool:
        entry = self.entries[hit.entry]
        sentence = sentences[hit.sentence]
        if not self._in_place(hit, sentences):
            return False
        if entry.section or entry.guard:
            own = (other for other in near.get(hit.sentence, ()) if other.entry < 0)
            return not any(self._takes_away(other, hit, entry) for other in own)
        if entry.theme is None and not _speaks(entry, sentence.section):
            return False
        if entry.enforcement and sentence.question:
            return False
        guards = [
            *near.get(hit.sentence, ()),
            *(near.get(sentence.lead, ()) if sentence.lead is not None else ()),
        ]
        return not any(self._takes_away(other, hit, entry) for other in guards)

    def _takes_away(self, other: Hit, hit: Hit, entry: Wording) -> bool:
        if other.entry < 0:
            owner, inside = divmod(-other.entry - 1, 2)
            within = other.start >= hit.start and other.end <= hit.end
            return self.entries[owner] is entry and (within or not inside)
        guard = self.entries[other.entry]
        if guard.guard is None or guard.guard in entry.even_if:
            return False
        if guard.of == "allegations" and not (entry.fact or "").startswith(ALLEGED):
            return False
        if entry.theme is not None and guard.guard != "negated":
            return False
        return guard.after or other.end <= hit.end


def _speaks(entry: Wording, section: str) -> bool:
    return section in entry.inside if entry.inside else section not in SILENT


def _match(groups: tuple[tuple[int, ...], ...], own: Places, lead: Places) -> Sequence[Span]:
    """The span of a phrase whose parts stand near each other, or in the lead and the sentence together."""
    if len(groups) == 1 and len(groups[0]) == 1:
        return own.get(groups[0][0], ())
    span = closest(groups, own)
    if span is not None:
        return [span] if span[1] - span[0] <= REACH else ()
    mine = [place for group in groups for part in group for place in own.get(part, ())]
    if not lead or not mine:
        return ()
    both = {part: [*lead.get(part, ()), *own.get(part, ())] for group in groups for part in group}
    led = closest(groups, both)
    return [(min(start for start, _ in mine), max(led[1], mine[0][1]))] if led else ()


def _whole(text: str, start: int, end: int, open_end: bool) -> bool:
    if start and _joins(text[start - 1]) and _joins(text[start]):
        return False
    return open_end or end == len(text) or not (_joins(text[end - 1]) and _joins(text[end]))


def _joins(char: str) -> bool:
    """Whether a letter grows together with its neighbour into one word (Chinese and Japanese do not)."""
    return char.isalnum() and char < "\u2e80"
