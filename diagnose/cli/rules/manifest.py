"""``diagnose rules manifest``: the list of files, so that one that goes missing is told."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.cli.failure import Failure
from diagnose.cli.output import say, whole_file
from diagnose.knowledge.manifest import manifest_text

NAME = "manifest.yaml"
EPILOG = """\b
Examples:
  diagnose rules manifest
  diagnose rules manifest my-firm-rules/
"""


@click.command(epilog=EPILOG)
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path("rules")
)
def manifest(folder: Path) -> None:
    """Write DIR/manifest.yaml anew: the list of every file of DIR (default: rules).

    Knowledge of which a listed file is missing is not used, rather than used with a gap.
    """
    if not folder.is_dir():
        raise Failure(f"there is no folder {folder}; name the folder of rules.")
    count = write_manifest(folder)
    say(f"{folder / NAME} lists {count} files.\n")


def write_manifest(folder: Path) -> int:
    """Write the manifest and count what it lists."""
    text = manifest_text(folder)
    with whole_file(folder / NAME) as stream:
        stream.write(text.encode())
    return text.count("\n  - ")
