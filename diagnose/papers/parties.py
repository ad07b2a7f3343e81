"""Names and addresses held against each other: strict on what tells two apart, lenient on spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from diagnose.papers.folded import words_of

Likeness = Literal["same", "nearly", "other"]
_CLOSE = 0.86
_DIGIT = re.compile(r"\d")
_MISREAD = str.maketrans("oilsbz", "011582")
"""Letters that text recognition takes digits for."""


@dataclass(frozen=True)
class Spelling:
    """How firms and streets are written: ``forms`` are legal forms, ``short`` leads from short words to long.

    ``lands`` are names of countries, which need not stand on a paper of the same country.
    """

    forms: frozenset[str]
    short: Mapping[str, str]
    lands: frozenset[str]

    def name(self, text: str) -> tuple[list[str], list[str]]:
        """The words of a firm's name, and those of its legal form."""
        words = _joined_letters(words_of(text))
        own = [word for word in words if word not in self.forms and word not in ("and", "the")]
        return own, [self.short.get(word, word) for word in words if word in self.forms]

    def address(self, text: str) -> list[str]:
        """The words and numbers of an address, spelled out, without the country."""
        words = [part for word in words_of(text) for part in self.short.get(word, word).split()]
        joined = " ".join(words)
        for land in sorted(self.lands, key=len, reverse=True):
            joined = re.sub(rf"(?<!\w){re.escape(land)}(?!\w)", " ", joined)
        return joined.split()


def _joined_letters(words: Sequence[str]) -> list[str]:
    """Single letters in a row are one word: "l.l.c" is "llc", as is "L L C"."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        joined += [run] if run else []
        joined += [word] if word else []
        run = ""
    return joined


@dataclass(frozen=True)
class Match:
    """How well some words are a name or an address; ``remark`` says what differs."""

    likeness: Likeness
    remark: str = ""


def name_in(name: str, text: str, spelling: Spelling, scanned: bool = False) -> Match:
    """Whether a firm's name stands in a text."""
    wanted, form = spelling.name(name)
    own, forms = spelling.name(text)
    if not wanted:
        return Match("other")
    if _holds(own, wanted) or _holds(["".join(own)], ["".join(wanted)]):
        return _forms_compared(form, forms, text)
    close = _closest("".join(wanted), own, len(wanted))
    if close >= (0.9 if scanned else 1.0):
        return Match("same", "some letters of the scan are unclear")
    return Match("nearly" if close >= _CLOSE else "other")


def _forms_compared(wanted: Sequence[str], found: Sequence[str], text: str) -> Match:
    if not wanted or any(form in found for form in wanted):
        return Match("same")
    if found:
        return Match("nearly", f"the legal form differs ({' '.join(wanted)} in the account)")
    return Match("same", f'the legal form "{" ".join(wanted)}" is missing')


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(words[at : at + size]) == list(wanted) for at in range(len(words) - size + 1))


def _closest(wanted: str, words: Sequence[str], size: int) -> float:
    """How like the wanted letters the likest run of as many words is, one more or less."""
    best = 0.0
    for length in {max(1, size - 1), size, size + 1}:
        for at in range(len(words) - length + 1):
            other = "".join(words[at : at + length])
            if abs(len(other) - len(wanted)) <= 0.4 * len(wanted):
                best = max(best, SequenceMatcher(None, wanted, other, autojunk=False).ratio())
    return best


def address_in(address: str, text: str, spelling: Spelling, scanned: bool = False) -> Match:
    """Whether an address stands in a text: every number of it, and nearly every word."""
    wanted, there = spelling.address(address), spelling.address(text)
    if not wanted or not there:
        return Match("other")
    numbers = [word for word in wanted if _DIGIT.search(word)]
    words = [word for word in wanted if not _DIGIT.search(word)]
    lost = [number for number in numbers if not _number_in(number, there, scanned)]
    missing = [word for word in words if not _word_in(word, there, scanned)]
    if not lost and not missing:
        return Match("same")
    if not lost and len(missing) <= len(words) // 4:
        return Match("nearly", f'"{" ".join(missing)}" of the account\'s address is not there')
    return Match("other", _lost(lost, missing))


def _lost(numbers: Sequence[str], words: Sequence[str]) -> str:
    return f'"{" ".join((*numbers, *words))}" of the account\'s address is not there'


def _number_in(number: str, there: Iterable[str], scanned: bool) -> bool:
    """A number must stand as it is; a post code may be followed by its extension or be written in two."""
    together = "".join(there)
    words = list(there)
    if number in words or (len(number) >= 5 and any(word.startswith(number) for word in words)):
        return True
    if len(number) >= 5 and number in together:
        return True
    return scanned and number in (word.translate(_MISREAD) for word in words)


def _word_in(word: str, there: Sequence[str], scanned: bool) -> bool:
    if word in there or len(word) == 1:
        return True
    if len(word) >= 4 and word in "".join(there):
        return True
    return _closest(word, there, 1) >= (0.75 if scanned else 0.95)


def looks_like_address(text: str, streets: re.Pattern[str]) -> bool:
    """Whether a text has what addresses have: a number beside a word for a street, or a post code."""
    plain = " ".join(words_of(text))
    if _DIGIT.search(plain) and streets.search(plain):
        return True
    return _POSTCODE.search(text) is not None


_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2},? \d{5}(?:-\d{4})?\b"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,6},? [^\W\d_a-z][^\W\d_]{2,}|[^\W\d_a-z][^\W\d_]{2,} \d{5,6}\b"
)
"""British, American, continental and Asian post codes beside a place."""
