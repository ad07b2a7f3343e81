"""Laws of the review: what a rule listens for is worded, phrases can be read, and sources stand behind."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge.laws.world import WORD_LIST, World, problem
from diagnose.knowledge.models import Said
from diagnose.knowledge.models.review import COMPUTED
from diagnose.knowledge.phrases import parse_phrase, word_lists
from diagnose.knowledge.problems import Problem, did_you_mean


def review_phrases_can_be_read(world: World) -> Iterator[Problem]:
    """Every phrase of the review follows the wording grammar, and uses lists of its own language."""
    for language in sorted({said.language for said in world.base.review_wordings}):
        entries = [said for said in world.base.review_wordings if said.language == language]
        written = {said.words: said.phrases for said in entries if said.words}
        try:
            words = word_lists(written)
        except ValueError as error:
            yield Problem(entries[0].file, 0, f"a list of words of the review cannot be used: {error}.")
            continue
        for said in entries:
            yield from _unreadable(said, words)


def _unreadable(said: Said, words: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    for phrase in () if said.words else (*said.phrases, *said.unless, *said.without):
        unknown = [name for name in WORD_LIST.findall(phrase) if name not in words]
        try:
            reason = f'"<{unknown[0]}>" is no list of words' if unknown else ""
            if not unknown:
                parse_phrase(phrase, words)
        except ValueError as error:
            reason = str(error)
        if reason:
            yield problem(said, f'the review wording of "{said.theme}", phrase "{phrase}": {reason}.')


def review_rules_can_hear(world: World) -> Iterator[Problem]:
    """What a review rule listens for is seen by its form, or worded in some language."""
    known = COMPUTED | {said.theme for said in world.base.review_wordings}
    for rule in world.base.review_rules.values():
        for theme in rule.themes:
            if theme not in known and not world.excused(theme):
                text = f'asks about "{theme}", which no file under rules/review/<language>/ words.'
                yield problem(rule, f'review rule "{rule.id}" {text}{did_you_mean(theme, known)}')


def review_words_are_of_something(world: World) -> Iterator[Problem]:
    """The words for a ground or a document name one that there is."""
    for said in world.base.review_wordings:
        for name, known, kind in (
            (said.ground, world.base.grounds, "ground"),
            (said.document, world.base.evidence, "evidence"),
        ):
            if name and name not in known and not world.excused(name):
                hint = did_you_mean(name, known)
                yield problem(
                    said, f'a review wording names the {kind} "{name}", which is not defined.{hint}'
                )


def review_rules_cite_a_source(world: World) -> Iterator[Problem]:
    """Whatever a review rule says on Amazon's word names the page; only practice stands without."""
    for rule in world.base.review_rules.values():
        if rule.basis != "practice" and not rule.sources:
            yield problem(rule, f'review rule "{rule.id}" cites no source; cite one, or say basis: practice.')
