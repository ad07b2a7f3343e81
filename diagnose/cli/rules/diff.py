"""``diagnose rules diff``: which diagnoses of a corpus move between two versions of the rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from diagnose.casebook import Given, Move, moves, read_corpus
from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.names import Choice
from diagnose.cli.output import say, say_data
from diagnose.cli.rules.browse import FOLDER
from diagnose.knowledge import Problem, is_whole, load
from diagnose.pipeline import Diagnoser

EPILOG = """\b
Examples:
  git worktree add /tmp/before main
  diagnose rules diff /tmp/before/rules rules
  diagnose rules diff rules my-firm-rules --corpus last-year.jsonl --format json

\b
Exit status: 0 nothing moves; 1 something moves, or a line of the corpus was
not read; 2 there is no result.
"""
CORPUS = click.Path(exists=True, path_type=Path)


@click.command(epilog=EPILOG)
@click.argument("old", metavar="OLD", type=FOLDER)
@click.argument("new", metavar="NEW", type=FOLDER)
@click.option(
    "--corpus",
    "corpora",
    metavar="PATH",
    type=CORPUS,
    multiple=True,
    help="A folder of test cases, or a JSONL file of case documents or notices. Repeatable. [tests/cases]",
)
@click.option("--format", "form", type=Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, corpora: tuple[Path, ...], form: str) -> None:
    """Diagnose a corpus by the OLD rules and by the NEW, and show what moves.

    A folder with the whole knowledge is used by itself; any other is put on top of the built-in knowledge, as
    --rules does.
    """
    with translated():
        before, after = _diagnoser(old), _diagnoser(new)
    cases, problems = _read(corpora or (Path("tests/cases"),))
    moved = list(moves(cases, before, after))
    if form == "json":
        counts = {"cases": len(cases), "moved": len({move.case for move in moved})}
        document = counts | {
            "moves": [asdict(move) for move in moved],
            "not_read": [str(p) for p in problems],
        }
        say_data(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    else:
        say(_table(moved))
        say(f"{len(cases):,} cases, {len({move.case for move in moved}):,} moved.\n")
    for problem in problems:
        click.echo(f"not read: {problem}", err=True)
    ctx.exit(1 if moved or problems else 0)


def _diagnoser(folder: Path) -> Diagnoser:
    return Diagnoser(knowledge=load(root=folder) if is_whole(folder) else load([folder]))


def _read(corpora: Sequence[Path]) -> tuple[list[Given], list[Problem]]:
    cases: list[Given] = []
    problems: list[Problem] = []
    for path in corpora:
        if not path.exists():
            raise Failure(f"there is no corpus {path}: name one with --corpus.")
        found, faults = read_corpus(path)
        cases += found
        problems += faults
    if not cases:
        raise Failure("the corpus holds no case that can be read.")
    return cases, problems


def _table(moved: Sequence[Move]) -> str:
    """The moves, case by case: what was only before with -, what is only now with +."""
    lines = []
    for case, group in groupby(moved, key=lambda move: move.case):
        lines.append(case)
        lines += [f"  {move.what}: {_change(move)}" for move in group]
    return "".join(f"{line}\n" for line in [*lines, ""] if lines)


def _change(move: Move) -> str:
    if move.what in ("evidence", "actions"):
        old, new = set(move.old.split(", ")) - {""}, set(move.new.split(", ")) - {""}
        return ", ".join(
            [f"-{name}" for name in sorted(old - new)] + [f"+{name}" for name in sorted(new - old)]
        )
    return f"{move.old or 'nothing'} -> {move.new or 'nothing'}"
