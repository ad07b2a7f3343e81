"""Rules that listen: a unit of the letter says something, or says none of several things."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge.models import LetterPart, ReviewRule
from diagnose.review.given import Desk, Spot, Spots, whole
from diagnose.review.letter import Letter, Sentence, Unit
from diagnose.review.parts import PARTS

FEWEST_WORDS = 4
"""An item with fewer words (a name, a date) says nothing that a rule could miss in it."""


def listened(desk: Desk) -> Spots:
    """Where a rule with ``says`` or ``lacks`` finds what it looks for."""
    rule, letter = desk.rule, desk.letter
    units = list(_units(rule, letter))
    shown = [unit for unit in units if _shows(rule, unit, letter)]
    if len(shown) < rule.at_least or len(shown) < rule.share * len(units):
        return
    for unit in shown:
        yield _spot(rule, unit)


def _units(rule: ReviewRule, letter: Letter) -> Iterator[Unit]:
    within = rule.within or PARTS
    if rule.of == "letter":
        if any(letter.of(part) for part in within):
            yield Unit(letter.sentences)
    elif rule.of == "part":
        yield from (Unit(letter.of(part)) for part in within if letter.of(part))
    elif rule.of == "item":
        yield from (unit for unit in letter.items(within) if unit.words >= FEWEST_WORDS)
    else:
        yield from (Unit((sentence,)) for sentence in letter.sentences if sentence.part in within)


def _shows(rule: ReviewRule, unit: Unit, letter: Letter) -> bool:
    says = unit.says if rule.lacks else frozenset().union(*(s.says for s in unit.sentences))
    there = says.isdisjoint(rule.lacks) if rule.lacks else not says.isdisjoint(rule.says)
    if not there or (rule.also and says.isdisjoint(rule.also)) or not says.isdisjoint(rule.unless):
        return False
    return not rule.unless_part or not _said_elsewhere(rule, letter, unit.sentences[0].part)


def _said_elsewhere(rule: ReviewRule, letter: Letter, part: LetterPart) -> bool:
    """Whether a sentence of the part says what excuses a finding, without what is looked for."""
    return any(
        not s.says.isdisjoint(rule.unless_part) and s.says.isdisjoint(rule.says) for s in letter.of(part)
    )


def _spot(rule: ReviewRule, unit: Unit) -> Spot:
    if rule.of == "letter":
        return whole()
    first: Sentence = unit.sentences[0]
    end = unit.sentences[-1].end if rule.of == "item" else first.end
    places = [s.places[theme] for s in unit.sentences for theme in rule.says if theme in s.places]
    return Spot(first.start, end, word=min(places, default=None))
