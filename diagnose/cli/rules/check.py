"""``diagnose rules check``: everything that is wrong in the knowledge, at once."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli.output import say
from diagnose.knowledge import KnowledgeBase, Problem, survey

EPILOG = """\b
Examples:
  diagnose rules check
  diagnose rules check my-firm-rules/
"""
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
WHOLE = "weights.yaml"


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", type=FOLDER, required=False)
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    """Check the knowledge and print every problem with its file and line.

    Without DIR the built-in knowledge is checked. A DIR with a weights.yaml is checked by itself; any other
    is checked on top of the built-in knowledge, as --rules reads it. Exit status 1: something is wrong.
    """
    base, problems = _surveyed(folder)
    if not problems:
        say(f"{_size(base)}: no problems.\n")
        return
    say("".join(f"{problem}\n" for problem in problems))
    files = len({problem.file for problem in problems})
    click.echo(f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}.", err=True)
    ctx.exit(1)


def _surveyed(folder: Path | None) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
    if folder is None:
        return survey()
    whole = (folder / WHOLE).exists()
    return survey(root=folder) if whole else survey(packs=(folder,))


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
