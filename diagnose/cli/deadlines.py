"""``diagnose deadlines``: every clock of a case with its day, and as a calendar."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.formats import Wish, deliver, rendered
from diagnose.cli.language import language_option
from diagnose.cli.loading import case_options, judged
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, screen
from diagnose.deadlines import due_dates
from diagnose.report.blocks import Blocks, Paragraph
from diagnose.report.due import deadlines as drawn
from diagnose.report.due import to_ics
from diagnose.report.printed import PrintError
from facts_schema import DueDate

EPILOG = """\b
Examples:
  diagnose deadlines case.yaml --time-zone Europe/Berlin
  diagnose deadlines case.yaml --format ics -o case.ics
"""
NONE = "No clock runs: no notice with an enforcement is known."


@click.command(epilog=EPILOG)
@case_options
@language_option
@click.option("--time-zone", metavar="ZONE", help="The seller's time zone, such as Europe/Berlin.")
@click.option(
    "--format", "form", type=Choice(["text", "markdown", "json", "ics"]), default="text", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file, whole or not at all.")
@click.pass_context
def deadlines(
    ctx: click.Context,
    paths: tuple[Path, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    packs: tuple[Path, ...],
    language: str,
    time_zone: str | None,
    form: str,
    output: Path | None,
) -> None:
    """List the days to keep in a CASE: of the account, the funds and the stock, each with its source."""
    it = judged(paths, marketplace, as_of, packs, language)
    given = it.case.model_copy(update={"time_zone": time_zone}) if time_zone else it.case
    with translated():
        due = due_dates(given, it.diagnosis, it.diagnoser.knowledge)
    page = Screen() if output else screen()
    if form == "json":
        listed = [item.model_dump(mode="json") for item in due]
        content = (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()
    elif form == "ics":
        content = _calendar(due, it.diagnosis.id, it.diagnosis.as_of)
    else:
        blocks: Blocks = tuple(drawn(due, given.time_zone)) or (Paragraph(NONE),)
        content = rendered(blocks, form, page, Wish(speech=it.diagnoser.knowledge.speech))
    deliver(content, "json" if form == "ics" else form, output, page)
    ctx.exit(1 if it.diagnosis.not_read else 0)


def _calendar(due: tuple[DueDate, ...], name: str, stamp: dt.date | None) -> bytes:
    try:
        return to_ics(due, name, stamp)
    except PrintError as error:
        raise Failure(str(error)) from error
