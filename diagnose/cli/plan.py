"""``diagnose plan``: the draft of a plan of action, with its gaps."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

import click

from diagnose.cli.formats import FORMATS, Wish, deliver, in_form, template_options
from diagnose.cli.loading import case_options, judged
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, screen
from diagnose.report.draft import FORM_LENGTH, draft
from diagnose.report.letter import letter

EPILOG = """\b
Examples:
  diagnose plan case.yaml
  diagnose plan case.yaml --format docx --template letterhead.docx -o plan.docx

\b
Exit status: 0 a draft; 1 there is none (it says why), or something was not
read; 2 nothing could be read.
"""


@click.command(epilog=EPILOG)
@case_options
@click.option("--format", "form", type=Choice([*FORMATS, "json"]), default="text", show_default=True)
@template_options
@click.option(
    "--form-length",
    type=click.IntRange(min=50),
    default=FORM_LENGTH,
    show_default=True,
    help="Characters that a box of the web form takes.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file, whole or not at all.")
@click.pass_context
def plan(
    ctx: click.Context,
    paths: tuple[Path, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    packs: tuple[Path, ...],
    form: str,
    printing: Wish,
    form_length: int,
    output: Path | None,
) -> None:
    """Draft the plan of action of a CASE from confirmed facts; everything else stands as a gap.

    CASE is a case document (what "diagnose sessions export" writes), or the files of a case. An action is
    told as done only where the case document records it as done with its date.
    """
    it = judged(paths, marketplace, as_of, packs)
    drafted = draft(it.diagnosis, it.case, it.diagnoser.knowledge, form_length)
    page = Screen() if output else screen()
    draw = functools.partial(letter, drafted, it.diagnosis)
    deliver(in_form(drafted, draw, form, page, printing), form, output, page)
    ctx.exit(1 if drafted.blocked or it.diagnosis.not_read else 0)
