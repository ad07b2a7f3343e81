"""``diagnose rules docs``: the knowledge as a folder of pages."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli.failure import Failure
from diagnose.cli.output import say, whole_file
from diagnose.cli.rules.browse import browsed, packs_option
from diagnose.report.book import book

EPILOG = """\b
Examples:
  diagnose rules docs
  diagnose rules docs --rules my-firm-rules --into my-firm-docs
"""


@click.command(epilog=EPILOG)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("docs/knowledge"),
    show_default=True,
    metavar="DIR",
    help="The folder to write to; pages of what is gone are removed from it.",
)
@packs_option
def docs(into: Path, packs: tuple[Path, ...]) -> None:
    """Write a page for each ground and kind of evidence, one of all questions, and an index by each of them.

    DIR is new, empty, or was written by this command.
    """
    made = book(browsed(packs))
    _check_own(into)
    for path in sorted(into.rglob("*.md")):
        if path.relative_to(into).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        with whole_file(into / name) as stream:
            stream.write(text.encode())
    say(f"{len(made)} pages in {into}.\n")


def _check_own(into: Path) -> None:
    """Nothing is removed from a folder that holds something else."""
    if into.is_dir() and any(into.iterdir()) and not (into / "questions.md").exists():
        raise Failure(f"{into} holds other files; name a folder that is new or empty with --into.")
