"""``diagnose evidence``: would Amazon accept these papers?"""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path

import click

from diagnose.cli.door import translated
from diagnose.cli.failure import Failure
from diagnose.cli.formats import FORMATS, Wish, deliver, in_form, template_options
from diagnose.cli.loading import FOLDER, Judged, judged
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, screen
from diagnose.papers import check_evidence
from diagnose.pipeline import Diagnoser
from diagnose.redaction import Redactor
from diagnose.report.papers import evidence_check
from facts_schema import Case, EvidenceCheck, Seller

EPILOG = """\b
Examples:
  diagnose evidence invoice.pdf bill.jpg --case case.yaml
  diagnose evidence papers/ --case case.yaml --case all-orders.txt
  diagnose evidence scan.png --case case.yaml --as supplier-invoice
  diagnose evidence papers/ --case case.yaml --format json --strict

\b
Exit status: 0 every paper was read and recognised; 1 some were not, or with
--strict a requirement is not met or cannot be told; 2 there is no result.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--case", "cases", metavar="CASE", multiple=True, type=click.Path(exists=True, path_type=Path),
              help="The case document, the notice, the orders report. Repeatable.")  # fmt: skip
@click.option("--as", "kinds", metavar="[FILE=]KIND", multiple=True,
              help="The kind of evidence, of all files or of one. Repeatable.")  # fmt: skip
@click.option(
    "--seller", "names", metavar="NAME", multiple=True, help="The account's name, if the case lacks it."
)
@click.option(
    "--address", "addresses", metavar="TEXT", multiple=True, help="The account's address, likewise."
)
@click.option("--marketplace", metavar="CODE", help="The store concerned, such as US or DE.")
@click.option(
    "--as-of", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day of the check: 2026-01-31."
)
@click.option(
    "--rules", "packs", metavar="DIR", multiple=True, type=FOLDER, help="Your own rules on top. Repeatable."
)
@click.option("--format", "form", type=Choice([*FORMATS, "json"]), default="text", show_default=True)
@template_options
@click.option("--full", is_flag=True, help="List what passed, too, with its words.")
@click.option("--strict", is_flag=True, help="Exit status 1 unless every paper passed.")
@click.option("--redact", is_flag=True, help="Replace names, addresses, orders and bank data.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file, whole or not at all.")
@click.pass_context
def evidence(
    ctx: click.Context,
    paths: tuple[Path, ...],
    cases: tuple[Path, ...],
    kinds: tuple[str, ...],
    names: tuple[str, ...],
    addresses: tuple[str, ...],
    marketplace: str | None,
    as_of: dt.datetime | None,
    packs: tuple[Path, ...],
    form: str,
    printing: Wish,
    full: bool,
    strict: bool,
    redact: bool,
    output: Path | None,
) -> None:
    """Check papers before they are sent: FILE is a PDF, a scan, a Word file, a mail, a folder or .zip.

    Each requirement is passed, failed or cannot be told, with the words on the page that decide it.
    """
    it = _case(cases, marketplace, as_of, packs)
    case = _with_seller(it.case, names, addresses)
    with translated():
        result = check_evidence(
            *paths, case=case, kinds=stated(kinds), diagnosis=it.diagnosis if cases else None,
            knowledge=it.diagnoser.knowledge, as_of=as_of.date() if as_of else None,
        )  # fmt: skip
    _refuse_nothing(result)
    if redact:
        result = Redactor(case).model(result)
    page = Screen() if output else screen()
    draw = functools.partial(evidence_check, result, it.diagnoser.knowledge, full)
    deliver(in_form(result, draw, form, page, printing), form, output, page)
    open_or_worse = any(paper.state != "passed" for paper in result.papers)
    ctx.exit(1 if result.not_read or (strict and open_or_worse) else 0)


def _refuse_nothing(result: EvidenceCheck) -> None:
    """Where no file could be read at all there is no result."""
    if not any(paper.pages or paper.kind or paper.read_by for paper in result.papers):
        said = "\n".join(f"{item.source}: {item.reason}" for item in result.not_read)
        raise Failure(said or "Nothing was given.")


def _case(
    cases: tuple[Path, ...], marketplace: str | None, as_of: dt.datetime | None, packs: tuple[Path, ...]
) -> Judged:
    """The case, diagnosed; without any, an empty one."""
    if cases:
        return judged(cases, marketplace, as_of, packs)
    with translated():
        diagnoser = Diagnoser(rules=list(packs))
        return Judged(Case(), diagnoser.diagnose(Case()), diagnoser)


def _with_seller(case: Case, names: tuple[str, ...], addresses: tuple[str, ...]) -> Case:
    """The case with what the command line says of the account, before what the case says."""
    own = case.seller or Seller()
    if not (names or addresses):
        return case
    said = Seller(names=(*names, *own.names), addresses=(*addresses, *own.addresses))
    return case.model_copy(update={"seller": said})


def stated(kinds: tuple[str, ...]) -> dict[str, str]:
    """The kinds as they were given, by file name; that of every file under the empty name."""
    pairs = [kind.rpartition("=") for kind in kinds]
    return {Path(name).name if name else "": kind for name, _, kind in pairs}
