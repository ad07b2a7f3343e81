"""Cutting a folded text into sentences, and telling which of them are headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from diagnose.knowledge.wrapping import UNSPACED

_LONGEST_HEADING = 110
# Every bullet is read together with the line that leads it, so this keeps reading linear in the text.
_LONGEST_LEAD = 1000
# Both begin with one class of characters, to which the search runs at once. A run of stops is looked at from
# its first one only: what comes behind it is the same for all of them.
_STOP = (
    r"(?<=[.!?;])(?<![.!?;][.!?;])[.!?;]*+[\"')\]]*+(?= |\n|$)"
    r"|(?<=\n)|(?<=。)。*[」』)\"'\]]*"
    rf"|(?<=[!?;])(?<![!?;][!?;])[!?;]*+[」』)\"'\]]*(?=[{UNSPACED}「『【(])"
)
_END = re.compile(rf"[.!?;。\n](?:{_STOP})")
_END_OR_BULLET = re.compile(rf"[.!?;。\n ](?:{_STOP}|(?<= )(?=-- |•))")
_BULLET = re.compile(r"(?:--?|•|\*|o(?= )|\(?#[.)、]|\(?[a-z]\)|#️)(?= ?)(?=[ \w])")
_NOT_AN_END = re.compile(
    r"(?:\b(?:e\.g|i\.e|no|inc|ltd|co|mr|mrs|ms|dr|etc|vs|approx|u\.s|u\.k|amazon"
    r"|z\.b|d\.h|bzw|ggf|inkl|az|abs|nr|ca|usw|evtl|vgl|p\.ex|env|tél"
    r"|(?:zum|am|vom|bis|den|dem|der|des|ab) #)|\b[a-z])$"
)
_LONGEST_ABBREVIATION = len("amazon")
_NUMBER_ALONE = re.compile(r"[ (]*#[ (]*")


class Sentence(NamedTuple):
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
    for number, (start, end) in enumerate(_spans(text)):
        stop = end if not text[end - 1].isspace() else start + len(text[start:end].rstrip())
        bullet = _BULLET.match(text, start, stop)
        if not bullet and lead != number - 1:
            lead = None
        first = bullet.end() + 1 if bullet else start
        sentences.append(Sentence(start, end, "opening", lead, text[stop - 1] in "?？", first))
        if text[stop - 1] in ":：" and stop - start <= _LONGEST_LEAD:
            lead = number
    return sentences


def _spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence that is not empty, leading spaces left out."""
    cuts = [0]
    ends = _END_OR_BULLET if " -- " in text or " •" in text else _END
    for found in ends.finditer(text):
        stop, end = found.span()
        # A full stop may belong to an abbreviation or to the number of a list item.
        if text[stop] != "." or not (_numbers(text, cuts[-1], stop) or _abbreviated(text, cuts[-1], stop)):
            cuts.append(end)
    spans = zip(cuts, [*cuts[1:], len(text)], strict=True)
    return [(end - len(body), end) for start, end in spans if (body := text[start:end].lstrip())]


def _numbers(text: str, start: int, stop: int) -> bool:
    """Whether nothing but the number of a list item stands before a full stop."""
    number = _NUMBER_ALONE.match(text, start) if text[stop - 1] in "# (" else None
    return number is not None and number.end() == stop


def _abbreviated(text: str, start: int, stop: int) -> bool:
    return _NOT_AN_END.search(text, max(start, stop - _LONGEST_ABBREVIATION), stop) is not None
