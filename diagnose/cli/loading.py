"""What the commands of the handover share: a case read from files or from a saved session, diagnosed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from diagnose.cli.door import translated
from diagnose.intake import read_case
from diagnose.knowledge import ENGLISH
from diagnose.pipeline import Diagnoser
from facts_schema import Case, Diagnosis

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass(frozen=True)
class Judged:
    """A case with its diagnosis and what diagnosed it."""

    case: Case
    diagnosis: Diagnosis
    diagnoser: Diagnoser


def case_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The paths of a case, the day and the rules to judge by."""
    for option in (
        click.option("--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules."),
        click.option(
            "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day to judge by."
        ),
        click.option("--marketplace", metavar="CODE", help="The store concerned, such as US or DE."),
        click.argument(
            "paths", metavar="CASE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
        ),
    ):
        command = option(command)
    return command


def judged(
    paths: tuple[Path, ...],
    marketplace: str | None = None,
    as_of: dt.datetime | None = None,
    packs: tuple[Path, ...] = (),
    language: str = ENGLISH,
) -> Judged:
    """Read and diagnose, told in a language.

    Raises:
        Failure: nothing could be read, or the rules cannot be used.
    """
    with translated():
        diagnoser = Diagnoser(rules=list(packs), language=language)
        given = read_case(*paths, knowledge=diagnoser.knowledge, marketplace=marketplace)
        return Judged(given, diagnoser.diagnose(given, as_of=as_of.date() if as_of else None), diagnoser)
