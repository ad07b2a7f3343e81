"""Which language a text is in: by its script, else by the commonest words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import chain

from diagnose.knowledge.models import Language
from diagnose.knowledge.remembering import Room, remembering, remembering_more
from diagnose.knowledge.terms import Splitter
from diagnose.knowledge.wrapping import unwrapped

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SCRIPTS = {
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "han": re.compile(r"[\u4e00-\u9fff]"),
    "hangul": re.compile(r"[\uac00-\ud7af]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "arabic": re.compile(r"[\u0600-\u06ff]"),
    "hebrew": re.compile(r"[\u0590-\u05ff]"),
    "thai": re.compile(r"[\u0e00-\u0e7f]"),
    "devanagari": re.compile(r"[\u0900-\u097f]"),
    "tamil": re.compile(r"[\u0b80-\u0bff]"),
    "greek": re.compile(r"[\u0370-\u03ff]"),
}
_ANY_SCRIPT = re.compile("|".join(script.pattern for script in _SCRIPTS.values()))
_READ = 20_000
_BLANK = re.compile(r"[^\n]")
_OWN, _SHARED = 3, 2
"""What a common word of one language, and one of several, says for it; one word alone tells nothing."""
_LEAST_OF_A_PART = 100
"""A language of which a message has fewer characters has no part of its own in it."""


def _by_script(text: str, languages: Mapping[str, Language]) -> str | None:
    if text.isascii() or not _ANY_SCRIPT.search(text):
        return None
    letters = max(1, sum(map(str.isalpha, text)))
    for name, pattern in _SCRIPTS.items():
        # Kana decide for Japanese even among many Chinese characters.
        share = len(pattern.findall(text)) / letters
        if share > (0.05 if name == "kana" else 0.2):
            return next((code for code, language in languages.items() if name in language.scripts), None)
    return None


class LanguageTeller:
    """Tells which of the known languages a text is in; compiled once, safe to share."""

    def __init__(self, languages: Mapping[str, Language], room: Room | None = None) -> None:
        """``room`` is for what it remembers of lines."""
        room = room or Room()
        self._languages = languages
        common: dict[str, list[str]] = defaultdict(list)
        for code, language in languages.items():
            for word in language.common:
                common[word].append(code)
        self._says = {word: codes * (_OWN if len(codes) == 1 else _SHARED) for word, codes in common.items()}
        self._said_in = Splitter(self._said_by)
        self._said = remembering(lambda line: self._said_in(line.casefold()), room)
        self._tell_line = remembering_more(self._told_beside, room)

    def tell(self, text: str) -> str | None:
        """The ISO 639-1 code of a text's language, or ``None`` where too little speaks for any."""
        text = text[:_READ]
        return _by_script(text, self._languages) or _most_said(self._scores(text))

    def _scores(self, text: str) -> Counter[str]:
        """How much the common words in a text say for each language."""
        return Counter(chain.from_iterable(map(self._said, text.split("\n"))))

    def _said_by(self, chunk: str) -> list[str]:
        """The languages of the common words in what stands without a space, of one language more often."""
        said = filter(self._says.__contains__, _WORD.findall(chunk))
        return [*chain.from_iterable(map(self._says.__getitem__, said))]

    def parts(self, text: str, main: str | None) -> dict[str, str]:
        """Languages that whole lines of a text are in, each with the text in which all other lines are blank.

        Lines that only wrap are one line. Lines that tell no language go with the line before. A text that
        is all in its ``main`` language (:meth:`tell`) has no parts; one in ASCII is taken to be.
        """
        if text.isascii():
            return {}
        lines = unwrapped(text).splitlines(keepends=True)
        told: list[str | None] = []
        for line in lines:
            told.append(self._tell_line(line, main) or (told[-1] if told else None))
        if main and {main, None}.issuperset(told):
            return {}
        lengths: Counter[str | None] = Counter()
        for line, code in zip(lines, told, strict=True):
            lengths[code] += len(line.strip())
        return {
            code: "".join(
                line if other == code else _BLANK.sub(" ", line)
                for line, other in zip(lines, told, strict=True)
            )
            for code, length in sorted(lengths.items(), key=str)
            if code and length >= _LEAST_OF_A_PART
        }

    def _told_beside(self, line: str, main: str | None) -> str | None:
        """The language of a line; neighbours share words, so one beside the main one must say far more."""
        by_script = _by_script(line, self._languages)
        if by_script:
            return by_script
        scores = self._scores(line)
        best = _most_said(scores)
        return best if main is None or best is None or scores[best] > 2 * scores[main] else main


def _most_said(scores: Counter[str]) -> str | None:
    best = min(scores, key=lambda code: (-scores[code], code), default=None)
    return best if best and scores[best] > _OWN else None


def language_of(text: str, languages: Mapping[str, Language]) -> str | None:
    """The language of one text; for many texts keep a :class:`LanguageTeller`."""
    return LanguageTeller(languages).tell(text)
