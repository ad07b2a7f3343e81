"""A questionnaire for the client: the open questions worth asking in writing, and the replies read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from diagnose.interview.advice import Part
from diagnose.interview.questions import Ask
from diagnose.interview.session import Session
from diagnose.interview.steps import Answered
from diagnose.interview.typed import UNKNOWN, reply_from
from diagnose.knowledge import KnowledgeBase, Speech
from diagnose.pipeline import AnswerError

MARK = "suspension-diagnosis questionnaire"
"""What a filled file is recognised by."""

PROOFS = 3


@dataclass(frozen=True)
class Item:
    """A question on paper; ``options`` are letters with what they say, ``attach`` the proof to add."""

    name: str
    asks: str
    why: str
    how: str
    options: tuple[tuple[str, str], ...]
    attach: tuple[str, ...]


@dataclass(frozen=True)
class Questionnaire:
    """What a client is asked. ``left_out`` counts delicate questions: they are asked in private.

    ``speech`` is the language it is written in, if that is not English.
    """

    case: str
    items: tuple[Item, ...]
    left_out: int
    speech: Speech | None = None

    def say(self, words: str) -> str:
        """Words of the form in its language."""
        return self.speech.say(words) if self.speech else words

    @property
    def introduction(self) -> str:
        """What the client has to know before filling it in."""
        return self.say(
            "Please answer what you know. Write ? where you do not know; leave out what you want to say in "
            "person. Every answer must be true: what is sent to Amazon rests on it."
        )


@dataclass(frozen=True)
class TakenBack:
    """What came of reading a filled questionnaire: names answered, left open, and what was not understood."""

    answered: tuple[str, ...]
    left_open: tuple[str, ...]
    problems: tuple[str, ...]


def questionnaire(session: Session) -> Questionnaire:
    """The open questions of which some reply would change what is to be done."""
    worth = session.questions_worth_asking()
    written = [ask for ask in worth if ask.effort != "delicate"]
    items = tuple(_item(ask, session.knowledge) for ask in written)
    return Questionnaire(session.case.id, items, len(worth) - len(written), session.knowledge.speech)


def take_back(session: Session, replies: Mapping[str, str]) -> TakenBack:
    """Answer the session's questions from a filled questionnaire; what cannot be understood is told."""
    answered, left_open, problems = [], [], []
    for name, typed in replies.items():
        if not typed.strip():
            left_open.append(name)
            continue
        try:
            reply = reply_from(typed.strip(), session.ask(name))
            session.take(Answered(name=name, reply=reply))
        except AnswerError as error:
            problems.append(f"{name}: {error}")
        else:
            answered.append(name)
    return TakenBack(tuple(answered), tuple(left_open), tuple(problems))


def _item(ask: Ask, knowledge: KnowledgeBase) -> Item:
    say = knowledge.speech.say if knowledge.speech else str
    options = tuple(zip(ascii_lowercase, (option.says for option in ask.options), strict=False))
    how = {
        "choice": "Mark what is true; several may be.",
        "yes-no": "Yes or no.",
        "number": "A number.",
        "date": "A date, as 2026-01-31.",
    }[ask.kind]
    return Item(
        name=ask.question,
        asks=ask.asks,
        why=ask.why,
        how=" ".join(filter(None, [say(how), ask.help])),
        options={"choice": options, "yes-no": (("y", say("Yes")), ("n", say("No")))}.get(ask.kind, ()),
        attach=tuple(dict.fromkeys(_proofs(ask, knowledge)))[:PROOFS],
    )


def _proofs(ask: Ask, knowledge: KnowledgeBase) -> Iterator[str]:
    """The evidence that what a question bears on needs: first that of the root causes, which is nearer."""
    causes = [knowledge.root_causes[id][1] for id in ask.matters_to if id in knowledge.root_causes]
    grounds = [knowledge.grounds[id] for id in ask.matters_to if id in knowledge.grounds]
    parts: tuple[Part, ...] = (*causes, *grounds)
    for part in parts:
        for need in part.evidence:
            yield knowledge.evidence[need.need].title


def is_blank(typed: str) -> bool:
    """Whether a field was left as it was."""
    return not typed.strip() or typed.strip() in ("[ ]", "[]", "☐", "_")


def marked(marks: Mapping[str, str], written: str) -> str:
    """The reply of an item: the letters that were marked, else what was written."""
    letters = [letter for letter, mark in marks.items() if not is_blank(mark)]
    text = "" if is_blank(written) else written.strip()
    if text.casefold() in UNKNOWN:
        return text
    return ",".join(letters) if letters else text
