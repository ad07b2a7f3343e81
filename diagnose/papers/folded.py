"""One spelling for words that are compared: case, width, accents and kinds of quotes do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SAME = str.maketrans({"ß": "ss", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-",
                       "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "\xad": ""})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """The text in lower case without accents, with single spaces.

    >>> folded("Straße  Nº 5, CAFÉ")
    'strasse no 5, cafe'
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SAME))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, folded."""
    return _WORD.findall(folded(text))


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the phrases as whole words in a folded text; the longest counts."""
    forms = sorted({folded(phrase) for phrase in phrases}, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(_whole, forms)) or r"(?!)")


def _whole(form: str) -> str:
    """A form between the edges of words; scripts without spaces have no edges."""
    inner = re.escape(form).replace(r"\ ", r"\s+")
    before = r"(?<![^\W_])" if re.match(r"\w", form) and not re.match(rf"[{_UNSPACED}]", form) else ""
    after = r"(?![^\W_])" if re.search(r"\w$", form) and not re.search(rf"[{_UNSPACED}]$", form) else ""
    return f"{before}{inner}{after}"
