"""The lists of words for papers, compiled when they are first looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diagnose.knowledge.models import PaperWords
from diagnose.papers.folded import folded, pattern_of
from diagnose.papers.parties import Spelling


class Lexicon:
    """What the knowledge says of words on papers. A list that it does not have is empty."""

    def __init__(self, lists: Mapping[str, PaperWords]) -> None:
        self._lists = lists
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.spelling = Spelling(
            forms=frozenset(
                "".join(folded(word).replace(".", "").split()) for word in self.words("legal-forms")
            ),
            short=self.pairs("address-words"),
            lands=frozenset(folded(word) for word in self.words("countries")),
        )

    def words(self, *ids: str) -> tuple[str, ...]:
        """The words of some lists."""
        return tuple(word for id in ids if id in self._lists for word in self._lists[id].words)

    def pairs(self, id: str) -> dict[str, str]:
        """What a list spells out, folded."""
        pairs = self._lists[id].pairs if id in self._lists else {}
        return {folded(short): folded(long) for short, long in pairs.items()}

    def pattern(self, *ids: str) -> re.Pattern[str]:
        """What finds the words of some lists in a folded text."""
        if ids not in self._patterns:
            self._patterns[ids] = pattern_of(self.words(*ids))
        return self._patterns[ids]

    def several(self, text: str, id: str, most: int = 2) -> list[str]:
        """Different words of a list in a folded text, as many as count."""
        found = dict.fromkeys(match[0] for match in self.pattern(id).finditer(text))
        return list(found)[:most]

    def heard(self, text: str, *ids: str) -> str:
        """The first of the words in a folded text; empty if there is none."""
        found = self.pattern(*ids).search(text)
        return found[0] if found else ""
