"""Commands that record what became of evidence, actions and submissions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Literal, cast

from diagnose.cli.interview.desk import Desk
from diagnose.interview.steps import ActionState, DocumentState, Submitted, Told
from diagnose.interview.typed import date_from
from diagnose.pipeline import AnswerError
from facts_schema import Action, Document, Statement, Submission

DocumentWord = Literal["have", "requested", "insufficient", "not-available"]
OUTCOMES = ("accepted", "refused", "more-information", "waiting")
WAYS = ("letter", "call", "chat", "click", "other")
Run = Callable[[Desk, Sequence[str]], None]


def document(state: DocumentWord) -> Run:
    """The command that says that a kind of evidence is in this state."""

    def run(desk: Desk, words: Sequence[str]) -> None:
        if not words:
            raise AnswerError(
                f'Which document? {state} supplier-invoice three of May. "evidence" shows the ids.'
            )
        covers, remark = _units(words[1:])
        item = Document(kind=words[0], state=state, remark=" ".join(remark), covers=covers)
        desk.session.take(DocumentState(document=item))
        desk.show(f"{words[0]}: {state.replace('-', ' ')}.")

    return run


def _units(words: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The units that a document accounts for, typed as B0ABCD1234=40, and the other words."""
    counted = {word: word.partition("=") for word in words if re.fullmatch(r"[A-Z0-9]{10}=\d+", word)}
    covers = {asin: int(number) for asin, _, number in counted.values()}
    return covers, [word for word in words if word not in counted]


def done(desk: Desk, words: Sequence[str]) -> None:
    """An action is done: the day and what proves it."""
    if len(words) < 2:
        raise AnswerError(
            "Only what has a date is written as done: done ID 2026-01-31 and what proves it. "
            '"plan" shows the ids.'
        )
    item = Action(action=words[0], state="done", date=date_from(words[1]), proof=" ".join(words[2:]))
    _take(desk, item)
    desk.show(f"{words[0]}: done on {item.date}.")


def _take(desk: Desk, item: Action) -> None:
    try:
        desk.session.take(ActionState(action=item))
    except AnswerError as error:
        raise AnswerError(f'{error} "plan" shows the ids.') from None


def planned(desk: Desk, words: Sequence[str]) -> None:
    """An action is planned: the day and who does it."""
    if not words:
        raise AnswerError('Which action? planned ID 2026-01-31 Ann. "plan" shows the ids.')
    day, owner = _leading_date(words[1:])
    _take(desk, Action(action=words[0], state="planned", date=day, owner=" ".join(owner)))
    desk.show(f"{words[0]}: planned.")


def rejected(desk: Desk, words: Sequence[str]) -> None:
    """An action does not fit."""
    if not words:
        raise AnswerError('Which action? rejected ID why. "plan" shows the ids.')
    item = Action(action=words[0], state="rejected", remark=" ".join(words[1:]))
    _take(desk, item)
    desk.show(f"{words[0]}: rejected.")


def told(desk: Desk, words: Sequence[str]) -> None:
    """Something that Amazon was told: way, day, words, and the facts that it asserts."""
    way = words[0] if words and words[0] in WAYS else ""
    day, rest = _leading_date(words[1:] if way else words)
    says = {fact: value.casefold() for fact, equals, value in map(_parted, rest) if equals}
    text = " ".join(word for word in rest if "=" not in word)
    if not text or not set(says.values()) <= {"yes", "no"}:
        raise AnswerError(
            'Say how, when and what: told letter 2026-01-31 "All goods are from the brand" '
            "goods-are-genuine=yes  (how: letter, call, chat, click, other)"
        )
    for fact in says:
        desk.session.check_fact(fact)
    item = Statement(
        date=day,
        text=text,
        way=cast(Literal["letter"], way or "letter"),
        says={fact: value == "yes" for fact, value in says.items()},
    )
    number = len(desk.session.case.statements) + 1
    desk.session.take(Told(statement=item))
    desk.show(f"Logged as statement {number}.")
    facts = [item.fact for item in desk.session.contradictions() if item.number == number or item.earlier]
    if facts:
        desk.warn(f'It contradicts an earlier statement or what is known: {", ".join(facts)}. See "ledger".')


def sent(desk: Desk, words: Sequence[str]) -> None:
    """An attempt: the day, what it was, and the papers after a colon."""
    day, rest = _leading_date(words)
    what, _, papers = " ".join(rest).partition(":")
    if not what.strip():
        raise AnswerError(
            "Say when and what: sent 2026-01-31 plan of action: invoice May, letter of the brand"
        )
    item = Submission(
        date=day, what=what.strip(), sent=tuple(p.strip() for p in papers.split(",") if p.strip())
    )
    desk.session.take(Submitted(submission=item))
    desk.show(f"Logged as attempt {len(desk.session.case.submissions)}.")


def outcome(desk: Desk, words: Sequence[str]) -> None:
    """What came of an attempt."""
    if len(words) < 2 or not words[0].isdigit() or words[1] not in OUTCOMES:
        raise AnswerError(f"Say which and what: outcome 1 refused 2026-02-07  ({', '.join(OUTCOMES)})")
    number = int(words[0])
    known = desk.session.case.submissions
    if not 1 <= number <= len(known):
        raise AnswerError(f'There is no attempt {number}: {len(known)} are logged. "sent" logs one.')
    day, rest = _leading_date(words[2:])
    update = {"outcome": words[1], "answered": day, "remark": " ".join(rest) or known[number - 1].remark}
    item = known[number - 1].model_copy(update=update)
    desk.session.take(Submitted(submission=item, number=number))
    desk.show(f"Attempt {number}: {words[1].replace('-', ' ')}.")


def _leading_date(words: Sequence[str]) -> tuple[dt.date | None, Sequence[str]]:
    """A day at the beginning, if there is one, and the rest."""
    if words and words[0][:4].isdigit() and words[0][4:5] == "-":
        return date_from(words[0]), words[1:]
    return None, words


def _parted(word: str) -> tuple[str, str, str]:
    return word.partition("=")
