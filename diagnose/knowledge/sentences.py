"""Cutting a folded text into sentences, and telling which of them are headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST_HEADING = 110
_END = re.compile(r"[.!?;]+[\"')\]]*(?= |\n|$)|[。！？；]+[」』）]*|\n| (?=-- )| (?=• ?)")
_BULLET = re.compile(r"(?:--?|•|\*|o|\(?#[.)]|\(?[a-z]\)|#️)(?= ?)(?=[ \w])")
_NOT_AN_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|no|inc|ltd|co|mr|mrs|ms|dr|etc|vs|approx|u\.s|u\.k|amazon)|\b[a-z])$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the folded text: its section, the line that leads it, where its first word is."""

    start: int
    end: int
    section: str
    lead: int | None = None
    question: bool = False
    first: int = 0


def is_heading(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a heading: short, and a question, a label, or a line of its own."""
    if sentence.end - sentence.start > _LONGEST_HEADING:
        return False
    line = text[sentence.start : sentence.end].rstrip()
    alone = (
        sentence.end >= len(text)
        or text[sentence.end - 1] == "\n"
        or text[sentence.end : sentence.end + 1] == "\n"
    )
    return line.endswith(("?", "？", ":")) or (alone and not line.endswith((".", "。")))


def cut(text: str) -> list[Sentence]:
    """Cut a folded text at sentence ends, line breaks and bullets; a line ending in a colon leads them."""
    sentences: list[Sentence] = []
    lead: int | None = None
    for start, end in _spans(text):
        body = text[start:end].rstrip()
        bullet = _BULLET.match(body)
        if not bullet and lead != len(sentences) - 1:
            lead = None
        first = start + (len(bullet.group()) + 1 if bullet else 0)
        sentences.append(Sentence(start, end, "opening", lead, body.endswith(("?", "？")), first))
        if body.endswith((":", "：")):
            lead = len(sentences) - 1
    return sentences


def _spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence that is not empty, leading spaces left out."""
    cuts = [0]
    for found in _END.finditer(text):
        if found.group()[0] != "." or not _goes_on(text, cuts[-1], found.start()):
            cuts.append(found.end())
    spans = zip(cuts, [*cuts[1:], len(text)], strict=True)
    return [(end - len(text[start:end].lstrip()), end) for start, end in spans if text[start:end].strip()]


def _goes_on(text: str, start: int, stop: int) -> bool:
    """Whether a full stop belongs to an abbreviation or to the number of a list item."""
    return text[start:stop].strip(" (") == "#" or _NOT_AN_END.search(text, start, stop) is not None
