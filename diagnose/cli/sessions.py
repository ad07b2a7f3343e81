"""``diagnose sessions``: what was saved, and what to do with it."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli.case import trusted
from diagnose.cli.door import translated
from diagnose.cli.interview import (
    default_store,
    interview,
    now,
    redact_option,
    said,
    store_option,
    trust_option,
    who,
)
from diagnose.cli.interview.files import exported
from diagnose.cli.interview.ledger import ledger_blocks
from diagnose.cli.interview.look import without_questions
from diagnose.cli.lazy import LazyGroup
from diagnose.cli.output import Screen, say, say_data, screen, whole_file
from diagnose.intake import read_case
from diagnose.interview import Session
from diagnose.interview.kept import KeptSession
from diagnose.interview.steps import replayed
from diagnose.interview.store import Saved, Store
from diagnose.pipeline import Diagnoser
from diagnose.redaction import Redactor
from diagnose.report import report, to_text
from diagnose.report.blocks import Block, Entry, Heading, Paragraph
from diagnose.report.words import counted, joined, percent
from facts_schema import Case

PLACES = {
    name: (f"diagnose.cli.sessions:{function}", text)
    for name, function, text in (
        ("list", "list_", "Every session: client, store, top ground, deadline, what is missing."),
        ("show", "show", "Where a session stands, as a report."),
        ("resume", "resume", "Go on with a session."),
        ("export", "export", "The case document of a session, which is also a test case."),
        ("import", "import_", "Begin a session with a case document."),
        ("delete", "delete", "Delete a session for good."),
    )
}


@click.group(cls=LazyGroup, places=PLACES)
def sessions() -> None:
    """List, show, resume, export, import and delete interviews.

    Sessions are kept in one file that only you can read; encryption at rest is your disk's task.
    """


@click.command()
@store_option
def list_(store_path: Path | None) -> None:
    """Every session, the last touched first."""
    store = Store(store_path or default_store())
    with said():
        saved = [store.read(name) for name in store.names()]
    page = screen()
    blocks: list[Block] = [Heading("Sessions"), *map(_line, saved)]
    if not saved:
        blocks.append(Paragraph('None yet. "diagnose interview notice.txt --case NAME" begins one.'))
    _show(blocks, page)


def _line(saved: Saved) -> Entry:
    standing = saved.standing
    top = f"{standing.top.title} ({percent(standing.top.probability)})" if standing.top else "no ground yet"
    seller = replayed(saved.first, saved.steps).seller
    names = seller.names if seller else ()
    deadline = f"deadline {standing.deadline}" if standing.deadline else "no deadline known"
    missing = f"{counted(standing.evidence_missing, 'document')} missing"
    return Entry(
        joined([saved.name, ", ".join(names), standing.marketplace], " - "),
        notes=(top, joined([deadline, missing, f"touched {saved.touched[:16].replace('T', ' ')}"])),
        strong=True,
    )


@click.command()
@click.argument("name")
@redact_option
@store_option
def show(name: str, redact: bool, store_path: Path | None) -> None:
    """Where a session stands, as a report."""
    saved = _read(name, store_path)
    with translated():
        session = Session.start(saved.first, steps=saved.steps)
    blocks = [*report(without_questions(session.diagnosis), {}), *ledger_blocks(session, with_notes=True)]
    _show(Redactor(session.case).drawing(blocks) if redact else blocks, screen())


@click.command()
@click.argument("name")
@trust_option
@redact_option
@store_option
@click.pass_context
def resume(ctx: click.Context, name: str, trust_sender: bool, redact: bool, store_path: Path | None) -> None:
    """Go on with a session exactly where it was left."""
    _read(name, store_path)
    ctx.invoke(
        interview, paths=(), name=name, trust_sender=trust_sender, redact=redact, store_path=store_path
    )


@click.command()
@click.argument("name")
@click.option(
    "-o", "--output", "output", type=click.Path(path_type=Path), help="Write to a file, whole or not at all."
)
@redact_option
@store_option
def export(name: str, output: Path | None, redact: bool, store_path: Path | None) -> None:
    """The case document of a session, with everything that was answered, corrected and recorded."""
    saved = _read(name, store_path)
    with translated():
        case = Session.start(saved.first, steps=saved.steps).case
    text = exported(Redactor(case).model(case) if redact else case)
    if output is None:
        say_data(text)
        return
    with whole_file(output) as stream:
        stream.write(text.encode())


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--case", "name", metavar="NAME", help="The session's name; by default the document's id.")
@trust_option
@store_option
def import_(path: Path, name: str | None, trust_sender: bool, store_path: Path | None) -> None:
    """Begin a session with a case document."""
    store = Store(store_path or default_store())
    with translated(), said():
        diagnoser = Diagnoser()
        case: Case = read_case(path, knowledge=diagnoser.knowledge)
        own = name or case.id
        case = trusted(case) if trust_sender else case
        KeptSession.begin(diagnoser, store, own, case, who(), now)
    click.echo(f'Begun: "{own}". Go on with: diagnose interview --case {own}')


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@store_option
def delete(name: str, yes: bool, store_path: Path | None) -> None:
    """Delete a session for good: what it held is overwritten in the file."""
    store = Store(store_path or default_store())
    saved = _read(name, store_path)
    if not yes:
        click.confirm(f'Delete "{name}" with {counted(saved.rows - 1, "step")} for good?', abort=True)
    with said(), store.held(name):
        store.delete(name)
    click.echo(f'Deleted: "{name}".')


def _read(name: str, store_path: Path | None) -> Saved:
    with said():
        return Store(store_path or default_store()).read(name)


def _show(blocks: list[Block], page: Screen) -> None:
    say(to_text(blocks, page.width, page.colour, page.ascii_only), page.colour)
