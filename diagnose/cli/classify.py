"""``diagnose classify``: a file of case documents, one a line, into a file of diagnoses."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from diagnose.bulk import Answered, BulkError
from diagnose.bulk import classify as classified
from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.output import whole_file

EPILOG = """\b
Examples:
  diagnose classify cases.jsonl -o diagnoses.jsonl --jobs 4
  my-export | diagnose classify - | jq .grounds[0].id

\b
A line: {"id": "17", "marketplace": "US", "notice": "Your account ..."}
A line that cannot be read becomes {"id": ..., "line": 3, "error": "..."}.
"""
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass
class Tally:
    """How many lines were answered, and how many of the answers are errors."""

    lines: int = 0
    errors: int = 0

    def add(self, answer: Answered) -> None:
        """Count one answer."""
        self.lines += 1
        self.errors += answer.failed


@click.command(epilog=EPILOG)
@click.argument("source", metavar="INPUT.jsonl")
@click.option(
    "-o", "--output", "output", type=click.Path(path_type=Path), help="Write to a file, whole or not at all."
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N", help="Processes."
)
@click.option(
    "--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules on top. Repeatable."
)
@click.pass_context
def classify(
    ctx: click.Context, source: str, output: Path | None, jobs: int, packs: tuple[Path, ...]
) -> None:
    """Diagnose many cases: one case document (JSON) a line in, one diagnosis a line out, in the same order.

    INPUT.jsonl may be - for standard input. Blank lines are skipped.
    """
    tally = Tally()
    try:
        _run(source, output, jobs, packs, tally)
    except BulkError as error:
        raise Failure(str(error)) from error
    _sum_up(source, output, tally)
    ctx.exit(_status(tally))


def _run(source: str, output: Path | None, jobs: int, packs: tuple[Path, ...], tally: Tally) -> None:
    with translated(), ExitStack() as stack:
        lines = stack.enter_context(_opened(source))
        out = stack.enter_context(whole_file(output)) if output else sys.stdout.buffer
        step = stack.enter_context(_progress(lines))
        for answer in classified(lines, packs, jobs):
            out.write(answer.text.encode() + b"\n")
            if output is None:
                out.flush()
            tally.add(answer)
            step(answer.size)
        if not tally.lines:
            raise Failure(f"{source}: no case in it; one case document (JSON) a line was expected")


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    with _readable(source) as stream:
        yield stream


def _readable(source: str) -> BinaryIO:
    try:
        return Path(source).open("rb")
    except OSError as error:
        raise Failure(f"cannot read {source}: {error.strerror}") from error


@contextmanager
def _progress(lines: BinaryIO) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal's stderr, by the bytes read; elsewhere nothing."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[cases]:,} cases"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=_size(lines), cases=0)
        done = 0

        def step(size: int) -> None:
            nonlocal done
            done += 1
            bar.update(task, advance=size, cases=done)

        yield step


def _size(lines: BinaryIO) -> int | None:
    try:
        return os.fstat(lines.fileno()).st_size or None
    except (OSError, ValueError):
        return None


def _sum_up(source: str, output: Path | None, tally: Tally) -> None:
    if tally.errors:
        where = f" in {output}" if output else ""
        lines = f"{tally.errors:,} of {tally.lines:,} lines"
        click.echo(
            f'diagnose classify: {source}: {lines} could not be diagnosed (see "error"{where})', err=True
        )
    elif output and sys.stderr.isatty():
        click.echo(f"{tally.lines:,} diagnoses in {output}", err=True)


def _status(tally: Tally) -> int:
    if tally.errors == tally.lines:
        return 2
    return 1 if tally.errors else 0
