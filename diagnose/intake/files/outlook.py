"""Outlook's messages (.msg): its properties are streams of a compound file, named by their numbers."""

from __future__ import annotations

import datetime as dt
import io
import struct
from email import message_from_string
from typing import Any

from diagnose.intake.content import Content
from diagnose.intake.encoding import decode_declared
from diagnose.intake.errors import InputError
from diagnose.intake.files.extras import needed
from diagnose.intake.files.headers import date_of, header, sender_of
from diagnose.intake.files.message import LARGEST_MAIL, Bodies, as_content, attachments, body_of
from diagnose.intake.files.rich import rich_text
from diagnose.intake.files.web import decoded_page
from diagnose.intake.mail import Mail
from facts_schema import Sender

_DEEPEST = 10
_SUBJECT, _BODY, _HTML, _RICH = 0x0037, 0x1000, 0x1013, 0x1009
_HEADERS, _FROM_NAME, _FROM_SMTP, _FROM, _TO = 0x007D, 0x0C1A, 0x5D01, 0x0C1F, 0x0E04
_FILE_NAME, _LONG_NAME, _DATA, _INSIDE = 0x3704, 0x3707, "3701", "3701000D"
_SENT, _DELIVERED, _CODE_PAGE = 0x0039, 0x0E06, 0x3FFD
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


class _Message:
    """A message, or a message inside one: a storage of the compound file."""

    def __init__(self, file: Any, at: tuple[str, ...]) -> None:
        self._file, self.at = file, at
        self.names = {
            path[len(at)]
            for path in file.listdir(True, True)
            if tuple(path[: len(at)]) == at and len(path) > len(at)
        }
        self._fixed = self._fixed_properties()

    def stream(self, name: str) -> bytes:
        data: bytes = self._file.openstream([*self.at, name]).read() if name in self.names else b""
        return data

    def text(self, number: int) -> str:
        """A property that is text, in UTF-16 or in the code page of the message."""
        wide = self.stream(f"__substg1.0_{number:04X}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.stream(f"__substg1.0_{number:04X}001E")
        page = struct.unpack("<i", self._fixed.get(_CODE_PAGE, b"\0" * 8)[:4])[0]
        return decode_declared(narrow, f"cp{page}" if page not in (0, 65001) else "").rstrip("\0")

    def day(self) -> dt.date | None:
        """The day on which it was sent, or else delivered."""
        for number in (_SENT, _DELIVERED):
            ticks = struct.unpack("<Q", self._fixed.get(number, b"\0" * 8))[0]
            if 0 < ticks < 1 << 62:
                return (_EPOCH + dt.timedelta(microseconds=ticks // 10)).date()
        return None

    def _fixed_properties(self) -> dict[int, bytes]:
        raw = self.stream("__properties_version1.0")
        begin = 8 if any(name.startswith("attach") for name in self.at[-1:]) else 32 if not self.at else 24
        rows = (raw[at : at + 16] for at in range(begin, len(raw) - 15, 16))
        return {struct.unpack("<H", row[2:4])[0]: row[8:16] for row in rows}

    def attachments(self) -> list[_Message]:
        inside = sorted(name for name in self.names if name.startswith("__attach_version1.0_"))
        return [_Message(self._file, (*self.at, name)) for name in inside]


def opened_outlook(content: Content, errors: list[InputError]) -> list[Content]:
    """A message without its attachments, then each of those, and the messages that it carries."""
    olefile = needed(content, "olefile", "documents", "An Outlook message")
    raw = content.raw(LARGEST_MAIL)
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as file:
            return _opened(content, _Message(file, ()), errors, 0)
    except (OSError, ValueError, IndexError, KeyError, struct.error, RecursionError, OverflowError) as error:
        raise content.error(
            "The Outlook message is damaged.", "A whole .msg file was expected.", "Save it again, or as .eml."
        ) from error


def _opened(content: Content, message: _Message, errors: list[InputError], depth: int) -> list[Content]:
    bodies, inner = _bodies(content, message), list[_Message]()
    for attachment in message.attachments()[:200]:
        name = attachment.text(_LONG_NAME) or attachment.text(_FILE_NAME) or "attachment"
        data = attachment.stream(f"__substg1.0_{_DATA}0102")
        if f"__substg1.0_{_INSIDE}" in attachment.names:
            inner.append(_Message(attachment._file, (*attachment.at, f"__substg1.0_{_INSIDE}")))
        elif data:
            bodies.attached.append((name.replace("\\", "/").rpartition("/")[2][:120], data))
    out = [as_content(content.source, _mail(content, message, bodies, bool(inner)))]
    out += attachments(content, bodies.attached)
    for inside in inner if depth < _DEEPEST else ():
        name = inside.text(_SUBJECT)[:80].replace("/", " ") or "message"
        out += _opened(Content(f"{content.source}/{name}", 0, content.opened), inside, errors, depth + 1)
    return out


def _bodies(content: Content, message: _Message) -> Bodies:
    bodies = Bodies()
    html = message.stream(f"__substg1.0_{_HTML:04X}0102") or message.text(_HTML).encode()
    if html:
        bodies.html.append(decoded_page(html))
    plain = message.text(_BODY)
    packed = message.stream(f"__substg1.0_{_RICH:04X}0102")
    if not plain.strip() and not html and packed:
        plain = rich_text(content, _unpacked(content, packed))
    bodies.plain.append(plain)
    return bodies


def _unpacked(content: Content, packed: bytes) -> bytes:
    compressed = needed(content, "compressed_rtf", "documents", "An Outlook message")
    try:
        raw: bytes = compressed.decompress(packed)
    except Exception as error:
        raise content.error(
            "The text of the Outlook message is damaged.", "A whole .msg file was expected.", "Save it again."
        ) from error
    return raw


def _mail(content: Content, message: _Message, bodies: Bodies, carries: bool) -> Mail:
    paper = body_of(content, bodies)
    headers = message_from_string(message.text(_HEADERS).lstrip())
    known = sender_of(headers)
    address = message.text(_FROM_SMTP) or message.text(_FROM)
    own = Sender(name=message.text(_FROM_NAME), address=address.lower() if "@" in address else "")
    return Mail(
        text=paper.text,
        sender=known if known.address else own,
        to=header(headers, "To") or message.text(_TO),
        subject=message.text(_SUBJECT),
        date=date_of(header(headers, "Date")) or message.day(),
        links=paper.links,
        attached=tuple(name for name, _ in bodies.attached),
        carries=carries,
    )
