"""Answers and corrections: replies to questions and facts named outright -> observations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FactKind, Question
from diagnose.knowledge.problems import did_you_mean
from facts_schema import Observation, Reply

_YES = frozenset({"yes", "y", "true"})
_NO = frozenset({"no", "n", "false"})
_UNKNOWN = frozenset({"unknown", "?", "", "null", "none"})


class AnswerError(ValueError):
    """An answer names no fact or question, or is none of its possible replies."""


def _yes_or_no(value: Reply) -> bool | None:
    """The reply as yes or no; raises ``ValueError`` if it is neither (unknown is ``None``)."""
    if value is None or isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in _UNKNOWN:
        return None
    if word not in _YES | _NO:
        raise ValueError(word)
    return word in _YES


def _of_fact(fact: FactKind, value: Reply) -> dict[str, bool]:
    try:
        answer = _yes_or_no(value)
    except ValueError:
        raise AnswerError(
            f'"{value}" is no answer to the fact "{fact.id}": say yes, no or unknown.'
        ) from None
    return {} if answer is None else {fact.id: answer}


def _of_question(question: Question, value: Reply, as_of: dt.date | None) -> dict[str, bool]:
    word = "" if value is None else str(value).strip().casefold()
    if word in _UNKNOWN and word not in {choice.id for choice in question.choices}:
        return {}
    if question.kind == "choice":
        return _choice(question, str(value))
    if question.kind in ("number", "date"):
        return _threshold(question, value, as_of)
    try:
        answer = _yes_or_no(value)
    except ValueError:
        raise AnswerError(f'"{value}" is no answer to "{question.id}": say yes, no or unknown.') from None
    return {question.fact: answer} if question.fact and answer is not None else {}


def _choice(question: Question, value: str) -> dict[str, bool]:
    told: dict[str, bool] = {}
    for word in value.split(","):
        choice = next((item for item in question.choices if item.id == word.strip()), None)
        if choice is None:
            names = ", ".join(item.id for item in question.choices)
            raise AnswerError(f'"{word.strip()}" is no reply to "{question.id}": choose {names} or unknown.')
        told |= {fact: told.get(fact, False) or answer for fact, answer in choice.tells.items()}
    return told


def _threshold(question: Question, value: Reply, as_of: dt.date | None) -> dict[str, bool]:
    number = _days_before(question, value, as_of) if question.kind == "date" else _number(question, value)
    if number is None:
        return {}
    return {item.fact: item.reached(number) for item in question.thresholds}


def _number(question: Question, value: Reply) -> float:
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        raise AnswerError(f'"{value}" is no answer to "{question.id}": give a number or unknown.') from None


def _days_before(question: Question, value: Reply, as_of: dt.date | None) -> float | None:
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        raise AnswerError(
            f'"{value}" is no answer to "{question.id}": give a date as 2026-01-31, or unknown.'
        ) from None
    return (as_of - day).days if as_of else None


def _told(knowledge: KnowledgeBase, name: str, value: Reply, as_of: dt.date | None) -> dict[str, bool]:
    if name in knowledge.facts:
        return _of_fact(knowledge.facts[name], value)
    if name in knowledge.questions:
        return _of_question(knowledge.questions[name], value, as_of)
    hint = did_you_mean(name, (*knowledge.facts, *knowledge.questions))
    raise AnswerError(
        f'There is no fact or question "{name}".{hint} "diagnose rules list --facts" lists them.'
    )


def observe_replies(
    knowledge: KnowledgeBase,
    answers: Mapping[str, Reply],
    in_play: tuple[str, ...],
    as_of: dt.date | None,
    correction: bool = False,
    on_paper: Collection[str] = (),
) -> tuple[Observation, ...]:
    """What was answered. An answer about listings that names none is about every listing in play.

    ``on_paper`` are the names of the answers of which a paper was seen; the client says the others.

    Raises:
        AnswerError: a name or a reply is not known; the message says what to do.
    """
    seen = []
    for key, value in sorted(answers.items()):
        name, _, listing = key.partition("@")
        for fact, answer in _told(knowledge, name, value, as_of).items():
            about_listing = knowledge.facts[fact].about == "listing"
            subjects = ((listing,) if listing else in_play or ("",)) if about_listing else ("",)
            made = [_observation(knowledge, fact, answer, item, key, value, correction) for item in subjects]
            seen += [o.model_copy(update={"grade": "paper"}) for o in made] if key in on_paper else made
    return tuple(seen)


def _observation(
    knowledge: KnowledgeBase, fact: str, answer: bool, subject: str, key: str, value: Reply, correction: bool
) -> Observation:
    kind = knowledge.facts[fact]
    spoken = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return Observation(
        fact=fact,
        answer="yes" if answer else "no",
        listing=subject,
        grade="paper" if correction or kind.heard else "client",
        origin="correction" if correction else "reply",
        says=f"{kind.means} (answer to {key}: {spoken})",
        pack=(knowledge.questions.get(key.partition("@")[0]) or kind).pack,
    )
