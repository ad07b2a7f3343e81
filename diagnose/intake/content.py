"""One input, wherever it comes from: its name, its first bytes, its text or its lines."""

from __future__ import annotations

import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, cast

from diagnose.intake.encoding import decode, decoded, is_utf_16
from diagnose.intake.errors import InputError
from diagnose.intake.mail import Mail

HEAD = 256 * 1024
LARGEST_TEXT = 5_000_000
LARGEST_JSON = 64_000_000
_BLOCK = 1 << 20
_LONGEST_LINE = 8 << 20
_GZIP = b"\x1f\x8b"
_EXPECTED = "A notice as text, a report, or a case document was expected."


@dataclass(frozen=True)
class Content:
    """An input that can be opened again and again; ``source`` is its file name, ``size`` its bytes.

    ``mail`` is the message that it is, once a mail was taken apart.
    """

    source: str
    size: int
    opened: Callable[[], IO[bytes]]
    mail: Mail | None = None

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked if the input is gzip."""
        with self.stream() as stream:
            return stream.read(HEAD)

    @cached_property
    def opening(self) -> str:
        """The first bytes as text, cut at the last whole line."""
        head = self.head
        if len(head) == HEAD and not is_utf_16(head):
            head = head[: head.rfind(b"\n") + 1] or head
        return decode(head)

    @cached_property
    def digest(self) -> str:
        """The same for the same bytes."""
        found = hashlib.blake2b()
        with self.opened() as stream:
            while block := stream.read(_BLOCK):
                found.update(block)
        return found.hexdigest()

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """The bytes, unpacked if they are gzip; what the system says against it becomes an ``InputError``."""
        try:
            with self.opened() as raw:
                packed = raw.read(2) == _GZIP
                raw.seek(0)
                yield cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise self.error(
                "The gzip file is damaged or cut off.", "A whole file was expected.", "Download it again."
            ) from error
        except OSError as error:
            raise unreadable(self.source, error) from error

    def text(self, limit: int = LARGEST_TEXT) -> str:
        """The whole text with plain line ends, refused when it is larger than ``limit`` bytes."""
        raw = self.raw(limit, "text")
        return decode(raw).replace("\r\n", "\n").replace("\r", "\n")

    def raw(self, limit: int, what: str = "file") -> bytes:
        """All bytes, refused when there are more than ``limit``."""
        with self.stream() as stream:
            raw = stream.read(limit + 1)
        if len(raw) > limit:
            size = f"{limit // 1_000_000} MB"
            do = "Cut it down to the notice, or give the report as it was downloaded."
            raise self.error(f"The {what} is larger than {size}.", _EXPECTED, do)
        return raw

    def lines(self) -> Iterator[list[str]]:
        """The lines in batches, without line ends, in bounded memory."""
        rest, old_mac = "", "\r" in self.opening and "\n" not in self.opening
        for text in decoded(self._blocks()):
            joined = rest + text
            joined = joined.replace("\r", "\n") if old_mac else joined.replace("\r\n", "\n")
            *whole, rest = joined.split("\n")
            if len(rest) > _LONGEST_LINE:
                raise self.error(
                    "A line is longer than 8 MB.", "One row a line was expected.", "Export it again."
                )
            yield whole
        if rest:
            yield [rest]

    def check(self) -> None:
        """Refuse what is empty or no text at all."""
        if not self.head.strip():
            raise self.error("The file is empty.", _EXPECTED, "Check that it was saved completely.")
        if _is_binary(self.head):
            raise self.error("This is a binary file.", _EXPECTED, "Save its content as plain text.")

    def error(self, what: str, expected: str, do: str, line: int = 0) -> InputError:
        """An error about this input."""
        return InputError(self.source, line, what, expected, do)

    def too_deep(self) -> InputError:
        """How an input is refused that is nested as no case document is."""
        what, expected = "It is nested too deeply.", "A case document or a report was expected."
        return self.error(what, expected, "Check the file.")

    def _blocks(self) -> Iterator[bytes]:
        with self.stream() as stream:
            while block := stream.read(_BLOCK):
                yield block


def of_file(path: Path, size: int) -> Content:
    """The content of a file of this many bytes."""
    return Content(path.name, size, lambda: path.open("rb"))


def of_text(text: str, source: str = "text") -> Content:
    """The content of a text that was typed, pasted or piped in."""
    raw = text.encode("utf-8", "surrogateescape") if _escaped(text) else text.encode("utf-8", "replace")
    return Content(source, len(raw), lambda: io.BytesIO(raw))


def unreadable(source: str, error: OSError | ValueError) -> InputError:
    """An error about a path that the system does not let us read."""
    said = (error.strerror if isinstance(error, OSError) else None) or "the path cannot be used"
    what = f"It cannot be read: {said[:1].lower() + said[1:]}."
    return InputError(
        source, 0, what, "A file or folder was expected.", "Check the path and the permissions."
    )


def _escaped(text: str) -> bool:
    """Whether every lone surrogate of the text stands for one byte that was not UTF-8."""
    return all("\udc80" <= char <= "\udcff" for char in text if "\ud800" <= char <= "\udfff")


def _is_binary(head: bytes) -> bool:
    if is_utf_16(head):
        return False
    control = sum(head.count(byte) for byte in range(32) if byte not in b"\t\n\r\f\x1b\x1a\x0b")
    return head.count(0) > len(head) // 1000 or control > len(head) // 50
