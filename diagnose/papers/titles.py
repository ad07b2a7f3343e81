"""What a paper calls itself: its headings, and the kind of evidence that they and other words speak for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from diagnose.knowledge.models import EvidenceKind, Recognition
from diagnose.papers.folded import folded
from diagnose.papers.lexicon import Lexicon
from diagnose.papers.sheet import Line, Sheet

_TITLE_LINES = 40
_LONGEST = 10
_SHORT = 5
_HEADING = 4
_WORTH = 3
_WORDS_ALONE, _LISTS_ALONE, _ALONE = 5, 3, 2
_READ = 60_000
_REFERENCE = re.compile(r"\b(?:your|our|ref|reference|see|per|against|based on|ihre|unsere)\b")


_SUBJECT = re.compile(
    r"^(?:(?:subject|betreff|objet|asunto|oggetto|onderwerp|re|fwd?|aw|件名|主题)\s*[:：]\s*)+"
)


@dataclass(frozen=True)
class Heading:
    """A short line at the top that begins with words of a list."""

    words: str
    line: Line
    plain: bool


def headings(sheet: Sheet, lexicon: Lexicon, ids: Iterable[str]) -> list[Heading]:
    """The headings that begin with words of the lists; a label with a value ("Quotation: Q-1") counts last.

    Where any of them stands alone, such labels are references to other papers and do not count.
    """
    pattern = lexicon.pattern(*ids)
    found: list[Heading] = []
    for line in sheet.head(_TITLE_LINES):
        if line.page > 1:
            break
        for piece in line.pieces:
            text = _SUBJECT.sub("", folded(piece.text))
            match = pattern.match(text) or _ending(pattern, text)
            if match and _can_be_a_heading(text, match.start(), lexicon):
                rest = text[match.end() :].strip()
                found.append(
                    Heading(
                        match[0], line, not re.match(r"(?:no|nr|number|id|date|n)?\b\.?\s*[:#]|.*\d", rest)
                    )
                )
    return found


def _ending(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Words of the lists at the end of a few words: "Business Visa credit card statement"."""
    if len(text.split()) > _SHORT:
        return None
    return next((found for found in pattern.finditer(text) if found.end() == len(text)), None)


def _can_be_a_heading(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a piece is short, refers to no other paper, and is no label of a party."""
    return (
        len(text.split()) <= _LONGEST
        and not _REFERENCE.search(text[:start])
        and not lexicon.pattern("buyer", "receiver", "other-date", "due-date").fullmatch(text.strip(" :"))
    )


def says_in_title(
    sheet: Sheet, lexicon: Lexicon, ids: Iterable[str], all_ids: Iterable[str]
) -> Heading | None:
    """A heading of the lists; a mere label counts only where the paper has no heading of any kind."""
    own = headings(sheet, lexicon, ids)
    plain = next((heading for heading in own if heading.plain), None)
    if plain or not own:
        return plain
    return None if any(heading.plain for heading in headings(sheet, lexicon, all_ids)) else own[0]


@dataclass(frozen=True)
class Recognised:
    """The kind of a paper and the words that show it; without a kind ``reason`` says why."""

    kind: str
    reason: str


def recognise(sheet: Sheet, kinds: Iterable[EvidenceKind], lexicon: Lexicon) -> Recognised:
    """The kind of evidence that a paper shows itself to be."""
    rated = [(score, kind, words) for kind in kinds if kind.recognised_by
             for score, words in [_score(sheet, kind.recognised_by, lexicon)]
             if score >= kind.recognised_by.at_least and words]  # fmt: skip
    rated.sort(key=lambda item: (-item[0], item[1].id))
    if not rated:
        return Recognised("", "It has no heading or words of a kind of evidence that is known here.")
    best, kind, words = rated[0]
    if len(rated) > 1 and rated[1][0] == best:
        return Recognised("", f"It may be a {kind.title.lower()} or a {rated[1][1].title.lower()}.")
    said = ", ".join(f'"{word}"' for word in list(dict.fromkeys(words))[:3])
    return Recognised(kind.id, f"Recognised by {said}.")


def _score(sheet: Sheet, by: Recognition, lexicon: Lexicon) -> tuple[int, list[str]]:
    """How much speaks for a kind, and the words that do."""
    if by.never and any(heading.plain for heading in headings(sheet, lexicon, by.never)):
        own = [heading for heading in headings(sheet, lexicon, by.title) if heading.plain]
        first = next(heading for heading in headings(sheet, lexicon, by.never) if heading.plain)
        if not own or sheet.place(first.line) < sheet.place(own[0].line):
            return 0, []
    own = headings(sheet, lexicon, by.title)
    plain = [heading.words for heading in own if heading.plain]
    said = plain or [heading.words for heading in own]
    score = _HEADING if plain else _WORTH if own else 0
    # The longer a heading is, the more it says: "test report" against "report".
    score += max((len(words.split()) for words in plain), default=0)
    text = folded(sheet.text[:_READ])
    lists = [lexicon.several(text, id) for id in by.words]
    heard = [word for words in lists for word in words]
    if not said and (len(heard) < _WORDS_ALONE or sum(map(bool, lists)) < _LISTS_ALONE):
        return 0, []
    return score + len(heard) + (0 if said else _ALONE), [*said, *heard]
