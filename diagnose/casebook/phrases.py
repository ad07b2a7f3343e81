"""Which phrase lets a notice say a fact: found by reading with a book that has one entry a phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.wording import Phrasebook
from diagnose.observe.language import language_of
from facts_schema import Notice

Place = tuple[str, int, str]
"""A phrase: the file and line of its entry, and its text."""


def heard_by_one_phrase(knowledge: KnowledgeBase, notices: Iterable[Notice]) -> Iterator[tuple[Place, str]]:
    """The facts that the notices say by one phrase only, with that phrase."""
    places: dict[str, set[Place]] = defaultdict(set)
    for notice in notices:
        language = notice.language or language_of(notice.text, knowledge.languages) or "en"
        for fact, phrases in heard_in(knowledge, language, notice.text).items():
            places[fact] |= phrases
    for fact, found in places.items():
        if len(found) == 1:
            yield next(iter(found)), fact


def heard_in(knowledge: KnowledgeBase, language: str, text: str) -> Mapping[str, frozenset[Place]]:
    """The facts that a text says in a language, each with the phrases that say it."""
    places: dict[str, set[Place]] = defaultdict(set)
    if language in knowledge.wordings:
        book = _book(_Identity(knowledge), language)
        for entry in (book.entries[hit.entry] for hit in book.read(text).hits):
            if entry.fact:
                places[entry.fact].add((entry.file, entry.line, entry.phrases[0]))
    return {fact: frozenset(found) for fact, found in places.items()}


class _Identity:
    """A knowledge base as a key: the same object, whatever it holds."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.knowledge is self.knowledge


@lru_cache(maxsize=32)
def _book(identity: _Identity, language: str) -> Phrasebook:
    """The wording of a language with every entry for a fact cut into one entry a phrase."""
    entries = identity.knowledge.wordings[language]
    return Phrasebook(
        [
            entry.model_copy(update={"phrases": (phrase,)}) if entry.fact else entry
            for entry in entries
            for phrase in (entry.phrases if entry.fact else entry.phrases[:1])
        ]
    )
