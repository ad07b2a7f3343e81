"""Where cases come from: JSON lines, a table of text or Parquet, told apart by content, not by name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from diagnose.bulk.columns import ColumnError
from diagnose.bulk.csv_rows import Header, columns_in, entries_in, header_of
from diagnose.bulk.entries import Entry, entries_of
from diagnose.intake import InputError
from diagnose.intake.content import Content
from diagnose.intake.encoding import is_utf_16

PARQUET = b"PAR1"
GZIP = b"\x1f\x8b"
EXPECTED = (
    "One of these was expected: JSON lines, with one case document a line; a table (CSV) whose first line "
    'names its columns, one of them "notice"; Parquet with such a column.'
)


@dataclass(frozen=True)
class Source:
    """Cases to be read once: the entries, their sizes together if known, and the columns left out.

    ``digest`` tells whether the source is still the same; it is empty for a stream.
    """

    entries: Iterator[Entry]
    total: int | None = None
    left_out: tuple[str, ...] = ()
    content: Content | None = None

    @property
    def digest(self) -> str:
        """The same for the same bytes; empty for what is no file."""
        return self.content.digest if self.content else ""


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The cases of a file; pipes and devices are read as streams.

    Raises:
        InputError: it cannot be opened, or holds no cases in a form that is known.
    """
    try:
        if path.is_file():
            yield recognised(Content(str(path), path.stat().st_size, lambda: path.open("rb")))
            return
        stream = path.open("rb")
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise InputError(str(path), 0, f"It cannot be read: {said}.", "A file was expected.", "") from error
    with stream, streamed(cast(BinaryIO, stream), str(path)) as source:
        yield source


@contextmanager
def streamed(stream: BinaryIO, name: str = "standard input") -> Iterator[Source]:
    """The cases of a stream: JSON lines as they come, everything else once it has ended."""
    peek = getattr(stream, "peek", None)
    if peek and peek(1).lstrip()[:1] == b"{":
        yield Source(entries_of(stream))
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        kept = recognised(Content(name, path.stat().st_size, lambda: path.open("rb")))
        yield Source(kept.entries, kept.total, kept.left_out)


def recognised(content: Content) -> Source:
    """The cases in a content, by what it begins with.

    Raises:
        InputError: it begins as no form does that is known.
    """
    if content.head.startswith(PARQUET):
        return _parquet(content)
    opening = content.opening
    first = opening.lstrip("\ufeff \t\r\n")[:1]
    if first in ("", "{"):
        return _lines(content)
    if header := header_of(content):
        return _table(content, header)
    if any(line.lstrip().startswith("{") for line in opening.split("\n")):
        return _lines(content)
    content.check()
    shown = next(line for line in opening.split("\n") if line.strip()).strip()[:60]
    raise content.error(f'It begins with "{shown}".', EXPECTED, "Add the header line, or export it again.", 1)


def _lines(content: Content) -> Source:
    return Source(entries_of(_raw_lines(content)), _plain_size(content), content=content)


def _raw_lines(content: Content) -> Iterator[bytes]:
    if is_utf_16(content.head):
        for batch in content.lines():
            yield from (line.encode() for line in batch)
        return
    with content.stream() as stream:
        yield from stream


def _table(content: Content, header: Header) -> Source:
    try:
        columns = columns_in(header)
    except ColumnError as error:
        raise content.error(str(error), "", "", header.skipped + 1) from error
    entries = entries_in(content, header, columns)
    return Source(entries, _plain_size(content), columns.left_out, content)


def _parquet(content: Content) -> Source:
    if _packed(content):
        raise content.error("It is Parquet inside gzip.", "Parquet was expected.", "Unpack it first.")
    # Parquet is an optional extra.
    from diagnose.bulk.parquet import rows_in

    try:
        entries, total, left_out = rows_in(content)
    except ColumnError as error:
        raise content.error(str(error), "", "") from error
    return Source(entries, total, left_out, content)


def _plain_size(content: Content) -> int | None:
    return None if _packed(content) else content.size


def _packed(content: Content) -> bool:
    with content.opened() as raw:
        return raw.read(2) == GZIP
