"""Hearing a letter: the words of its language found in its sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from itertools import pairwise

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.sentences import is_heading
from diagnose.knowledge.wording import Phrasebook, Reading
from diagnose.knowledge.wording import Sentence as Cut
from diagnose.observe import LanguageTeller
from diagnose.review.forms import seen_in
from diagnose.review.letter import Letter, Sentence, with_parts
from diagnose.review.parts import HEADING, parts_of
from facts_schema import Notice

MONTH = "month-"
"""Lists of words so named hold the names of a month, by its number: ``month-1`` is January."""
_BULLET = re.compile(r"[ \t]*(?:[-*•●▪◦‣·■□➢✓✔☑–—o]|\(?\d{1,2}[.)]|\(?[A-Za-z][.)])[ \t]+")
_WIDEST = 120
_DECORATED = re.compile(r"[*_#=]+")


class Hearer:
    """Reads letters with the wording of the review; compiled once a language, safe to share."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        entries: dict[str, list[int]] = defaultdict(list)
        for number, said in enumerate(knowledge.review_wordings):
            entries[said.language].append(number)
        self._said = {
            language: [knowledge.review_wordings[number] for number in numbers]
            for language, numbers in entries.items()
        }
        self._teller = LanguageTeller(knowledge.languages)
        self._books: dict[str, Phrasebook] = {}
        self._months: dict[str | None, Mapping[str, int]] = {}
        self.languages = tuple(sorted(self._said))

    def hear(self, notice: Notice) -> Letter:
        """A letter with its parts. Where its language has no words here only forms are seen."""
        language = notice.language or self._teller.tell(notice.text)
        heard = language in self._said
        book = self._book(language) if heard and language else Phrasebook(())
        joined = unwrapped(notice.text)
        reading = book.read(joined)
        letter = Letter(notice, self._sentences(joined, reading, book, language), language, heard)
        return with_parts(letter, parts_of(letter.sentences))

    def months(self, language: str | None) -> Mapping[str, int]:
        """The names of the months in a language, and what number each is."""
        if language not in self._months:
            named = {n: self.list_of(language, f"{MONTH}{n}") for n in range(1, 13)}
            self._months[language] = {name: n for n, names in named.items() for name in names}
        return self._months[language]

    def list_of(self, language: str | None, name: str) -> tuple[str, ...]:
        """The words of a list, in lower case; none where the language has no such list."""
        return tuple(
            word.casefold()
            for said in self._said.get(language or "", ())
            if said.words == name
            for phrase in said.phrases
            for word in phrase.split("|")
        )

    def _book(self, language: str) -> Phrasebook:
        if language not in self._books:
            self._books[language] = Phrasebook([said.wording() for said in self._said[language]])
        return self._books[language]

    def _sentences(
        self, text: str, reading: Reading, book: Phrasebook, language: str | None
    ) -> tuple[Sentence, ...]:
        themes: dict[int, dict[str, int]] = defaultdict(dict)
        for hit in reversed(reading.hits):
            themes[hit.sentence][book.entries[hit.entry].theme or ""] = reading.folded.stored(hit.start)
        months = self.months(language)
        made: list[Sentence] = []
        item = line_end = -1
        for number, cut in enumerate(reading.sentences):
            start, end = _trimmed(text, *reading.folded.span(cut.start, cut.end))
            seen = {name: start + at for name, at in seen_in(text[start:end], months).items()}
            says = {**themes[number], **seen}
            bullet = (
                bool(_BULLET.match(text, start)) and not text[text.rfind("\n", 0, start) + 1 : start].strip()
            )
            if bullet or start >= line_end:
                item += 1
                line_end = _end_of_line(text, start)
            alone = _is_alone(text, start, end)
            heading = alone and _stands_as_heading(reading, cut, text[start:end], bullet, says.keys())
            made.append(
                Sentence(
                    text=text[start:end],
                    start=start,
                    end=end,
                    item=item,
                    places=says | ({"heading": start} if heading else {}),
                    lead=cut.lead,
                    heading=heading,
                    bullet=bullet,
                    apart=alone and _is_apart(text, start),
                )
            )
        return tuple(made)


_MOST_WORDS = 9
_NUMBERED = re.compile(r"[ \t]*\(?(?:\d{1,2}|[A-Z])[.)]")


def _stands_as_heading(reading: Reading, cut: Cut, text: str, bullet: bool, says: Set[str]) -> bool:
    """Whether a sentence is short and stands alone, as a heading does; a bullet must name a part."""
    plain = _DECORATED.sub(" ", text).strip()
    if not is_heading(reading.folded.text, cut) or len(plain.split()) > _MOST_WORDS:
        return False
    names_part = any(theme.startswith(HEADING) for theme in says)
    return not bullet or (names_part and bool(_NUMBERED.match(text)) and "date" not in says)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands in the line."""
    before, after = text[text.rfind("\n", 0, start) + 1 : start], text[end : _end_of_line(text, end)]
    return not before.strip(" \t*_#-") and not after.strip(" \t*_#")


def _is_apart(text: str, start: int) -> bool:
    """Whether the line before is empty."""
    end = text.rfind("\n", 0, start)
    return end >= 0 and not text[text.rfind("\n", 0, end) + 1 : end].strip()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def unwrapped(text: str) -> str:
    """The text with a space for each line break that only the width of the page made; offsets stay.

    A line was broken for its width where the first word of the next line would not have fitted any more.
    """
    lines = text.split("\n")
    width = max(map(len, lines), default=0)
    breaks = [" " if _goes_on(line, following, width) else "\n" for line, following in pairwise(lines)]
    return "".join(piece for pair in zip(lines, [*breaks, ""], strict=True) for piece in pair)


def _goes_on(line: str, following: str, width: int) -> bool:
    if not line.strip() or not following.strip() or _BULLET.match(following):
        return False
    first = following.split()[0]
    if first[0].islower() or (following[0] in " \t" and _BULLET.match(line)):
        return True
    return width <= _WIDEST and len(line.rstrip()) + 1 + len(first) > width
