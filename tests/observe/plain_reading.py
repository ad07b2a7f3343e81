"""Reading as it is meant, without any index: every phrase is looked for in every sentence.

What :class:`diagnose.knowledge.wording.Phrasebook` does quickly must be the same as this, to the span.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diagnose.knowledge.folding import fold
from diagnose.knowledge.models import Wording
from diagnose.knowledge.phrases import Part, Phrase, parse_phrase, word_lists
from diagnose.knowledge.sentences import Sentence, cut, is_heading

Span = tuple[int, int]
REACH = 90
SILENT = {"policy", "consequence", "error", "help", "next"}


def joins(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"


def places(part: Part, text: str, sentence: Sentence) -> list[Span]:
    found = set()
    for literal in part:
        start = text.find(literal.text, sentence.start, sentence.end)
        while start >= 0:
            end = start + len(literal.text)
            begins = start == 0 or not (joins(text[start - 1]) and joins(text[start]))
            ends = end == len(text) or not (joins(text[end - 1]) and joins(text[end]))
            if begins and (ends or literal.open_end):
                found.add((start, end))
            start = text.find(literal.text, start + 1, sentence.end)
    return sorted(found)


def in_order(found: Sequence[Sequence[Span]]) -> list[Span]:
    spans = []
    for start, end in found[0]:
        for others in found[1:]:
            following = [other for other in others if other[0] >= end]
            if not following:
                return spans
            end = min(other[1] for other in following)
        spans.append((start, end))
    return spans


def closest(groups: Sequence[Sequence[Sequence[Span]]]) -> Span | None:
    """Of the spans that hold the latest place of every group, at each place, the first of the shortest."""
    candidates = [in_order(group) for group in groups]
    if not all(candidates):
        return None
    if len(candidates) == 1:
        return min(candidates[0], key=lambda span: span[1] - span[0])
    wholes, latest = [], dict[int, Span]()
    for span, group in sorted((span, group) for group, spans in enumerate(candidates) for span in spans):
        latest[group] = span
        if len(latest) == len(candidates):
            wholes.append((min(s for s, _ in latest.values()), max(e for _, e in latest.values())))
    return min(wholes, key=lambda span: span[1] - span[0])


def match(phrase: Phrase, text: str, own: Sentence, lead: Sentence | None) -> list[Span]:
    here = [[places(part, text, own) for part in group] for group in phrase.groups]
    if len(phrase.parts) == 1:
        return here[0][0]
    span = closest(here)
    if span:
        return [span] if span[1] - span[0] <= REACH else []
    mine = [place for group in here for found in group for place in found]
    if lead is None or not mine:
        return []
    both = [
        [[*places(part, text, lead), *found] for part, found in zip(group, found_group, strict=True)]
        for group, found_group in zip(phrase.groups, here, strict=True)
    ]
    led = closest(both)
    return [(min(start for start, _ in mine), max(led[1], mine[0][1]))] if led else []


class PlainBook:
    """The wording of one language, looked for phrase by phrase."""

    def __init__(self, entries: Iterable[Wording]) -> None:
        self.entries = tuple(entries)
        self.words = word_lists({entry.words: entry.phrases for entry in self.entries if entry.words})

    def spans(self, phrases: Iterable[str], text: str, own: Sentence, lead: Sentence | None) -> set[Span]:
        return {
            span for phrase in phrases for span in match(parse_phrase(phrase, self.words), text, own, lead)
        }

    def hits(self, stored: str) -> list[tuple[int, int, int, int]]:
        text = fold(stored).text
        sentences = cut(text)
        found = []
        for number, own in enumerate(sentences):
            for index, entry in enumerate(self.entries):
                if entry.words is None:
                    alone = entry.enforcement or entry.clock or own.lead is None
                    lead = None if alone or own.lead is None else sentences[own.lead]
                    found += [(*span, index, number) for span in self.spans(entry.phrases, text, own, lead)]
        found.sort()
        section, sections = "opening", []
        for number, sentence in enumerate(sentences):
            opened = [
                entry.section
                for _, _, index, at in found
                if at == number and (entry := self.entries[index]).section and is_heading(text, sentence)
            ]
            section = opened[0] if opened and opened[0] else section
            sections.append(section)
        standing = [hit for hit in found if self.stands(hit, text, sentences, sections, found)]
        if any(self.entries[hit[2]].guard in ("announcement", "phishing") for hit in standing):
            standing = [hit for hit in standing if self.entries[hit[2]].guard or self.entries[hit[2]].section]
        return standing

    def stands(
        self,
        hit: tuple[int, int, int, int],
        text: str,
        sentences: Sequence[Sentence],
        sections: Sequence[str],
        found: Sequence[tuple[int, int, int, int]],
    ) -> bool:
        start, end, index, number = hit
        entry, own = self.entries[index], sentences[number]
        frame = entry.guard or entry.section
        near = [number] if own.lead is None or frame else [number, own.lead]
        if not self.in_place(hit, sentences):
            return False
        if any(self.spans(entry.unless, text, sentences[at], None) for at in near):
            return False
        within = self.spans(entry.without, text, own, None)
        if any(start <= first and last <= end for first, last in within):
            return False
        if frame:
            return True
        speaks = sections[number] in entry.inside if entry.inside else sections[number] not in SILENT
        if (entry.theme is None and not speaks) or (entry.enforcement and own.question):
            return False
        return not any(
            other[3] in near and self.in_place(other, sentences) and self.guards(other, entry, end)
            for other in found
        )

    def in_place(self, hit: tuple[int, int, int, int], sentences: Sequence[Sentence]) -> bool:
        return self.entries[hit[2]].at != "start" or hit[0] <= sentences[hit[3]].first

    def guards(self, other: tuple[int, int, int, int], entry: Wording, end: int) -> bool:
        guard = self.entries[other[2]]
        if guard.guard is None or guard.guard in entry.even_if:
            return False
        if guard.of == "allegations" and not (entry.fact or "").startswith("notice-says-"):
            return False
        if entry.theme is not None and guard.guard != "negated":
            return False
        return guard.after or other[1] <= end
