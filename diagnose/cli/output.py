"""Where results go: the terminal, a pipe, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from diagnose.cli.failure import Failure

NARROWEST, WIDEST = 40, 100
PROBE = "█░•“”…"


@dataclass(frozen=True)
class Screen:
    """What the output can show."""

    width: int = 80
    colour: bool = False
    ascii_only: bool = False
    terminal: bool = False


def screen() -> Screen:
    """The terminal as it is; a pipe gets 80 columns (or ``COLUMNS``), no colour."""
    width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size((80, 24)).columns))
    return Screen(width, _colour(), not _shows(PROBE), sys.stdout.isatty())


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _shows(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def say(text: str, colour: bool = False) -> None:
    """Print text; characters that the terminal cannot show become question marks."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), nl=False, color=colour)


def say_data(text: str) -> None:
    """Print JSON: always UTF-8, whatever the terminal speaks, for it is read by programs."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place only when everything is written; else nothing changes."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise Failure(f"cannot write {path}: it is a folder")
        with target.open("wb") as stream:
            yield stream
        return
    with _beside(path, target) as stream:
        yield stream


@contextmanager
def _beside(path: Path, target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = part.open("xb")
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror}") from error
    try:
        with stream:
            yield stream
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
