"""The language a result is told in."""

from __future__ import annotations

import click

from diagnose.knowledge import ENGLISH

language_option = click.option(
    "--language",
    metavar="CODE",
    default=ENGLISH,
    show_default=True,
    help="What the result is told in: de, en, fr or zh.",
)
