"""``diagnose classify``: many cases out of a file into a file of diagnoses, or into a flat table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

import click

from diagnose.bulk import Answered, BulkError, Form, Kept, Mark, Source, answered, opened, streamed
from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.names import Choice
from diagnose.cli.output import whole_file
from diagnose.cli.progress import progress
from diagnose.cli.version import installed_version
from diagnose.pipeline import Diagnoser

EPILOG = """\b
Examples:
  diagnose classify cases.jsonl -o diagnoses.jsonl --jobs 4
  diagnose classify cases.csv -o table.parquet --jobs 4 --resume
  my-export | diagnose classify - | jq .grounds[0].id

\b
A line of JSON: {"id": "17", "marketplace": "US", "notice": "Your account ..."}
A table has such columns; docs/bulk.md lists them. A case that cannot be read
becomes {"id": ..., "line": 3, "error": "..."}, and the others go on.
"""
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FORMATS = ("jsonl", "rows", "parquet")


@dataclass(frozen=True)
class Work:
    """What is asked for."""

    source: str
    output: Path | None
    form: Form
    parquet: bool
    jobs: int
    packs: tuple[Path, ...]
    resume: bool
    redact: bool = False


@click.command(epilog=EPILOG)
@click.argument("source", metavar="INPUT")
@click.option(
    "-o", "--output", "output", type=click.Path(path_type=Path), help="Write to a file, whole or not at all."
)
@click.option(
    "--format",
    "form",
    type=Choice(FORMATS),
    help="jsonl: a diagnosis a line. rows: a flat table, a row a line. parquet: the flat table. "
    "[default: by the name of the output]",
)
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N", help="Processes."
)
@click.option("--resume", is_flag=True, help="Go on with a run to the same output that was broken off.")
@click.option(
    "--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules on top. Repeatable."
)
@click.option("--redact", is_flag=True, help="Replace names, addresses, orders and bank data.")
@click.pass_context
def classify(
    ctx: click.Context,
    source: str,
    output: Path | None,
    form: str | None,
    jobs: int,
    resume: bool,
    packs: tuple[Path, ...],
    redact: bool,
) -> None:
    """Diagnose many cases, in their order: JSON lines, CSV or Parquet in, JSON lines or Parquet out.

    INPUT is recognised by its content; - is standard input.
    """
    form = form or ("parquet" if output and output.suffix.lower() == ".parquet" else "jsonl")
    work = Work(
        source,
        output,
        "diagnoses" if form == "jsonl" else "rows",
        form == "parquet",
        jobs,
        packs,
        resume,
        redact,
    )
    _check(work)
    try:
        with translated():
            mark = _run(work)
    except BulkError as error:
        raise Failure(str(error)) from error
    except ImportError as error:
        if error.name != "pyarrow":
            raise
        raise Failure(f"{error}.") from error
    _sum_up(work, mark)
    ctx.exit(_status(mark))


def _check(work: Work) -> None:
    if work.parquet and work.output is None:
        raise Failure("Parquet is no text for a terminal or a pipe: name a file with -o table.parquet")
    if work.resume and (work.output is None or work.source == "-"):
        raise Failure("--resume needs a file to read and a file to write (-o): only those are the same again")
    if work.parquet:
        import diagnose.bulk.arrow  # noqa: F401  (says at once if the extra is missing)


def _run(work: Work) -> Mark:
    with _opened(work.source) as source:
        if source.left_out:
            click.echo(f"diagnose classify: columns left out: {', '.join(source.left_out)}", err=True)
        diagnoser = Diagnoser(rules=list(work.packs))
        if work.output is None or (work.output.exists() and not work.output.is_file()):
            return _streamed(work, source, diagnoser)
        return _kept(work, work.output, source, diagnoser)


def _opened(name: str) -> AbstractContextManager[Source]:
    return streamed(sys.stdin.buffer) if name == "-" else opened(Path(name))


def _streamed(work: Work, source: Source, diagnoser: Diagnoser) -> Mark:
    """Into a pipe, a terminal or a device, each answer as soon as it is there."""
    mark = Mark()
    with _written_to(work.output) as out:
        for answer in _answers(work, source, diagnoser, mark):
            out.write(answer.text.encode() + b"\n")
            out.flush()
            mark = mark.after(answer, 0)
    return _some(work, mark)


@contextmanager
def _written_to(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        return
    with whole_file(output) as stream:
        yield stream


def _kept(work: Work, output: Path, source: Source, diagnoser: Diagnoser) -> Mark:
    """Into a file that appears whole; until then the work is kept beside it."""
    try:
        kept = Kept(output, _task(work, source, diagnoser), work.resume)
        with _left_in_order(kept, source):
            for answer in _answers(work, source, diagnoser, kept.mark):
                kept.write(answer)
            _some(work, kept.mark)
            kept.finish(_parquet() if work.parquet else None)
    except OSError as error:
        raise Failure(f"cannot write {output}: {error.strerror or error}") from error
    return kept.mark


@contextmanager
def _left_in_order(kept: Kept, source: Source) -> Iterator[None]:
    """What is done when a run breaks off is kept, if the source can be read again."""
    try:
        yield
    except BaseException:
        if source.digest and kept.mark.entries:
            kept.close()
            click.echo(
                f"diagnose classify: {kept.mark.entries:,} answers are kept: go on with --resume", err=True
            )
        else:
            kept.discard()
        raise


def _task(work: Work, source: Source, diagnoser: Diagnoser) -> dict[str, str]:
    return {
        "the input": source.digest,
        "the format": f"{work.form}, redacted" if work.redact else work.form,
        "the knowledge": diagnoser.knowledge.version,
        "diagnose itself": installed_version(),
    }


def _answers(work: Work, source: Source, diagnoser: Diagnoser, mark: Mark) -> Iterator[Answered]:
    """The answers to the entries after a mark."""
    done = 0
    for _ in range(mark.entries):
        done += next(source.entries).size
    with progress(source.total, done, mark.entries) as step:
        for answer in answered(source.entries, diagnoser, work.jobs, work.form, work.redact):
            yield answer
            step(answer.size)


def _parquet() -> Callable[[BinaryIO, BinaryIO], None]:
    from diagnose.bulk.parquet import write_rows

    return write_rows


def _some(work: Work, mark: Mark) -> Mark:
    if not mark.entries:
        raise Failure(
            f"{work.source}: no case in it; one case document (JSON) a line, or a row, was expected"
        )
    return mark


def _sum_up(work: Work, mark: Mark) -> None:
    if mark.errors:
        where = f" in {work.output}" if work.output else ""
        cases = f"{mark.errors:,} of {mark.entries:,} cases"
        click.echo(
            f'diagnose classify: {work.source}: {cases} could not be diagnosed (see "error"{where})', err=True
        )
    elif work.output and sys.stderr.isatty():
        click.echo(f"{mark.entries:,} diagnoses in {work.output}", err=True)


def _status(mark: Mark) -> Literal[0, 1, 2]:
    if mark.errors == mark.entries:
        return 2
    return 1 if mark.errors else 0
