"""Commands that change what is known."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.cli.case import trusted
from diagnose.cli.interview import views
from diagnose.cli.interview.desk import Desk
from diagnose.cli.interview.look import one
from diagnose.intake import read_case
from diagnose.interview.known import answers_of
from diagnose.interview.standing import changes
from diagnose.interview.steps import (
    Added,
    Answered,
    Corrected,
    Noted,
    Seen,
    Skipped,
    Step,
    added,
)
from diagnose.interview.typed import date_from, reply_from
from diagnose.pipeline import AnswerError
from facts_schema import Case, Note, Reply, Seller


def reply(desk: Desk, typed: str) -> None:
    """Take what was typed as the reply to the question that stands."""
    ask = desk.question()
    if ask is None:
        raise AnswerError(
            'No question stands. Type "help" for the commands, or "more" for further questions.'
        )
    typed, seen = _on_paper(typed)
    words, at, asin = typed.partition("@")
    name = desk.again or ask.question
    if at:
        name = f"{ask.question}@{asin.strip()}"
        desk.session.check_name(name)
    step = Answered(name=name, reply=reply_from(words.strip(), ask), seen=seen)
    desk.again = ""
    if step.reply is None and desk.session.case.answers.get(name) is None:
        desk.session.take(step)
        desk.show("Put down as unknown.")
    else:
        desk.take(step)


def _on_paper(typed: str) -> tuple[str, bool]:
    """A reply without the word "seen" at its end, and whether it stood there."""
    words, _, last = typed.rpartition(" ")
    return (words, True) if words and last.casefold() == "seen" else (typed, False)


def seen(desk: Desk, words: Sequence[str]) -> None:
    """A paper was seen that shows the last answer, or answer N."""
    names = desk.answered()
    if not names:
        raise AnswerError("Nothing was answered yet.")
    last = next((s.name for s in reversed(desk.session.steps) if isinstance(s, Answered)), names[-1])
    name = _named(desk, words[0]) if words else last
    desk.take(Seen(name=name))
    desk.show(f"{name}: seen on paper.")


def unknown(desk: Desk, words: Sequence[str]) -> None:
    """The client does not know."""
    reply(desk, "?")


def skip(desk: Desk, words: Sequence[str]) -> None:
    """Put the question aside."""
    ask = desk.question()
    if ask is None:
        raise AnswerError("No question stands.")
    if desk.again:
        desk.again = ""
        desk.show("The answer stays as it was.")
        return
    desk.session.take(Skipped(question=ask.question))
    desk.show("Put aside. change or what-if can still answer it.")


def undo(desk: Desk, words: Sequence[str]) -> None:
    """Take the last step back."""
    if desk.again:
        desk.again = ""
    before = desk.session.standing
    step = desk.session.undo()
    if step is None:
        desk.show("There is nothing to take back.")
        return
    desk.show(f"Taken back: {spoken(step)}.")
    desk.show(views.changed(changes(before, desk.session.standing)))


def spoken(step: Step) -> str:
    """A step in a few words."""
    match step:
        case Answered():
            return f"the answer {'unknown' if step.reply is None else step.reply} to {step.name}"
        case Seen():
            return f"that a paper for {step.name} was seen"
        case Corrected():
            return f"the correction of {step.fact}"
        case Skipped():
            return f"putting {step.question} aside"
        case Added():
            return f"adding {', '.join(step.sources)}"
        case Noted():
            return "a note"
    return f"the entry on {step.kind}"


def change(desk: Desk, words: Sequence[str]) -> None:
    """Answer something once more: ``change N`` or ``change N REPLY``; also a question that was put aside."""
    if not words:
        raise AnswerError('Which one? "answers" shows the numbers: change 2, or at once: change 2 no')
    name = _named(desk, words[0])
    if len(words) == 1:
        desk.again = name
        return
    ask = desk.session.ask(name)
    typed, seen = _on_paper(" ".join(words[1:]))
    desk.take(Answered(name=name, reply=reply_from(typed, ask), seen=seen))


def _named(desk: Desk, word: str) -> str:
    names = desk.answered()
    if not word.isdigit():
        desk.session.check_name(word)
        return word
    if not 1 <= int(word) <= len(names):
        raise AnswerError(f'There is no answer {word}: {len(names)} were given. "answers" shows them.')
    return names[int(word) - 1]


def correct(desk: Desk, words: Sequence[str]) -> None:
    """The notice was misread: ``correct FACT`` turns it round, ``correct FACT=yes`` says it outright."""
    word = one(words, "correct FACT, or correct FACT=yes|no|unknown", "correct notice-says-counterfeit")
    fact, equals, value = word.partition("=")
    told: Reply = value
    if not equals:
        known = {taken for (name, _), taken in answers_of(desk.session.diagnosis).items() if name == fact}
        told = "no" if "yes" in known else "yes"
    elif value.casefold() in ("unknown", "?", ""):
        told = None
    desk.session.check_fact(fact)
    desk.take(Corrected(fact=fact, reply=told))
    desk.show(f"{fact} is read as {told or 'the documents say'} from here on; undo takes it back.")


def paste(desk: Desk, words: Sequence[str]) -> None:
    """Read a pasted notice or page into the case."""
    desk.show("Paste the text, then a line with a full stop only:")
    text = desk.terminal.text()
    if not text.strip():
        desk.show("Nothing was pasted.")
        return
    session = desk.session
    read = read_case(knowledge=session.knowledge, text=text, onto=session.case)
    take_read(desk, trusted(read) if desk.trusting else read, ("pasted text",))


def take_read(desk: Desk, read: Case, sources: tuple[str, ...]) -> None:
    """Go on with what was read, and say what could not be read."""
    before = desk.session.case
    step = added(before, read, sources)
    if not step.changed:
        desk.show(f"{', '.join(sources)}: nothing new.")
        return
    desk.take(step)
    for item in read.not_read[len(before.not_read) :]:
        desk.warn(f"not read: {item.source}{f', line {item.line}' if item.line else ''}: {item.reason}")
    for warning in read.warnings:
        if warning not in before.warnings:
            desk.warn(warning)


def trust(desk: Desk) -> None:
    """Take every notice for Amazon's own, those of before and those to come."""
    desk.trusting = True
    case = desk.session.case
    step = added(case, trusted(case), ("the word that the notices are Amazon's own",))
    if step.changed:
        desk.session.take(step)


