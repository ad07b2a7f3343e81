"""What the commands that browse the knowledge share."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.knowledge import KnowledgeBase, survey

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
packs_option = click.option(
    "--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules on top. Repeatable."
)


def browsed(packs: tuple[Path, ...]) -> KnowledgeBase:
    """The knowledge as far as it can be read; broken knowledge can be looked at, with a word about it."""
    base, problems = survey(packs)
    if problems:
        click.echo(
            f"diagnose: the knowledge has {len(problems):,} problems; see diagnose rules check", err=True
        )
    return base
