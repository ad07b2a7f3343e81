"""``diagnose rules check``: everything that is wrong in the knowledge, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from diagnose.cli.output import say
from diagnose.cli.rules.browse import FOLDER, packs_option
from diagnose.knowledge import KnowledgeBase, Problem, is_whole, survey
from diagnose.knowledge.staleness import stale_limits, stale_text

EPILOG = """\b
Examples:
  diagnose rules check
  diagnose rules check my-firm-rules/
  diagnose rules check --as-of today
  diagnose rules check --rules my-firm-rules/ --rules clients/acme/
"""


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """A date, or the word today: the one place at which the knowledge meets a clock."""
    if value is None or value == "today":
        return dt.date.today() if value else None
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        text = f'"{value}" is no day: expected a date such as 2026-11-22, or today.'
        raise click.BadParameter(text) from error


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@packs_option
@click.option(
    "--as-of",
    metavar="DATE",
    callback=_day,
    help="Warn of limits that were last verified too long before this day: 2026-11-22, or today.",
)
@click.pass_context
def check(ctx: click.Context, folder: Path | None, packs: tuple[Path, ...], as_of: dt.date | None) -> None:
    """Check the knowledge and print every problem with its file and line.

    Without DIR the built-in knowledge is checked. A DIR with the whole knowledge is checked by itself; any
    other is checked on top of the built-in knowledge, as --rules reads it. Packs that are used together are
    checked together with --rules. Exit status 1: something is wrong; a warning of --as-of changes no status.
    """
    base, problems = _surveyed(folder, packs)
    say("".join(_warnings(base, as_of)) if as_of else "")
    if not problems:
        say(f"{_size(base)}: no problems.\n")
        return
    say("".join(f"{problem}\n" for problem in problems))
    files = len({problem.file for problem in problems})
    click.echo(f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}.", err=True)
    ctx.exit(1)


def _warnings(base: KnowledgeBase, as_of: dt.date) -> Iterator[str]:
    for limit in stale_limits(base, as_of):
        yield f"{limit.file}:{limit.line}: warning: {stale_text(limit, as_of)}\n"


def _surveyed(folder: Path | None, packs: tuple[Path, ...]) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    if folder is not None and is_whole(folder):
        return survey(packs, folder)
    return survey((folder, *packs) if folder else packs)


def _size(base: KnowledgeBase) -> str:
    parts = (
        (len(base.grounds), "ground"),
        (len(base.root_causes), "root cause"),
        (len(base.rules_by_id), "rule"),
        (len(base.flags), "flag"),
        (len(base.facts), "fact"),
        (len(base.questions), "question"),
    )
    return ", ".join(_counted(number, noun) for number, noun in parts)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
