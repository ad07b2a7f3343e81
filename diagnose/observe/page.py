"""A notice, the book it is read by and what stands in it: hits, sections, and quotes in its own words."""

from __future__ import annotations

from typing import NamedTuple

from diagnose.knowledge.models import Wording
from diagnose.knowledge.sayings import Sayings, Teller
from diagnose.knowledge.wording import ALLEGED, Hit, Phrasebook, Reading
from diagnose.observe.measure import Measure
from diagnose.observe.mentions import quote_of
from facts_schema import Notice, Quote

_LONGEST_QUOTE = 160


class Page(NamedTuple):
    """A notice, the book it is read by, and its reading."""

    notice: Notice
    number: int
    book: Phrasebook
    reading: Reading

    def sayings(self, teller: Teller) -> Sayings:
        """What the terms of its sentences tell."""
        text = self.reading.folded.text
        return Sayings(teller, [text[at:until] for at, until, *_ in self.reading.sentences])

    def entry(self, hit: Hit) -> Wording:
        """The wording that was found."""
        return self.book.entries[hit.entry]

    def section(self, hit: Hit) -> str:
        """The section a hit stands in."""
        return self.reading.sentences[hit.sentence].section

    def alleges(self, hit: Hit) -> bool:
        """Whether a hit is an allegation."""
        return (self.book.facts[hit.entry] or "").startswith(ALLEGED)

    def quote(self, hit: Hit | Measure) -> Quote:
        """The words of a hit, widened to its sentence where that is short enough to be read."""
        sentence = self.reading.sentences[hit.sentence]
        start, end = hit.start, hit.end
        if sentence.end - sentence.start <= _LONGEST_QUOTE:
            start, end = sentence.start, sentence.end
        return self.span_quote(start, end)

    def span_quote(self, start: int, end: int) -> Quote:
        """The words of a span of the folded text, as they stand in the notice."""
        first, last = self.reading.folded.span(start, end)
        text = self.notice.text[first:last]
        last -= len(text) - len(text.rstrip())
        return quote_of(self.notice, self.number, first, last)
