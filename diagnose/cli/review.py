"""``diagnose review``: a plan of action that somebody wrote, before it is sent."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any

import click

from diagnose.cli.door import translated
from diagnose.cli.formats import FORMATS, Wish, deliver, in_form, template_options
from diagnose.cli.loading import FOLDER, judged
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, screen
from diagnose.report.review import review_blocks
from diagnose.review import review_file
from facts_schema.review import Review

_FILE = click.Path(exists=True, path_type=Path)
EPILOG = """\b
Examples:
  diagnose review plan.docx --case case.yaml
  diagnose review plan-2.docx --case case.yaml --previous plan.docx
  diagnose review appeal-2.pdf --case folder --earlier appeal-1.pdf --own letters

\b
Exit status: 0 nothing worse than a hint was found; 1 something was found,
or something was not read; 2 there is no result.
"""


@click.command(epilog=EPILOG)
@click.argument("letter", type=_FILE)
@click.option(
    "--case",
    "known",
    type=_FILE,
    required=True,
    multiple=True,
    help="Case document, folder or files. Repeatable.",
)
@click.option("--earlier", type=_FILE, multiple=True, help="What was sent to Amazon before. Repeatable.")
@click.option("--previous", type=_FILE, help="The version before: what is mended, what is new.")
@click.option("--own", type=FOLDER, help="Your letters about other cases, for likeness.")
@click.option("--papers", type=_FILE, multiple=True, help="Attachments, files or folders. Repeatable.")
@click.option(
    "--form-length", type=click.IntRange(min=50), help="Characters that a box of the web form takes."
)
@click.option("--marketplace", metavar="CODE", help="The store concerned, such as US or DE.")
@click.option("--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge by.")
@click.option("--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules.")
@click.option("--format", "form", type=Choice([*FORMATS, "json"]), default="text", show_default=True)
@template_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file, whole or not at all.")
@click.pass_context
def review(
    ctx: click.Context,
    /,
    letter: Path,
    known: tuple[Path, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    packs: tuple[Path, ...],
    form: str,
    printing: Wish,
    output: Path | None,
    **others: Any,
) -> None:
    """Review LETTER, a plan of action as text, Word document or PDF, before it is sent.

    Each finding has its line, the words, the reason with its source, and what to write instead.
    """
    it = judged(known, marketplace, as_of, packs)
    case = it.case.model_copy(update={"as_of": as_of.date()}) if as_of else it.case
    with translated():
        result = review_file(letter, case, it.diagnosis, it.diagnoser.knowledge, **others)
    page = Screen() if output else screen()
    draw = functools.partial(review_blocks, result, it.diagnoser.knowledge)
    deliver(in_form(result, draw, form, page, printing), form, output, page)
    ctx.exit(status(result))


def status(result: Review) -> int:
    """0 where nothing worse than a hint was found and everything was read and understood."""
    found = any(finding.severity != "hint" for finding in result.findings)
    return 1 if found or result.not_read or not result.heard else 0
