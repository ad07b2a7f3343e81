"""``diagnose health``: prevention, from the reports of an account that nobody has acted against."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from diagnose.cli.formats import FORMATS, Wish, deliver, rendered, template_options
from diagnose.cli.language import language_option
from diagnose.cli.loading import case_options, judged
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, screen
from diagnose.report.health import health_check

EPILOG = """\b
Example:
  diagnose health seller-performance-report.json all-listings.tsv --format html -o health.html
"""


@click.command(epilog=EPILOG)
@case_options
@click.option("--format", "form", type=Choice(FORMATS), default="text", show_default=True)
@language_option
@template_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file, whole or not at all.")
@click.pass_context
def health(
    ctx: click.Context,
    paths: tuple[Path, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    packs: tuple[Path, ...],
    form: str,
    language: str,
    printing: Wish,
    output: Path | None,
) -> None:
    """Check an account: what is breached, what is close, which listings carry risk, what to watch.

    CASE are the account health report, listings, returns and feedback; a notice is not needed.
    """
    it = judged(paths, marketplace, as_of, packs, language)
    page = Screen() if output else screen()
    blocks = health_check(it.diagnosis, it.case, it.diagnoser.knowledge)
    wish = replace(printing, speech=it.diagnoser.knowledge.speech)
    deliver(rendered(blocks, form, page, wish), form, output, page)
    ctx.exit(1 if it.diagnosis.not_read else 0)
