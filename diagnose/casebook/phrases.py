"""Which phrase lets a notice say a fact: found by reading with a book that has one entry a phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
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
        if language in knowledge.wordings:
            _collect(_book(_Identity(knowledge), language), notice.text, places)
    for fact, found in places.items():
        if len(found) == 1:
            yield next(iter(found)), fact


def _collect(book: Phrasebook, text: str, places: dict[str, set[Place]]) -> None:
    for hit in book.read(text).hits:
        entry = book.entries[hit.entry]
        if entry.fact:
            places[entry.fact].add((entry.file, entry.line, entry.phrases[0]))


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
