"""``diagnose rules list``: what there is, by id."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import click
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from diagnose.cli.output import say, screen
from diagnose.cli.rules.browse import browsed, packs_option
from diagnose.knowledge import KnowledgeBase
from diagnose.report.text import draw

EPILOG = """\b
Examples:
  diagnose rules list
  diagnose rules list --questions | grep invoice
"""
Row = tuple[str, str, str]


@click.command("list", epilog=EPILOG)
@click.option(
    "--grounds", "kind", flag_value="grounds", default="grounds", help="The grounds by family (default)."
)
@click.option("--facts", "kind", flag_value="facts", help="The facts.")
@click.option("--questions", "kind", flag_value="questions", help="The questions.")
@click.option("--evidence", "kind", flag_value="evidence", help="The kinds of evidence.")
@packs_option
def listing(kind: str, packs: tuple[Path, ...]) -> None:
    """List grounds, facts, questions or evidence: group, id and title, one a line in a pipe."""
    rows = _rows(browsed(packs), kind)
    page = screen()
    if page.terminal:
        say(draw(_drawn(rows), page.width, page.colour, page.ascii_only), page.colour)
    else:
        say("".join("\t".join(row) + "\n" for row in rows))


def _rows(base: KnowledgeBase, kind: str) -> list[Row]:
    if kind == "facts":
        return [(item.about, item.id, item.means) for item in base.facts.values()]
    if kind == "questions":
        return [(item.about, item.id, item.asks) for item in base.questions.values()]
    if kind == "evidence":
        return [("evidence", item.id, item.title) for item in base.evidence.values()]
    return sorted((item.family, item.id, item.title) for item in base.grounds.values())


def _drawn(rows: Sequence[Row]) -> Group:
    parts: list[RenderableType] = []
    for family, members in groupby(sorted(rows), key=itemgetter(0)):
        parts += [Text(family.upper(), "bold"), _table(list(members)), ""]
    return Group(*parts[:-1])


def _table(rows: Sequence[Row]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="cyan", overflow="fold", max_width=36)
    table.add_column(ratio=1)
    for _, name, title in rows:
        table.add_row(Text(name), Text(title))
    return table
