"""``diagnose rules show``: one piece of knowledge as a page."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli.failure import Failure
from diagnose.cli.names import did_you_mean
from diagnose.cli.output import say, screen
from diagnose.cli.rules.browse import browsed, packs_option
from diagnose.report import to_text
from diagnose.report.pages import names, pages

EPILOG = """\b
Examples:
  diagnose rules show late-shipment
  diagnose rules show supplier-invoice
"""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="ID")
@packs_option
def show(name: str, packs: tuple[Path, ...]) -> None:
    """Show a ground, root cause, rule, fact, question, evidence, metric, limit, enforcement or source."""
    base = browsed(packs)
    blocks = pages(name, base)
    if not blocks:
        raise Failure(f'nothing has the id "{name}".{did_you_mean(name, names(base))}')
    page = screen()
    say(to_text(blocks, page.width, page.colour, page.ascii_only), page.colour)