def received(desk: Desk, words: Sequence[str]) -> None:
    """The day on which the last notice came: deadlines count from it."""
    day = date_from(one(words, "received DATE", "received 2026-01-31"))
    case = desk.session.case
    if not case.notices:
        raise AnswerError("There is no notice yet: add FILE or paste reads one.")
    dated = case.notices[-1].model_copy(update={"received": day})
    desk.take(added(case, case.model_copy(update={"notices": (*case.notices[:-1], dated)}), ("a date",)))
    for item in desk.session.diagnosis.deadlines:
        falls = f": {item.falls_on}" if item.falls_on else ""
        desk.show(f"Until{falls}, {item.text}")


def client(desk: Desk, words: Sequence[str]) -> None:
    """Whose case it is."""
    name = " ".join(words)
    if not name:
        raise AnswerError("Whose case is it? client Acme Ltd")
    case = desk.session.case
    seller = (case.seller or Seller()).model_copy(update={"names": (name,)})
    desk.session.take(added(case, case.model_copy(update={"seller": seller}), ("the client's name",)))
    desk.show(f"Client: {name}.")


def address(desk: Desk, words: Sequence[str]) -> None:
    """The address as the account states it: papers are held against it."""
    text = " ".join(words)
    if not text:
        raise AnswerError("What is the address in the account? address 2200 Elm Street, Austin, TX 78701")
    case = desk.session.case
    seller = (case.seller or Seller()).model_copy(update={"addresses": (text,)})
    desk.session.take(added(case, case.model_copy(update={"seller": seller}), ("the address",)))
    desk.show(f"Address: {text}.")


def note(desk: Desk, words: Sequence[str]) -> None:
    """Keep a note; it never reaches a report."""
    if not words:
        raise AnswerError("What is to be noted? note the brother runs the other account")
    desk.session.take(Noted(note=Note(text=" ".join(words))))
    desk.show("Noted, for you only.")


def more(desk: Desk, words: Sequence[str]) -> None:
    """Ask on, though no answer would change what is to be done."""
    desk.going_on = True
    if desk.question() is None:
        desk.show("Everything that bears on what is shown was asked.")
