"""The wording grammar: a phrase of the knowledge -> the literals to look for.

``a|b`` are alternatives, `` ... `` a gap in this order, `` & `` any order, ``<name>`` a list of words, a
trailing ``*`` any ending, ``#`` or any digits any number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from diagnose.knowledge.folding import fold_phrase

MOST_LITERALS = 2000
_NAME = re.compile(r"<([a-z0-9-]+)>")


class Literal(NamedTuple):
    """A string to look for; ``open_end`` lets the word go on."""

    text: str
    open_end: bool = False


Part = tuple[Literal, ...]
"""Alternatives, any of which may stand here."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Groups in any order; within a group parts in this order; all in one sentence."""

    groups: tuple[tuple[Part, ...], ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, group by group."""
        return tuple(part for group in self.groups for part in group)


@lru_cache(maxsize=65536)
def _literal(text: str) -> Literal:
    open_end = text.endswith("*")
    body = fold_phrase(text.rstrip("*"))
    if "*" in body:
        raise ValueError(f'"{text}": a * may only stand at the end of an alternative')
    if not body:
        raise ValueError("an alternative is empty")
    return Literal(body, open_end)


def forget() -> None:
    """Let go of what was remembered of literals: whoever has compiled them reads them no more."""
    _literal.cache_clear()


def _spelled_out(alternative: str, words: Mapping[str, Sequence[str]]) -> list[str]:
    """Put the words of each ``<name>`` into the alternative."""
    if "<" not in alternative:
        return [alternative]
    pieces = _NAME.split(alternative)
    for name in pieces[1::2]:
        if name not in words:
            raise ValueError(f'"<{name}>" is no list of words')
    choices = [words[piece] if index % 2 else [piece] for index, piece in enumerate(pieces)]
    return ["".join(choice).strip() for choice in product(*choices)]


def parse_alternative(text: str, words: Mapping[str, Sequence[str]]) -> list[Literal]:
    """Read one alternative of a part; raises ``ValueError`` where it breaks the grammar."""
    return [_literal(spelled) for spelled in _spelled_out(text.strip(), words)]


def check_size(text: str, literals: Sized) -> None:
    """Refuse a part that stands for too many strings, with ``ValueError``."""
    if len(literals) > MOST_LITERALS:
        raise ValueError(f'"{text}" stands for {len(literals)} strings; at most {MOST_LITERALS} are allowed')


def _part(text: str, words: Mapping[str, Sequence[str]]) -> Part:
    literals = {
        literal for alternative in text.split("|") for literal in parse_alternative(alternative, words)
    }
    check_size(text, literals)
    return tuple(sorted(literals))


def split_phrase(text: str) -> list[list[str]]:
    """The parts of a phrase as they are written, group by group."""
    return [group.split(" ... ") for group in f" {text} ".split(" & ")]


def parse_phrase(text: str, words: Mapping[str, Sequence[str]]) -> Phrase:
    """Read a phrase of the wording grammar.

    Raises:
        ValueError: the phrase breaks the grammar; the message says how.
    """
    groups = split_phrase(text)
    return Phrase(tuple(tuple(_part(part, words) for part in group) for group in groups))


def word_lists(
    entries: Mapping[str, Sequence[str]], wanted: Iterable[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """Spell out all or some word lists; they use other lists (a circle is an error)."""
    done: dict[str, tuple[str, ...]] = {}

    def spell(name: str, trail: tuple[str, ...]) -> tuple[str, ...]:
        if name in trail:
            raise ValueError(f'"<{name}>" is defined by way of itself')
        if name not in entries:
            raise ValueError(f'"<{name}>" is no list of words')
        if name not in done:
            done[name] = tuple(
                spelled
                for phrase in entries[name]
                for alternative in phrase.split("|")
                for spelled in _spelled_out(
                    alternative.strip(),
                    {inner: spell(inner, (*trail, name)) for inner in _NAME.findall(alternative)},
                )
            )
        return done[name]

    return {name: spell(name, ()) for name in (entries if wanted is None else wanted)}
