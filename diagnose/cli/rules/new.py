"""``diagnose rules new``: the scaffold of a ground, with everything that is to be filled in."""

from __future__ import annotations

import re
from pathlib import Path

import click

from diagnose.cli.failure import Failure
from diagnose.cli.names import did_you_mean
from diagnose.cli.output import say, whole_file
from diagnose.cli.rules.manifest import NAME, write_manifest
from diagnose.cli.rules.scaffold import SCAFFOLD
from diagnose.knowledge import KnowledgeBase, survey

EPILOG = """\b
Examples:
  diagnose rules new late-refund --family performance
  diagnose rules new house-policy --family listing --into my-firm-rules/
"""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.command(epilog=EPILOG)
@click.argument("ground", metavar="GROUND")
@click.option("--family", required=True, metavar="F", help="The family it belongs to, such as performance.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("rules"),
    show_default=True,
    metavar="DIR",
    help="The folder of rules to write to.",
)
def new(ground: str, family: str, into: Path) -> None:
    """Write the scaffold of a new ground to DIR/grounds/F/GROUND.yaml. Nothing is overwritten."""
    base, _ = survey()
    _check_id("GROUND", ground)
    _check_id("--family", family)
    _check_free(ground, base)
    _check_family(family, {item.family for item in base.grounds.values()})
    path = _place(into) / "grounds" / family / f"{ground}.yaml"
    _write(path, SCAFFOLD.replace("GROUND", ground))
    if (into / NAME).exists():
        write_manifest(into)
    say(_next_steps(path, ground, into))


def _check_id(what: str, name: str) -> None:
    if not ID.fullmatch(name):
        raise Failure(
            f'{what}: "{name}" is no id: expected lower-case words with hyphens, such as late-refund.'
        )


def _check_free(ground: str, base: KnowledgeBase) -> None:
    if ground in base.grounds:
        raise Failure(f'there is a ground "{ground}" already: see diagnose rules show {ground}')
    for gone in base.retired:
        if gone.id == ground:
            raise Failure(f'the id "{ground}" is retired and must never come back: {gone.why}')


def _check_family(family: str, families: set[str]) -> None:
    near = did_you_mean(family, families)
    if family not in families and near:
        raise Failure(f'--family: there is no family "{family}".{near}')


def _place(into: Path) -> Path:
    if not into.is_dir():
        raise Failure(f"--into: there is no folder {into}; make it, or name the folder of your rules.")
    return into


def _write(path: Path, text: str) -> None:
    if path.exists():
        raise Failure(f"{path} exists already; nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as stream:
        stream.write(text.encode())


def _next_steps(path: Path, ground: str, into: Path) -> str:
    return f"""{path} is written. What is left:
  1. Write a case that must find it, and a near miss, in a file {ground}.yaml of your cases:
     its notice, and expect: {{first: {ground}, fires: [notice-states-{ground}]}}.
  2. In {path} fill in every FILL IN and every source.
  3. Under {into}/facts define notice-says-{ground} and the facts of the root causes,
     with questions under {into}/questions; sources stand in {into}/sources.yaml.
  4. Say how notices put it, under {into}/wording/en.
  5. Run diagnose rules check {into} until it has nothing to say.
"""
