"""``diagnose case``: one case from its files, as a report for a person or as JSON."""

from __future__ import annotations

import datetime as dt
import functools
import sys
from dataclasses import replace
from pathlib import Path

import click

from diagnose.cli.answers import answers, corrections
from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.formats import DOCUMENTS, FORMATS, Wish, deliver, in_form, report_options
from diagnose.cli.language import language_option
from diagnose.cli.names import Choice, did_you_mean
from diagnose.cli.output import Screen, screen
from diagnose.deadlines import due_dates
from diagnose.explain import Tree, how, told_beside
from diagnose.intake import read_case
from diagnose.knowledge import KnowledgeBase
from diagnose.pipeline import Diagnoser
from diagnose.redaction import Redactor
from diagnose.report import document, report, tree_to_json, tree_to_markdown, tree_to_text
from diagnose.report.blocks import Blocks
from facts_schema import Case, Diagnosis, Reply

EPILOG = """\b
Examples:
  diagnose case notice.txt health-report.json all-listings.tsv
  diagnose case client-folder/ --answer ask-late-order-times=late-click
  diagnose case notice.txt --how late-shipment
  diagnose case client-folder/ --format html --for client -o report.html
  pbpaste | diagnose case - --marketplace DE --format markdown -o report.md
"""
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--answer",
    "replies",
    metavar="FACT[@ASIN]=VALUE",
    multiple=True,
    help="What the seller says. Repeatable.",
)
@click.option(
    "--correct", "corrected", metavar="FACT=VALUE", multiple=True, help="Your reading, before the notice's."
)
@click.option("--marketplace", metavar="CODE", help="The store concerned, such as US or DE.")
@click.option(
    "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge by: 2026-01-31."
)
@click.option("--format", "form", type=Choice([*FORMATS, "json"]), default="text", show_default=True)
@language_option
@report_options
@click.option(
    "-o", "--output", "output", type=click.Path(path_type=Path), help="Write to a file, whole or not at all."
)
@click.option(
    "--how", "explained", metavar="GROUND", help="Show how a ground, root cause or evidence was concluded."
)
@click.option(
    "--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules on top. Repeatable."
)
@click.option("--trust-sender", is_flag=True, help="Take the notices for Amazon's own, on your word.")
@click.option("--redact", is_flag=True, help="Replace names, addresses, orders and bank data.")
@click.pass_context
def case(
    ctx: click.Context,
    paths: tuple[str, ...],
    replies: tuple[str, ...],
    corrected: tuple[str, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    form: str,
    language: str,
    wish: Wish,
    output: Path | None,
    explained: str | None,
    packs: tuple[Path, ...],
    trust_sender: bool,
    redact: bool,
) -> None:
    """Diagnose one case.

    PATH is a notice (text, mail, mailbox, web page, PDF, Word, RTF or a screenshot), a report of Seller
    Central, a case document (JSON or YAML), a folder or .zip of these, or - for standard input. Each is
    recognised by its content.
    """
    with translated():
        diagnoser = Diagnoser(rules=list(packs), language=language)
        knowledge = diagnoser.knowledge
        told = {"answers": answers(replies, knowledge), "corrections": corrections(corrected, knowledge)}
        given = _with(_read(paths, knowledge, marketplace), told)
        given = trusted(given) if trust_sender else given
        diagnosis = diagnoser.diagnose(given, as_of=as_of.date() if as_of else None)
        if redact:
            diagnosis, given = _redacted(diagnosis, given)
    page = Screen() if output else screen()
    if explained:
        content = _explained(diagnosis, explained, knowledge, form, page).encode()
    else:
        content = _whole(diagnosis, given, knowledge, form, wish, page)
    deliver(content, form, output, page)
    ctx.exit(1 if diagnosis.not_read else 0)


def _read(paths: tuple[str, ...], knowledge: KnowledgeBase, marketplace: str | None) -> Case:
    files = [Path(path) for path in paths if path != "-"]
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape") if "-" in paths else None
    return read_case(*files, knowledge=knowledge, text=text, marketplace=marketplace)


def _whole(
    diagnosis: Diagnosis, given: Case, knowledge: KnowledgeBase, form: str, wish: Wish, page: Screen
) -> bytes:
    """The diagnosis in the form that was wished for."""
    draw = functools.partial(_blocks, diagnosis, given, knowledge, form, wish)
    with translated():
        return in_form(diagnosis, draw, form, page, replace(wish, speech=knowledge.speech))


def _redacted(diagnosis: Diagnosis, given: Case) -> tuple[Diagnosis, Case]:
    redactor = Redactor(given)
    return redactor.model(diagnosis), redactor.model(given)


def trusted(given: Case) -> Case:
    """The case with every notice taken for Amazon's own."""
    notices = tuple(notice.model_copy(update={"trusted": True}) for notice in given.notices)
    return given.model_copy(update={"notices": notices})


def _with(given: Case, told: dict[str, dict[str, Reply]]) -> Case:
    return given.model_copy(update={name: getattr(given, name) | values for name, values in told.items()})


def _blocks(diagnosis: Diagnosis, given: Case, knowledge: KnowledgeBase, form: str, wish: Wish) -> Blocks:
    """A terminal gets what it can show; a document, or who asks for it, everything."""
    if form in DOCUMENTS or wish.whole:
        due = due_dates(given, diagnosis, knowledge)
        return document(diagnosis, given, knowledge, wish.audience, due)
    return report(diagnosis, knowledge.questions)


def _explained(diagnosis: Diagnosis, name: str, knowledge: KnowledgeBase, form: str, page: Screen) -> str:
    if form in DOCUMENTS:
        raise click.UsageError(f"--how is shown as text, markdown or json, not as {form}")
    _check_concluded(diagnosis, name, knowledge)
    tree: Tree = how(diagnosis, name)
    if form == "json":
        return tree_to_json(tree)
    return (
        tree_to_markdown(tree)
        if form == "markdown"
        else tree_to_text(tree, page.width, page.colour, page.ascii_only)
    )


def _check_concluded(diagnosis: Diagnosis, name: str, knowledge: KnowledgeBase) -> None:
    shown = [ground.id for ground in diagnosis.grounds]
    shown += [cause.id for ground in diagnosis.grounds for cause in ground.root_causes]
    shown += [item.id for item in diagnosis.evidence]
    shown += [told.id for told in told_beside(diagnosis)]
    if name in shown:
        return
    known = {
        *knowledge.grounds,
        *knowledge.root_causes,
        *knowledge.evidence,
        *knowledge.flags,
        *knowledge.lacks,
    }
    if name in known:
        concluded = f"Concluded: {', '.join(shown)}." if shown else "Nothing was concluded."
        raise Failure(f'--how: "{name}" was not concluded in this case. {concluded}')
    raise Failure(f'--how: there is no ground, root cause or evidence "{name}".{did_you_mean(name, known)}')
