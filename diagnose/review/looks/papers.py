"""What a letter says of a paper against the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.review.forms import ASIN, days
from diagnose.review.given import Desk, Spot, Spots
from diagnose.review.letter import Sentence

_REFERENCE = re.compile(r"(?<![\w-])(?=[\w-]*\d[\w-]*\d[\w-]*\d[\w-]*\d)\w[\w-]*\w(?![\w-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS = re.compile(r"(?<![\w.,/-])(\d[\d,]*)(?= (?:\w+ )?of B0)|(?<![\w.,/-])(\d[\d,]*)(?= units?\b)")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*")


def differs_from_paper(desk: Desk) -> Spots:
    """Days and units that a sentence gives for a paper whose number it names, and that are not on it."""
    references = {name: set(_REFERENCE.findall(text)) for name, text in desk.given.papers.items()}
    for sentence in desk.letter.sentences:
        own = {r for r in _REFERENCE.findall(ASIN.sub(" ", sentence.text)) if not _YEAR.fullmatch(r)}
        for name, text in sorted(desk.given.papers.items()):
            if own & references[name]:
                wrong = "; ".join(_not_on_it(desk, sentence, text))
                if wrong:
                    yield Spot(sentence.start, sentence.end, f"Not on {name}: {wrong}.")


def _not_on_it(desk: Desk, sentence: Sentence, paper: str) -> Iterator[str]:
    there = {day.date for day in days(paper, desk.months) if day.date}
    told = [day for day in days(sentence.text, desk.months) if day.date and day.year]
    if there and told and there.isdisjoint(day.date for day in told):
        yield sentence.text[told[0].start : told[0].end]
    numbers = {number.replace(",", "") for number in _NUMBER.findall(paper)}
    for first, second in _UNITS.findall(sentence.text):
        if (first or second).replace(",", "") not in numbers:
            yield f"{first or second} units"
