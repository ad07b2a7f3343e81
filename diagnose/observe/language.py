"""Which language a text is in: by its script, else by the commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from diagnose.knowledge.models import Language

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
_READ = 20_000


def _by_script(text: str, languages: Mapping[str, Language]) -> str | None:
    letters = max(1, sum(char.isalpha() for char in text))
    for name, pattern in _SCRIPTS.items():
        # Kana decide for Japanese even among many Chinese characters.
        share = len(pattern.findall(text)) / letters
        if share > (0.05 if name == "kana" else 0.2):
            return next((code for code, language in languages.items() if name in language.scripts), None)
    return None


def language_of(text: str, languages: Mapping[str, Language]) -> str | None:
    """The ISO 639-1 code of a text's language, or ``None`` where too little speaks for any."""
    text = text[:_READ]
    found = _by_script(text, languages)
    if found:
        return found
    counts = Counter(word.casefold() for word in _WORD.findall(text))
    scores = {
        code: sum(counts[word] for word in language.common)
        for code, language in languages.items()
        if language.common
    }
    best = max(scores, key=lambda code: (scores[code], code), default=None)
    return best if best and scores[best] > 1 else None
