"""``diagnose pack``: the case folder, for the file or for the client."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import click

from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.loading import FOLDER, case_options, judged
from diagnose.cli.names import Choice
from diagnose.cli.output import whole_file
from diagnose.deadlines import due_dates
from diagnose.report.audience import Audience
from diagnose.report.folder import case_folder, zipped
from facts_schema import Case

EPILOG = """\b
Examples:
  diagnose pack case.yaml --evidence papers/ -o acme.zip
  diagnose pack case.yaml --for client -o acme-client/

\b
Exit status: 0 packed; 1 packed, but a paper was not found or something was
not read; 2 nothing was written.
"""


@click.command(epilog=EPILOG)
@case_options
@click.option("--evidence", "papers", type=FOLDER, help="The folder with the papers that the case names.")
@click.option("--for", "audience", type=Choice(["internal", "client"]), default="internal", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A new folder, or .zip.")
@click.pass_context
def pack(
    ctx: click.Context,
    paths: tuple[Path, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    packs: tuple[Path, ...],
    papers: Path | None,
    audience: Audience,
    output: Path,
) -> None:
    """Pack a CASE: report, plan, timeline, notices, submissions, papers, and an index with SHA-256.

    Papers are packed byte for byte; everything the program writes itself holds no names and times of this
    computer. The client's folder has no case document, no ledger and no notes.
    """
    it = judged(paths, marketplace, as_of, packs)
    found, lost = _papers(it.case, papers)
    with translated():
        due = due_dates(it.case, it.diagnosis, it.diagnoser.knowledge)
    files = case_folder(it.diagnosis, it.case, it.diagnoser.knowledge, due, found, audience)
    if output.suffix.lower() == ".zip":
        with whole_file(output) as stream:
            stream.write(zipped(files))
    else:
        _laid(files, output)
    for name in lost:
        click.echo(
            f"diagnose pack: {name}: the case names it, and it is not in {papers or 'any --evidence'}",
            err=True,
        )
    ctx.exit(1 if lost or it.diagnosis.not_read else 0)


def _papers(case: Case, folder: Path | None) -> tuple[dict[str, bytes], list[str]]:
    """The papers at hand that the case names, and the names of those that are not there."""
    names = sorted({item.name for item in case.documents if item.name and item.state == "have"})
    inside = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()} if folder else {}
    found = {name: inside[name].read_bytes() for name in names if name in inside}
    return found, [name for name in names if name not in found]


def _laid(files: Mapping[str, bytes], output: Path) -> None:
    """A new folder that appears whole or not at all."""
    if output.exists():
        raise Failure(f"cannot write {output}: it is there already; name a new folder, or a .zip file")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    except OSError as error:
        raise Failure(f"cannot write {output}: {error.strerror or error}") from error
    try:
        for name, content in files.items():
            place = part / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        part.chmod(0o755)
        part.rename(output)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise Failure(f"cannot write {output}: {error.strerror or error}") from error
