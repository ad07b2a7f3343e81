"""The formats of a report, the options that go with them, and where the result goes."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from diagnose.cli.failure import Failure
from diagnose.cli.names import Choice
from diagnose.cli.output import Screen, say, say_data, whole_file
from diagnose.knowledge import Speech
from diagnose.report import in_language, speaking, to_html, to_markdown, to_text
from diagnose.report.audience import Audience
from diagnose.report.blocks import Blocks
from diagnose.report.printed import PrintError

FORMATS = ("text", "markdown", "html", "docx", "pdf")
DOCUMENTS = ("html", "docx", "pdf")
"""The formats of a document that is handed over."""
FILES = ("docx", "pdf")
"""The formats that no terminal shows."""
_PATH = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Wish:
    """How the report is wanted; ``whole`` is everything, also in a format that a terminal shows.

    ``speech`` is the language it is drawn in, if that is not English.
    """

    audience: Audience = "internal"
    whole: bool = False
    template: Path | None = None
    font: Path | None = None
    speech: Speech | None = None


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every command that writes a document; they arrive as one :class:`Wish`."""

    @click.option("--for", "audience", type=Choice(["internal", "client"]), help="Who reads it.")
    @click.option("--full", is_flag=True, help="Charts, coverage and sources in text and markdown too.")
    @template_options
    @functools.wraps(command)
    def wished(*args: Any, audience: Audience | None, full: bool, printing: Wish, **rest: Any) -> Any:
        wish = Wish(audience or "internal", full or bool(audience), printing.template, printing.font)
        return command(*args, wish=wish, **rest)

    return wished


def template_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The firm's letterhead and the typeface; they arrive as ``printing``."""

    @click.option("--template", type=_PATH, help="Your letterhead for --format docx, with {{report}}.")
    @click.option("--font", type=_PATH, help="A TTF, OTF or TTC font for --format pdf.")
    @functools.wraps(command)
    def wished(*args: Any, template: Path | None, font: Path | None, **rest: Any) -> Any:
        form = rest.get("form")
        if template and form != "docx":
            raise click.UsageError("--template is a letterhead for --format docx")
        if font and form != "pdf":
            raise click.UsageError("--font is for --format pdf")
        return command(*args, printing=Wish(template=template, font=font), **rest)

    return wished


def in_form(result: BaseModel, draw: Callable[[], Blocks], form: str, page: Screen, wish: Wish) -> bytes:
    """A result as JSON, or what is drawn of it in another format."""
    if form == "json":
        return (result.model_dump_json(indent=2) + "\n").encode()
    return rendered(draw(), form, page, wish)


def rendered(blocks: Blocks, form: str, page: Screen, wish: Wish) -> bytes:
    """The blocks in a format and a language, as bytes to be written or shown."""
    with speaking(wish.speech):
        return _drawn(in_language(blocks, wish.speech), form, page, wish)


def _drawn(blocks: Blocks, form: str, page: Screen, wish: Wish) -> bytes:
    if form == "docx":
        from diagnose.report.docx import to_docx

        return _printed(lambda: to_docx(blocks, wish.template))
    if form == "pdf":
        from diagnose.report.pdf import to_pdf

        return _printed(lambda: to_pdf(blocks, wish.font))
    drawn = {
        "html": lambda: to_html(blocks),
        "markdown": lambda: to_markdown(blocks),
        "text": lambda: to_text(blocks, page.width, page.colour, page.ascii_only),
    }
    return drawn[form]().encode()


def _printed(make: Callable[[], bytes]) -> bytes:
    try:
        return make()
    except PrintError as error:
        raise Failure(str(error)) from error


def deliver(content: bytes, form: str, output: Path | None, page: Screen) -> None:
    """Write a file whole or not at all, or show it; a DOCX or PDF never goes to a terminal."""
    if output:
        with whole_file(output) as stream:
            stream.write(content)
    elif form in FILES and sys.stdout.isatty():
        raise click.UsageError(f"a terminal cannot show {form}: give a file with -o report.{form}")
    elif form in FILES:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif form in ("json", "html"):
        say_data(content.decode())
    else:
        say(content.decode(), page.colour)
