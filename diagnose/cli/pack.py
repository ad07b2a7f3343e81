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
from diagnose.redaction import Redactor
from diagnose.report.audience import Audience
from diagnose.report.folder import Printing, case_folder, zipped
from facts_schema import Case

PAPER = click.Path(exists=True, dir_okay=False, path_type=Path)
EPILOG = """\b
Examples:
  diagnose pack case.yaml --evidence papers/ -o acme.zip
  diagnose pack case.yaml --for client -o acme-client/
  diagnose pack case.yaml --redact -o example.zip

\b
Exit status: 0 packed; 1 packed, but a paper was not found or something was
not read; 2 nothing was written.
"""


@click.command(epilog=EPILOG)
@case_options
@click.option("--evidence", "papers", type=FOLDER, help="The folder with the papers that the case names.")
@click.option("--for", "audience", type=Choice(["internal", "client"]), default="internal", show_default=True)
@click.option("--template", type=PAPER, help="Your letterhead for the DOCX documents, with {{report}}.")
@click.option("--font", type=PAPER, help="A TTF, OTF or TTC font for the PDF documents.")
@click.option("--redact", is_flag=True, help="Replace names, addresses and orders; papers are left out.")
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
    template: Path | None,
    font: Path | None,
    redact: bool,
    output: Path,
) -> None:
    """Pack a CASE: report, plan, timeline, calendar, correspondence, papers, an index with SHA-256.

    Papers are packed byte for byte; everything the program writes itself holds no names and times of this
    computer. The client's folder has no case document, no ledger and no notes.
    """
    it = judged(paths, marketplace, as_of, packs)
    found, lost = _papers(it.case, papers)
    given, diagnosis = it.case, it.diagnosis
    if redact:
        redactor, given, found = Redactor(given), _unnamed(given), {}
        diagnosis = it.diagnoser.diagnose(given, as_of=diagnosis.as_of)
        given, diagnosis = redactor.model(given), redactor.model(diagnosis)
    with translated():
        due = due_dates(given, diagnosis, it.diagnoser.knowledge)
    printing = Printing(template, font)
    made = case_folder(diagnosis, given, it.diagnoser.knowledge, due, found, audience, printing)
    files = made.files
    if output.suffix.lower() == ".zip":
        with whole_file(output) as stream:
            stream.write(zipped(files))
    else:
        _laid(files, output)
    said = [f"{name}: the case names it, and it is not in {papers or 'any --evidence'}" for name in lost]
    for line in (*said, *(f"not packed: {reason}" for reason in made.not_made)):
        click.echo(f"diagnose pack: {line}", err=True)
    ctx.exit(1 if lost or made.not_made or it.diagnosis.not_read else 0)


def _unnamed(case: Case) -> Case:
    """The case with its papers called by numbers: the names of files name people."""
    names = sorted({item.name for item in case.documents if item.name})
    called = {name: f"paper-{number:02}{Path(name).suffix}" for number, name in enumerate(names, 1)}
    documents = tuple(i.model_copy(update={"name": called.get(i.name, i.name)}) for i in case.documents)
    submissions = tuple(
        item.model_copy(update={"sent": tuple(called.get(name, name) for name in item.sent)})
        for item in case.submissions
    )
    return case.model_copy(update={"documents": documents, "submissions": submissions})


def _papers(case: Case, folder: Path | None) -> tuple[dict[str, bytes], list[str]]:
    """The papers at hand that the case names, and the names of those that are not there."""
    names = sorted({item.name for item in case.documents if item.name and item.state == "have"})
    inside = {path.name: path for path in sorted(folder.rglob("*")) if path.is_file()} if folder else {}
    sent = {name for item in case.submissions for name in item.sent if name in inside}
    found = {name: inside[name].read_bytes() for name in sorted({*names, *sent}) if name in inside}
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
