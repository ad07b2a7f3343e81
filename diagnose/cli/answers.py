"""``--answer`` and ``--correct``: names are checked before any file is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from diagnose.cli.failure import Failure
from diagnose.cli.names import did_you_mean, quoted
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import Question
from facts_schema import Reply

UNKNOWN = "unknown"
ASIN = re.compile(r"[A-Z0-9]{10}")
FORM = "FACT=VALUE or FACT@ASIN=VALUE"


def answers(given: Iterable[str], knowledge: KnowledgeBase) -> dict[str, Reply]:
    """Replies by fact or question, as a case document holds them."""
    about = {name: fact.about for name, fact in knowledge.facts.items()}
    about |= {name: question.about for name, question in knowledge.questions.items()}
    told = dict(_told("--answer", item, about, "fact or question") for item in given)
    for subject, value in told.items():
        _check_choice(knowledge.questions.get(subject.partition("@")[0]), value)
    return dict(told)


def corrections(given: Iterable[str], knowledge: KnowledgeBase) -> dict[str, Reply]:
    """The consultant's own reading of a fact, which goes before what the notice says."""
    about = {name: fact.about for name, fact in knowledge.facts.items()}
    return dict(_told("--correct", item, about, "fact") for item in given)


def _told(option: str, item: str, about: Mapping[str, str], kind: str) -> tuple[str, str]:
    subject, equals, value = (part.strip() for part in item.partition("="))
    name, at, asin = (part.strip() for part in subject.partition("@"))
    if not equals or not name or not value:
        raise _wrong(option, f"{quoted(item)} is not of the form {FORM}.")
    if name not in about:
        raise _wrong(option, f"there is no {kind} {quoted(name)}.{did_you_mean(name, about)}")
    if at and about[name] != "listing":
        raise _wrong(
            option, f"{quoted(name)} is about the {about[name]}, not about one listing: leave out @{asin}."
        )
    if at and not ASIN.fullmatch(asin):
        raise _wrong(
            option, f"{quoted(asin)} is no ASIN: expected ten capitals and digits, such as B0ABCD1234."
        )
    return (f"{name}@{asin}" if at else name), value


def _check_choice(question: Question | None, value: str) -> None:
    if question is None or question.kind != "choice" or value.lower() == UNKNOWN:
        return
    known = [choice.id for choice in question.choices]
    for word in (part.strip() for part in value.split(",")):
        if word not in known:
            choices = f"choose {', '.join(known)} or {UNKNOWN}.{did_you_mean(word, known)}"
            raise _wrong("--answer", f"{quoted(word)} is no reply to {quoted(question.id)}: {choices}")


def _wrong(option: str, message: str) -> Failure:
    return Failure(f"{option}: {message}")
