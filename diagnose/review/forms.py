"""What a sentence shows by its form, whatever the language: dates, figures, links, gaps left open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LINK = re.compile(r"(?i)\bhttps?://\S+|\bwww\.[\w-]+\.\S+")
E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ASIN = re.compile(r"\bB0[0-9A-Z]{8}\b|\b(?<=ASIN: )\d{9}[\dX]\b")
PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|per ?cent\b)")
PAIR = re.compile(r"(?<![\d.,])(\d[\d,]*)\s+(?:out )?of\s+(?:\w+ ){0,2}?(\d[\d,]*)(?![\d.,]?\d)")
_NUMBER = re.compile(r"\d")
_PHONE = re.compile(r"(?!\d{3}-\d{7}-\d{7})(?<![\w-])\+?\(?\d[\d ()/-]{7,}\d(?![\w-])")
_BRACKET = re.compile(r"\[([^\[\]\n]{1,120})\]|\{([^{}\n]{1,60})\}|<([A-Za-z][^<>\n@]{1,60})>")
_EXCLAMATION = re.compile("[!！]")
_QUESTION = re.compile(r"[?？]\s*$")
_BLANK = re.compile(
    r"\bX{2,}\b|\b\w*X{5,}\b|\bx{4,}\b|_{2,}|(?<!\S)#{3,}(?!\s*\w)|\b[A-Z]{2,}(?:_[A-Z]+)+\b"
    r"|\?{3,}|…{2,}|\.{6,}"
)
_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Herr|Frau|Mme|Sig|Sra?)\b\.? [A-Z]|\b[A-Z]\. [A-Z][a-z]{2,}")
_CAPITALS = re.compile(r"\b[A-Z]{4,}(?:[ ,'-]+[A-Z]{2,}){5,}")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
_NAMED = re.compile(
    r"(?i)(?<![\w.,])(\d{1,2})(?:st|nd|rd|th|\.|er|º)?\s+(?:of |de )?([^\W\d_]{3,10})\b\.?,?"
    r"(?:\s+(?:de )?(\d{4})\b)?"
    r"|\b([^\W\d_]{3,10})\.?\s+(?:the )?(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*%|[.,:]\d)(?:,?\s+(\d{4})\b)?"
)
_MONTH_OF = re.compile(r"(?i)\b([^\W\d_]{3,10})\.?,?\s+(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a letter writes it: ``date`` is ``None`` where there is no such day, or where it is open
    which number is the month. ``year`` says whether the year is written.
    """

    start: int
    end: int
    date: dt.date | None
    year: bool = True
    exists: bool = True


def seen_in(text: str, months: Mapping[str, int]) -> dict[str, int]:
    """What a sentence shows by its form, each with where in it."""
    found: dict[str, re.Match[str] | None] = {
        "figure": _NUMBER.search(text),
        "link": LINK.search(text),
        "e-mail": E_MAIL.search(text),
        "phone": _PHONE.search(_without_days(text, months)),
        "exclamation": _EXCLAMATION.search(text),
        "question": _QUESTION.search(text),
        "placeholder": next(gaps(text), None),
        "person": _PERSON.search(text),
        "capitals": _CAPITALS.search(text),
    }
    places = {name: match.start() for name, match in found.items() if match}
    day = next(days(text, months), None)
    if day or _month_of_year(text, months):
        places["date"] = day.start if day else 0
    return places


def gaps(text: str) -> Iterator[re.Match[str]]:
    """What was left open: "[ASIN]", "{date}", "XXXX", "____"; a bracket with a number is a reference."""
    for found in _BRACKET.finditer(text):
        inside = next(group for group in found.groups() if group is not None)
        if not any(char.isdigit() for char in inside):
            yield found
    yield from _BLANK.finditer(text)


def days(text: str, months: Mapping[str, int]) -> Iterator[Day]:
    """Every day that a text names; ``months`` leads from the names of a language, as written, to 1 to 12."""
    for found in _YEAR_FIRST.finditer(text):
        yield _day(found, int(found[1]), int(found[2]), int(found[3]))
    for found in _NUMBERS.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if year < 100 else 0
        if found[2] == "." or first > 12 or first == second:
            yield _day(found, year, second, first)
        elif second > 12:
            yield _day(found, year, first, second)
        else:
            yield Day(*found.span(), None)
    for found in _NAMED.finditer(text):
        name, number, year_text = found[2] or found[4], found[1] or found[5], found[3] or found[6]
        month = _month(name, months)
        if month and 1 <= int(number) <= 31:
            yield _day(found, int(year_text or 2000), month, int(number), bool(year_text))


def _month(name: str, months: Mapping[str, int]) -> int | None:
    return months.get(name.casefold())


def _day(found: re.Match[str], year: int, month: int, day: int, written: bool = True) -> Day:
    try:
        return Day(*found.span(), dt.date(year, month, day), written)
    except ValueError:
        return Day(*found.span(), None, written, exists=False)


def _month_of_year(text: str, months: Mapping[str, int]) -> bool:
    return any(_month(found[1], months) for found in _MONTH_OF.finditer(text))


def _without_days(text: str, months: Mapping[str, int]) -> str:
    for day in days(text, months):
        text = text[: day.start] + "#" * (day.end - day.start) + text[day.end :]
    return text
