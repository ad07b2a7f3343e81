"""Laws of sentences: sources stand behind them, gaps can be filled, phrases can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from diagnose.knowledge.laws.world import WORD_LIST, World, problem
from diagnose.knowledge.models import ActionKind, EnforcementKind, Item, Wording
from diagnose.knowledge.phrases import parse_phrase, word_lists
from diagnose.knowledge.problems import Problem, did_you_mean

SCOPES = ("account", "seller-fulfilled", "inbound", "store", "brand", "listing")
_TO_WRITE = "FILL IN"
"""What the scaffold of a ground says in place of a text."""
_GAP = re.compile(r"\{([^{}]*)\}")
_PLAN_GAPS = frozenset({"listings", "date", "owner", "units"})


def checks_cite_a_source(world: World) -> Iterator[Problem]:
    """Whoever says what Amazon requires says where; only practice stands without."""
    for evidence in world.base.evidence.values():
        for check in evidence.checks:
            if check.basis != "practice" and not check.sources:
                who = f'check "{check.id}" of evidence "{evidence.id}"'
                yield problem(check, f"{who} cites no source; cite one, or say basis: practice.")


def nothing_is_left_to_fill_in(world: World) -> Iterator[Problem]:
    """The scaffold of a ground marks what its author has to write."""
    for ground in world.base.grounds.values():
        left = ground.model_dump_json().count(_TO_WRITE)
        if left:
            yield problem(
                ground, f'ground "{ground.id}" still says {_TO_WRITE} {left} times; write these texts.'
            )


def gaps_can_be_filled(world: World) -> Iterator[Problem]:
    """A sentence has only such gaps as the program can fill."""
    metrics = {*world.base.metrics, *(f"{name}.target" for name in world.base.metrics)}
    for _, scope in world.scopes:
        for rule in scope.rules:
            yield from _gaps(rule, f'rule "{rule.id}"', rule.because, metrics | {"listings"})
        for action in scope.actions:
            for text in _texts(action):
                yield from _gaps(action, f'action "{action.id}"', text, _PLAN_GAPS | metrics)
    for flag in world.base.flags.values():
        yield from _gaps(flag, f'flag "{flag.id}"', f"{flag.because} {flag.do}", frozenset({"listings"}))


def _texts(action: ActionKind) -> list[str]:
    tenses = action.corrective or action.preventive
    return [tenses.do, tenses.done] if tenses else []


def _gaps(item: Item, who: str, text: str, known: frozenset[str] | set[str]) -> Iterator[Problem]:
    for gap in _GAP.findall(text):
        if gap not in known:
            usual = ", ".join(sorted("{" + name + "}" for name in known & (_PLAN_GAPS)))
            hint = (
                did_you_mean(gap, known)
                or f" It may use {usual}, {{<metric id>}} and {{<metric id>.target}}."
            )
            yield problem(item, f"{who} has the gap {{{gap}}}, which nothing fills.{hint}")


def phrases_can_be_read(world: World) -> Iterator[Problem]:
    """Every phrase follows the wording grammar."""
    for code in world.base.wordings:
        entries = world.base.wordings[code]
        words = _lists(entries)
        yield from _circles(entries, words)
        for entry in entries:
            for phrase in (*entry.phrases, *entry.unless, *entry.without):
                reason = "" if entry.words else _phrase_fault(phrase, words)
                if reason:
                    yield problem(entry, f'the wording of "{entry.key[1]}", phrase "{phrase}": {reason}.')


def _lists(entries: tuple[Wording, ...]) -> dict[str, tuple[str, ...]]:
    written = {entry.words: entry.phrases for entry in entries if entry.words}
    try:
        return word_lists(written)
    except ValueError:
        return dict(written)


def _circles(entries: tuple[Wording, ...], words: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    written = {entry.words: entry.phrases for entry in entries if entry.words}
    for entry in entries:
        if not entry.words:
            continue
        try:
            word_lists({name: written[name] for name in _reached(entry.words, written) if name in written})
        except ValueError as error:
            if "is no list" not in str(error):
                yield problem(entry, f'the list of words "{entry.words}": {error}.')


def _reached(name: str, written: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            ahead += [inner for phrase in written.get(here, ()) for inner in WORD_LIST.findall(phrase)]
    return seen


def _phrase_fault(phrase: str, words: Mapping[str, tuple[str, ...]]) -> str:
    unknown = [name for name in WORD_LIST.findall(phrase) if name not in words]
    if unknown:
        return ""
    try:
        parse_phrase(phrase, words)
    except ValueError as error:
        return str(error)
    return ""


def scopes_are_known(world: World) -> Iterator[Problem]:
    """A wording's scope is one of the scopes of an enforcement."""
    items: list[Wording | EnforcementKind] = [entry for _, entry in world.wordings]
    for item in (*items, *world.base.enforcement):
        if item.scope is not None and item.scope not in SCOPES:
            hint = did_you_mean(item.scope, SCOPES) or f" It is one of: {', '.join(SCOPES)}."
            yield problem(item, f'the scope "{item.scope}" is unknown.{hint}')
