"""Files as clients send them, made on the spot out of one text."""

from __future__ import annotations

import io
import struct
import textwrap
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape

LETTER = """\
Hello,

Your Amazon.com seller account has been temporarily deactivated. Your listings have been removed.

Why did this happen?
Too many of your orders were shipped late. Your late shipment rate over the last 30 days is 7.3%.
We expect sellers to keep it below 4%.

How do I reactivate my account?
Please send us a plan of action within 17 days that explains:
-- The root cause of the late shipments
-- The steps you have taken to prevent late shipments going forward

Follow the banner on your Account Health page:
https://sellercentral.amazon.com/performance/dashboard
"""
GENUINE = "mx.example; dkim=pass header.d=amazon.com; spf=pass smtp.mailfrom=bounces.amazon.com; dmarc=pass"


def web_page(text: str = LETTER) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
    return f"<!DOCTYPE html><html><head><title>Mail</title><style>p{{}}</style></head><body>{lines}</body></html>"


def mail(
    text: str = LETTER, html: str = "", sender: str = "Amazon <seller-performance@amazon.com>", **headers: str
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = headers.pop("to", "owner@acme.example")
    message["Subject"] = headers.pop("subject", "Your account")
    message["Date"] = headers.pop("date", "Mon, 05 Jan 2026 10:00:00 +0000")
    message["Message-ID"] = "<1@amazon.com>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text or "This mail can only be read as a web page.")
    if html:
        message.add_alternative(html, subtype="html")
    return message


def pdf(text: str = LETTER, password: str | None = None) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1, encrypt=password)
    lines = [line for part in text.split("\n") for line in (textwrap.wrap(part, 90) or [""])]
    for begin in range(0, len(lines), 9):
        page = canvas.beginText(50, 780)
        for line in lines[begin : begin + 9]:
            page.textLine(line)
        canvas.drawText(page)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def word(text: str = LETTER) -> bytes:
    import docx

    document, made = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def rich(text: str = LETTER) -> str:
    return "{\\rtf1\\ansi\\ansicpg1252 " + text.replace("\n", "\\par\n") + "}"


def screenshot(text: str = LETTER, kind: str = "PNG") -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    lines = [line for part in text.split("\n") for line in (textwrap.wrap(part, 80) or [""])]
    picture = Image.new("RGB", (1100, 60 + 34 * len(lines)), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(22)
    for number, line in enumerate(lines):
        pen.text((30, 30 + 34 * number), line, fill="black", font=font)
    made = io.BytesIO()
    picture.save(made, kind)
    return made.getvalue()


def archive(members: Mapping[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return made.getvalue()


def outlook(text: str = LETTER, sender: str = "seller-performance@amazon.com", headers: str = "") -> bytes:
    """A message of Outlook with the streams that its text, sender and headers stand in."""

    def wide(number: int, value: str) -> tuple[str, bytes]:
        return f"__substg1.0_{number:04X}001F", value.encode("utf-16-le")

    sent = 133_800_000_000_000_000  # 2024-12-31, in steps of 100 ns since 1601
    fixed = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, sent)
    return _compound(
        dict([("__properties_version1.0", fixed), wide(0x0037, "Your account"), wide(0x1000, text),
              wide(0x0C1A, "Amazon"), wide(0x5D01, sender), wide(0x007D, headers)])
    )  # fmt: skip


_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each long enough to need no small sectors."""
    padded = {
        name: data.ljust(-(-max(len(data), 4096) // _SECTOR) * _SECTOR, b"\0")
        for name, data in streams.items()
    }
    directory = [_entry("Root Entry", 5, child=1, start=_END)]
    names, sectors, table, at = list(padded), b"", list[int](), 0
    for number, name in enumerate(names, start=1):
        count = len(padded[name]) // _SECTOR
        following = number + 1 if number < len(names) else _FREE
        directory.append(_entry(name, 2, right=following, start=at, size=len(padded[name])))
        table += [*range(at + 1, at + count), _END]
        sectors, at = sectors + padded[name], at + count
    folder = b"".join(directory)
    folder = folder.ljust(-(-len(folder) // _SECTOR) * _SECTOR, b"\0")
    count = len(folder) // _SECTOR
    table += [*range(at + 1, at + count), _END, _FAT]
    first_fat = at + count
    fat = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    assert len(fat) == _SECTOR
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIIIIIII", 0, 1, at, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", first_fat, *[_FREE] * 108)
    return header + sectors + folder + fat


def _entry(
    name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return (
        wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, _FREE, right, child) + bytes(36)
        + struct.pack("<IQ", start, size)
    )  # fmt: skip
