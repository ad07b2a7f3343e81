"""The conversation: show where it stands, ask, take what is typed, and again."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from diagnose.cli.failure import Failure
from diagnose.cli.interview import change, files, letters, look, records, views
from diagnose.cli.interview.desk import Desk
from diagnose.cli.names import did_you_mean
from diagnose.intake import InputError
from diagnose.interview import Ask
from diagnose.interview.forms import FormError
from diagnose.interview.store import StoreError
from diagnose.interview.typed import replies_of
from diagnose.pipeline import AnswerError
from diagnose.report.blocks import Command, Field, Fields, Paragraph

HELP = '"help have" says how have is typed, "help all" how all are. The enter key shows the question again.'


@dataclass(frozen=True)
class Verb:
    """A command: what it does, how it is typed, and what it is for."""

    run: Callable[[Desk, Sequence[str]], None]
    usage: str
    help: str


def _quit(desk: Desk, words: Sequence[str]) -> None:
    desk.left = True


def _save(desk: Desk, words: Sequence[str]) -> None:
    desk.show(f'Everything is saved already, as "{desk.session.name}".')


def _help(desk: Desk, words: Sequence[str]) -> None:
    """The names of the commands; with "all" or a name, how they are typed and what they do."""
    if not words:
        rows = tuple(Field(heading, (", ".join(verbs),)) for heading, verbs in GROUPS.items())
        desk.show([Fields(rows), Paragraph(HELP, quiet=True)])
        return
    wanted = [SHORT.get(word, word) for word in words]
    strange = [word for word in wanted if word not in (*VERBS, "all")]
    if strange:
        raise AnswerError(f"There is no command {strange[0]}.{did_you_mean(strange[0], VERBS)}")
    desk.show(
        [
            Command(heading, tuple((verb.usage, verb.help) for verb in found))
            for heading, verbs in GROUPS.items()
            if (found := [verb for name, verb in verbs.items() if name in wanted or "all" in wanted])
        ]
    )


GROUPS: Mapping[str, Mapping[str, Verb]] = {
    "This question": {
        "why": Verb(look.why, "why", "what it bears on, and what each reply would do"),
        "unknown": Verb(change.unknown, "unknown, ?", "the client does not know; it is not asked again"),
        "skip": Verb(change.skip, "skip, s", "put it aside"),
    },
    "What stands": {
        "card": Verb(look.card, "card", "the first screen again: clock, what not to click"),
        "ranking": Verb(look.ranking, "ranking", "grounds and root causes with their reasons"),
        "facts": Verb(look.facts, "facts", "what is known, and how"),
        "answers": Verb(look.answers, "answers", "what was answered, with numbers"),
        "how": Verb(look.how, "how ID", "what a conclusion rests on, down to words and numbers"),
        "compare": Verb(look.compare, "compare A B", "what tells two grounds apart"),
        "what-if": Verb(look.what_if, "what-if FACT=ANSWER", "what it would change; nothing is kept"),
        "evidence": Verb(
            look.evidence, "evidence [FILE...]", "the documents; with files: check these papers"
        ),
        "plan": Verb(look.plan, "plan", "the plan of action"),
        "review": Verb(letters.review, "review FILE [SENT...]", "a plan somebody wrote, before it is sent"),
        "ledger": Verb(look.ledger, "ledger", "what Amazon was told, attempts, notes"),
        "open": Verb(look.open_questions, "open", "the questions that are still open"),
        "draft": Verb(look.draft, "draft [FILE]", "the letter from what is confirmed and recorded"),
        "deadlines": Verb(look.deadlines, "deadlines", "the days to keep"),
        "report": Verb(look.report, "report [FILE] [--for-client]", "everything; .html .docx .pdf .md .txt"),
    },
    "Change": {
        "undo": Verb(change.undo, "undo", "take the last step back"),
        "change": Verb(change.change, "change N [REPLY]", "give answer N once more"),
        "correct": Verb(change.correct, "correct FACT[=yes|no]", "the notice was misread"),
        "add": Verb(files.add, "add FILE...", "read a notice, a report or a filled questionnaire"),
        "paste": Verb(change.paste, "paste", "read a text that you paste"),
        "received": Verb(change.received, "received DATE", "the day on which the last notice came"),
        "client": Verb(change.client, "client NAME", "whose case it is, for the list of sessions"),
        "address": Verb(change.address, "address TEXT", "the account's address, which papers must bear"),
        "note": Verb(change.note, "note TEXT", "a note for you only"),
        "more": Verb(change.more, "more", "be asked on after the end"),
    },
    "Keep record": {
        "seen": Verb(change.seen, "seen [N]", "a paper for the last answer, or answer N, was seen"),
        "have": Verb(
            records.document("have"),
            "have ID [ASIN=UNITS] [REMARK]",
            "a document is at hand, for so many units",
        ),
        "requested": Verb(records.document("requested"), "requested ID", "it was asked for"),
        "insufficient": Verb(records.document("insufficient"), "insufficient ID", "it fails a check"),
        "not-available": Verb(records.document("not-available"), "not-available ID", "there is none"),
        "done": Verb(records.done, "done ID DATE PROOF", "an action was done"),
        "planned": Verb(records.planned, "planned ID [DATE] [OWNER]", "it will be done"),
        "rejected": Verb(records.rejected, "rejected ID WHY", "it does not fit"),
        "told": Verb(records.told, "told HOW DATE TEXT FACT=yes", "something that Amazon was told"),
        "sent": Verb(records.sent, "sent DATE WHAT: PAPERS", "an attempt"),
        "outcome": Verb(records.outcome, "outcome N refused DATE", "what came of an attempt"),
    },
    "Session": {
        "questionnaire": Verb(
            files.questionnaire, "questionnaire FILE", "open questions as .docx, .html or .csv"
        ),
        "export": Verb(files.export, "export FILE", "the case document"),
        "save": Verb(_save, "save", "every step is saved at once; this says so"),
        "help": Verb(_help, "help [COMMAND|all]", "the commands; how one is typed; all of them"),
        "quit": Verb(_quit, "quit", "leave; resume with the session's name"),
    },
}
VERBS = {name: verb for verbs in GROUPS.values() for name, verb in verbs.items()}
SHORT = {"s": "skip", "?": "unknown", "q": "quit", "exit": "quit", "h": "help"}


def talk(desk: Desk) -> None:
    """Ask until the person leaves or nothing more is typed. Everything is saved at every moment."""
    asked = ""
    while not desk.left:
        ask = desk.question()
        key = repr((ask.question, ask.listings, desk.again)) if ask else "over"
        if key != asked:
            click.echo()
            desk.show(views.question(ask, len(desk.answered()) + 1) if ask else views.over(desk.session))
            asked = key
        try:
            typed = desk.terminal.line(_replies(ask), ask.asks if ask else "")
        except (EOFError, KeyboardInterrupt):
            break
        if typed:
            _obey(desk, typed)
        else:
            asked = ""  # the enter key alone shows the question again
    desk.show(f'Saved as "{desk.session.name}". Go on with: diagnose interview --case {desk.session.name}')


def _replies(ask: Ask | None) -> Sequence[tuple[str, str]]:
    return replies_of(ask) if ask else ()


def _obey(desk: Desk, typed: str) -> None:
    """Run a command, or take a reply; what is wrong is said, and nothing is lost."""
    name, _, rest = typed.partition(" ")
    name = name.casefold()
    replies = dict(_replies(desk.question()))  # a letter that is a reply is no short form of a command
    verb = VERBS.get(name if name in VERBS or name in replies else SHORT.get(name, ""))
    try:
        if verb is None:
            change.reply(desk, typed)
        else:
            verb.run(desk, _words(rest))
    except (AnswerError, InputError, StoreError, FormError, Failure) as error:
        hint = did_you_mean(name, VERBS) if verb is None else ""
        desk.warn(f"{error.message if isinstance(error, Failure) else error}{hint}")


def _words(rest: str) -> list[str]:
    """Words as a shell would part them; apostrophes and backslashes are left alone."""
    lexer = shlex.shlex(rest, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    try:
        return list(lexer)
    except ValueError:
        raise AnswerError(f"A quotation mark is missing its other half: {rest}") from None
