"""What was typed at a question -> a reply as a case document holds it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from string import ascii_lowercase

from diagnose.interview.questions import Ask
from diagnose.pipeline import AnswerError
from facts_schema import Reply

UNKNOWN = ("?", "unknown", "u")
_SPLIT = re.compile(r"[,\s]+")


def replies_of(ask: Ask) -> tuple[tuple[str, str], ...]:
    """What can be typed, each with its meaning; nothing for a number or a date."""
    if ask.kind == "yes-no":
        return (("y", "Yes"), ("n", "No"))
    if ask.kind == "choice":
        return tuple(zip(ascii_lowercase, (option.says for option in ask.options), strict=False))
    return ()


def reply_from(typed: str, ask: Ask) -> Reply:
    """The reply that was meant.

    Raises:
        AnswerError: it is none; the message says what can be typed.
    """
    if typed.casefold() in UNKNOWN:
        return None
    if ask.kind == "yes-no":
        return _yes_or_no(typed)
    if ask.kind == "choice":
        return ", ".join(_choices(typed, ask))
    return _date(typed) if ask.kind == "date" else _number(typed)


def _yes_or_no(typed: str) -> str:
    for word in ("yes", "no"):
        if typed.casefold() in (word, word[0]):
            return word
    raise AnswerError(f'"{typed}" is no reply here: type y, n or ?. For commands: help.')


def _choices(typed: str, ask: Ask) -> Sequence[str]:
    by_letter = dict(zip(ascii_lowercase, (option.reply for option in ask.options), strict=False))
    known = by_letter | {option.reply: option.reply for option in ask.options}
    words = [word.casefold() for word in _SPLIT.split(typed) if word]
    if not words or any(word not in known for word in words):
        last = list(by_letter)[len(by_letter) - 1]
        raise AnswerError(
            f'"{typed}" is no reply here: type a letter from a to {last} (several as a,{last}), '
            "? for unknown, s to skip. For commands: help."
        )
    return list(dict.fromkeys(known[word] for word in words))


def _number(typed: str) -> float:
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        raise AnswerError(f'"{typed}" is no number: type one such as 12, or ? for unknown.') from None


def _date(typed: str) -> str:
    try:
        return date_from(typed).isoformat()
    except AnswerError as error:
        raise AnswerError(f"{str(error).rstrip('.')}, or ? for unknown.") from None


def date_from(typed: str) -> dt.date:
    """A day as 2026-01-31.

    Raises:
        AnswerError: it is none.
    """
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise AnswerError(f'"{typed}" is no date: type one as 2026-01-31.') from None
