"""``diagnose reply``: what Amazon's answer to an appeal asks for, and what changes by it."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from pathlib import Path

import click

from diagnose.cli.door import translated
from diagnose.cli.formats import FORMATS, Wish, deliver, in_form, template_options
from diagnose.cli.language import language_option
from diagnose.cli.loading import FOLDER
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, screen
from diagnose.deadlines import due_dates
from diagnose.intake import read_case
from diagnose.pipeline import Diagnoser
from diagnose.report.answered import answered
from facts_schema import Case

_FILE = click.Path(exists=True, path_type=Path)
EPILOG = """\b
Example:
  diagnose reply answer.txt --case case.yaml --received 2026-11-20
"""


@click.command(epilog=EPILOG)
@click.argument("notice", type=_FILE)
@click.option("--case", "known", type=_FILE, required=True, help="The case document or folder so far.")
@click.option(
    "--received", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day the answer came."
)
@click.option("--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules.")
@click.option("--format", "form", type=Choice([*FORMATS, "json"]), default="text", show_default=True)
@language_option
@template_options
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file, whole or not at all.")
@click.pass_context
def reply(
    ctx: click.Context,
    notice: Path,
    known: Path,
    received: dt.datetime | None,
    packs: tuple[Path, ...],
    form: str,
    language: str,
    printing: Wish,
    output: Path | None,
) -> None:
    """Read NOTICE, Amazon's answer to an appeal, onto a case: what is missing, and what to do next.

    The case itself is not changed; --format json gives the diagnosis with the answer.
    """
    with translated():
        diagnoser = Diagnoser(rules=list(packs), language=language)
        before = read_case(known, knowledge=diagnoser.knowledge)
        after = read_case(notice, knowledge=diagnoser.knowledge, onto=before)
        if received and after.notices:
            last = after.notices[-1].model_copy(update={"received": received.date()})
            after = after.model_copy(update={"notices": (*after.notices[:-1], last)})
        was, now = diagnoser.diagnose(before), diagnoser.diagnose(after)
        due = due_dates(_answered(after), now, diagnoser.knowledge)
    page = Screen() if output else screen()
    draw = functools.partial(answered, was, now, due, after, diagnoser.knowledge)
    wish = replace(printing, speech=diagnoser.knowledge.speech)
    deliver(in_form(now, draw, form, page, wish), form, output, page)
    ctx.exit(1 if now.not_read else 0)


def _answered(case: Case) -> Case:
    """The case in which no submission waits any more: this is the answer."""
    sent = tuple(
        item.model_copy(update={"outcome": "more-information"}) if item.outcome == "waiting" else item
        for item in case.submissions
    )
    return case.model_copy(update={"submissions": sent})
