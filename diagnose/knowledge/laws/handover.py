"""Laws of the handover: a draft has its phrases, a clock its length, and what Amazon says its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.knowledge.laws.prose import SCOPES
from diagnose.knowledge.laws.world import World, problem
from diagnose.knowledge.models import ContactKind, PhraseKind
from diagnose.knowledge.models.handover import CONTACTS, GAPS, PHRASES
from diagnose.knowledge.problems import Problem, did_you_mean

TIMES = ("hours", "days", "business-days", "months")
_GAP = re.compile(r"\{([^{}]*)\}")


def phrases_are_there(world: World) -> Iterator[Problem]:
    """Each phrase that a draft is made with is there, no other is, and each has only gaps that are filled."""
    phrases = world.base.phrases
    for name in PHRASES if "phrases" not in world.draft.missing else ():
        if name not in phrases and not world.excused(name):
            yield Problem("rules/drafting/*.yaml", 0, f'the phrase "{name}" is missing; a draft needs it.')
    for phrase in phrases.values():
        if phrase.id not in PHRASES:
            hint = did_you_mean(phrase.id, PHRASES) or f" They are: {', '.join(PHRASES)}."
            yield problem(phrase, f'phrase "{phrase.id}" is used by no draft.{hint}')
        yield from _gaps(phrase, (*phrase.heads, *phrase.links, *phrase.tails), GAPS)


def _gaps(
    item: PhraseKind | ContactKind, texts: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[Problem]:
    kind = "phrase" if isinstance(item, PhraseKind) else "contact"
    for gap in [gap for text in texts for gap in _GAP.findall(text) if gap not in known]:
        usual = ", ".join("{" + name + "}" for name in known)
        hint = did_you_mean(gap, known) or f" It may use {usual}."
        yield problem(item, f'{kind} "{item.id}" has the gap {{{gap}}}, which nothing fills.{hint}')


def clocks_have_a_length(world: World) -> Iterator[Problem]:
    """The limit of a clock is a time, and what a clock, a route or a watch is for has a scope that exists."""
    limits = {limit.id: limit for limit in world.base.limits}
    for clock in world.base.clocks.values():
        limit = limits.get(clock.limit)
        if limit and limit.unit not in TIMES:
            units = ", ".join(TIMES)
            why = f'takes its length from the limit "{limit.id}", which is no time but a {limit.unit}'
            yield problem(clock, f'clock "{clock.id}" {why}; name one in {units}.')
    for kind, items in (
        ("clock", world.base.clocks),
        ("route", world.base.routes),
        ("watch", world.base.watches),
    ):
        for item in items.values():
            for scope in item.fits.scopes:
                if scope not in SCOPES:
                    hint = did_you_mean(scope, SCOPES) or f" It is one of: {', '.join(SCOPES)}."
                    yield problem(
                        item, f'{kind} "{item.id}" is for the scope "{scope}", which is unknown.{hint}'
                    )


def contacts_are_there(world: World) -> Iterator[Problem]:
    """Wherever the exchange with Amazon stands, somebody says what to write and what not."""
    told = {contact.state for contact in world.base.contacts.values()}
    for state in CONTACTS if "contacts" not in world.draft.missing else ():
        if state not in told and not world.draft.incomplete:
            yield Problem("rules/contact/*.yaml", 0, f'nothing says what to write in the state "{state}".')
    for contact in world.base.contacts.values():
        yield from _gaps(contact, (*contact.do, *contact.leave), ("day",))


def handover_cites_a_source(world: World) -> Iterator[Problem]:
    """Whatever is told on Amazon's word names the page; only practice stands without."""
    for kind, items in (
        ("route", world.base.routes),
        ("clock", world.base.clocks),
        ("watch", world.base.watches),
        ("contact", world.base.contacts),
    ):
        for item in items.values():
            if item.basis != "practice" and not item.sources:
                yield problem(item, f'{kind} "{item.id}" cites no source; cite one, or say basis: practice.')
