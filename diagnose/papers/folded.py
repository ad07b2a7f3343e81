"""One spelling for words that are compared: case, width, accents and kinds of quotes do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SAME = str.maketrans({"ß": "ss", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-",
                       "‑": "-", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "\xad": ""})  # fmt: skip
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
    """What finds any of the phrases as whole words in a folded text; the longest counts.

    Scripts without spaces have no edges of words.
    """
    edged: dict[tuple[bool, bool], list[str]] = {}
    for form in sorted({folded(phrase) for phrase in phrases}, key=lambda form: (-len(form), form)):
        edged.setdefault((_has_edge(form[0]), _has_edge(form[-1])), []).append(form)
    groups = [_group(*edges, forms) for edges, forms in sorted(edged.items(), reverse=True)]
    return re.compile("|".join(groups) or r"(?!)")


def _has_edge(char: str) -> bool:
    return char.isalnum() and not re.match(rf"[{_UNSPACED}]", char)


def _group(before: bool, after: bool, forms: list[str]) -> str:
    inner = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return f"{_EDGE_BEFORE * before}(?:{inner}){_EDGE_AFTER * after}"


_EDGE_BEFORE, _EDGE_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
