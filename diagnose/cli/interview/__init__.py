"""``diagnose interview``: a consultant's working session over one case."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.interview import change, files, talk, views
from diagnose.cli.interview.desk import Desk
from diagnose.cli.interview.terminal import Terminal, terminal
from diagnose.cli.language import language_option
from diagnose.cli.output import screen
from diagnose.intake import read_case
from diagnose.interview.forms import FormError
from diagnose.interview.kept import KeptSession
from diagnose.interview.store import Store, StoreError
from diagnose.pipeline import Diagnoser
from facts_schema import Case

EPILOG = """\b
Examples:
  diagnose interview notice.txt all-listings.tsv --case acme
  diagnose interview --case acme
  diagnose interview --case acme --questionnaire open-questions.docx

\b
Every reply is saved at once. At every prompt "help" lists the commands.
Without the extra "interview" (pip install 'suspension-diagnosis[interview]')
the prompts are plain lines.
"""
NAME = re.compile(r"[\w][\w.-]{0,59}")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def default_store() -> Path:
    """Where sessions are kept unless --store or DIAGNOSE_SESSIONS says otherwise."""
    return Path(click.get_app_dir("suspension-diagnosis")) / "sessions.sqlite3"


store_option = click.option(
    "--store",
    "store_path",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="DIAGNOSE_SESSIONS",
    help="Where sessions are kept (or DIAGNOSE_SESSIONS).",
)

trust_option = click.option(
    "--trust-sender", is_flag=True, help="Take the notices for Amazon's own, on your word."
)
redact_option = click.option(
    "--redact", is_flag=True, help="Replace names, addresses, orders and bank data in what is shown."
)


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@click.option("--case", "name", metavar="NAME", help="The session's name; one that exists is resumed.")
@click.option("--marketplace", metavar="CODE", help="The store concerned, such as US or DE.")
@click.option(
    "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge by: 2026-01-31."
)
@click.option(
    "--questionnaire",
    "wanted",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the open questions for the client (.docx, .html or .csv) and stop.",
)
@language_option
@click.option("--plain", is_flag=True, help="Plain lines, without arrow keys.")
@click.option(
    "--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules on top. Repeatable."
)
@trust_option
@redact_option
@store_option
@click.pass_context
def interview(
    ctx: click.Context,
    paths: tuple[str, ...],
    name: str | None,
    marketplace: str | None,
    as_of: dt.datetime | None,
    wanted: Path | None,
    language: str,
    plain: bool,
    packs: tuple[Path, ...],
    trust_sender: bool,
    redact: bool,
    store_path: Path | None,
) -> None:
    """Work through one case: see where it stands, answer what matters most, stop whenever you like.

    PATH is whatever "diagnose case" reads: a notice, reports, a case document, a filled questionnaire.
    """
    store = Store(store_path or default_store())
    with translated(), said():
        with waiting():
            diagnoser = Diagnoser(rules=list(packs), language=language)
        chosen = _name(name, paths, store)
        with store.held(chosen):
            typing = terminal([*talk.VERBS, *diagnoser.knowledge.facts], plain)
            desk = _opened(diagnoser, store, chosen, paths, marketplace, as_of, typing)
            desk.redacting = redact
            if trust_sender:
                change.trust(desk)
            if wanted:
                files.questionnaire(desk, [str(wanted)])
            else:
                desk.show_first([*views.card(desk.session), *views.ranking(desk.session.standing)])
                talk.talk(desk)
            ctx.exit(1 if desk.session.case.not_read else 0)


@contextmanager
def waiting() -> Iterator[None]:
    """A word on the terminal while nothing else happens there; it leaves no trace."""
    real = sys.stderr.isatty() and os.environ.get("TERM", "") not in ("", "dumb")
    if real:
        click.echo("Reading ...", nl=False, err=True)
    try:
        yield
    finally:
        if real:
            click.echo("\r           \r", nl=False, err=True)


class said:
    """What was wrong with the store or a questionnaire, as an error of the command line."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, (StoreError, FormError)):
            raise Failure(str(error)) from error


def _name(name: str | None, paths: tuple[str, ...], store: Store) -> str:
    """The session's name: as given, else after the first file, with a number if that is taken."""
    if name is not None:
        if not NAME.fullmatch(name):
            raise Failure(
                f'--case: "{name}" is no name for a session: use letters, digits, dots and hyphens.'
            )
        return name
    stem = (
        re.sub(r"[^\w.-]+", "-", Path(paths[0]).resolve().stem if paths else "case").strip("-.")[:50]
        or "case"
    )
    taken = set(store.names())
    return next(
        n
        for number in range(1, len(taken) + 2)
        if (n := f"{stem}-{number}" if number > 1 else stem) not in taken
    )


def _opened(
    diagnoser: Diagnoser,
    store: Store,
    name: str,
    paths: tuple[str, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    typing: Terminal,
) -> Desk:
    """The session resumed, or begun with what was given or is pasted."""
    if name in store.names():
        with waiting():
            session = KeptSession.resume(diagnoser, store, name, who(), now)
        desk = Desk(session, typing, screen())
        _greet(desk)
        if paths:
            files.add(desk, paths)
        return desk
    filled, others = files.sorted_out([Path(path) for path in paths])
    case = _begun(diagnoser, others, typing, marketplace) if others or not filled else Case()
    day = as_of.date() if as_of else case.as_of
    case = case.model_copy(update={"id": name if case.id == "case" else case.id, "as_of": day})
    with waiting():
        session = KeptSession.begin(diagnoser, store, name, case, who(), now)
    desk = Desk(session, typing, screen())
    for path, replies in filled:
        files.answer_from(desk, path, replies)
    return desk


def _begun(diagnoser: Diagnoser, paths: list[Path], typing: Terminal, marketplace: str | None) -> Case:
    knowledge = diagnoser.knowledge
    if paths:
        with waiting():
            return read_case(*paths, knowledge=knowledge, marketplace=marketplace)
    click.echo("Paste the notice, then type a line with only a full stop.")
    click.echo("Without a notice: the full stop alone.")
    text = typing.text()
    if not text.strip():
        return Case(marketplace=marketplace)
    return read_case(knowledge=knowledge, text=text, marketplace=marketplace)


def _greet(desk: Desk) -> None:
    """On resuming: where it was left, and what today's knowledge changes."""
    session = desk.session
    desk.show(f'Session "{session.name}" goes on where it was left, after {len(session.steps)} steps.')
    if session.changed:
        desk.show("The knowledge has changed since it was saved. In this case that changes:")
        desk.show(views.changed(session.changed))


def who() -> str:
    """Who works on the session: the name of the user on this computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def now() -> dt.datetime:
    """The time of a step, with its zone."""
    return dt.datetime.now(dt.UTC).astimezone()
