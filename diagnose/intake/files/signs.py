"""What a file is, by the first bytes of its content; its name does not matter."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from diagnose.intake.content import Content

Kind = Literal["pdf", "word", "rtf", "image", "web", "mail", "outlook", "mailbox", "archive"]

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PK = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_ARCHIVES = {
    b"Rar!": ("This is a RAR archive.", "Unpack it and give the folder."),
    b"7z\xbc\xaf\x27\x1c": ("This is a 7-Zip archive.", "Unpack it and give the folder."),
    b"BZh": ("This is a bzip2 file.", "Unpack it first."),
    b"\xfd7zXZ": ("This is an xz file.", "Unpack it first."),
    b"x\x9f\x3e\x22": ("This is Outlook's winmail.dat.", "Ask for the message as .eml or .msg."),
}
_HTML = re.compile(
    rb"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|div|table|p|span|meta)\b"
)
_BLANK = b" \t\r\n\f\v\xef\xbb\xbf"
_HEADER = re.compile(rb"([!-9;-~]+):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$)")
_MACHINE = frozenset(
    b"mime-version message-id received return-path delivered-to dkim-signature content-type "
    b"content-transfer-encoding authentication-results x-mailer x-received thread-topic".split()
)
_PERSON = frozenset(b"from date subject to".split())
_RFC_DATE = re.compile(rb"(?im)^date:\s*(?:\w{3},\s*)?\d{1,2} \w{3} \d{4} \d\d:\d\d")
_ENVELOPE = re.compile(rb"From \S+[^\r\n]*\d{4}[^\r\n]*\r?\n")
_EXPECTED = "A notice, a report, or a case document was expected."


def kind_of(content: Content) -> Kind | None:
    """The kind of file this is; ``None`` for plain text and for what is no file of a kind that is read here.

    Raises :class:`InputError` for archives and Office files that cannot be read, and says what to do.
    """
    head = content.head
    for magic, (what, do) in _OTHER_ARCHIVES.items():
        if head.startswith(magic):
            raise content.error(what, _EXPECTED, do)
    if head[257:262] == b"ustar":
        raise content.error("This is a tar archive.", _EXPECTED, "Unpack it and give the folder.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_PK):
        return _zipped(content)
    if head.startswith(_OLE):
        return _ole(content)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _is_image(head):
        return "image"
    return _written(content, head)


def _written(content: Content, head: bytes) -> Kind | None:
    """The kinds that are text."""
    envelope = _ENVELOPE.match(head)
    if envelope and _is_mail(head[envelope.end() :]):
        return "mailbox"
    if _is_mail(head):
        return "mail"
    begins = head.lstrip(_BLANK)
    if _HTML.match(begins[:4096]):
        return "web"
    if begins.startswith(b"<?xml"):
        raise content.error(
            "This is XML.", "A web page, plain text or a report was expected.",
            "Download the report as text or JSON, or save the page as HTML.",
        )  # fmt: skip
    return None


def _is_image(head: bytes) -> bool:
    boxed = head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    bitmap = head.startswith(b"BM") and b"\0" in head[:32]
    return webp or boxed or bitmap or head.startswith(tuple(sign for sign in _IMAGES if sign != b"BM"))


def _is_mail(head: bytes) -> bool:
    """Whether it begins with the headers of a mail, at least two of them written by machines."""
    names, at = set[bytes](), len(head) - len(head.lstrip(b"\r\n\xef\xbb\xbf"))
    for _ in range(80):
        found = _HEADER.match(head, at)
        if not found:
            break
        names.add(found[1].lower())
        at = found.end()
    if not names & _PERSON and b"mime-version" not in names:
        return False
    dated = names >= {b"from", b"subject"} and _RFC_DATE.search(head[:at]) is not None
    return dated or len(names & _MACHINE) >= 2 or (bool(names & _MACHINE) and len(names & _PERSON) >= 2)


def _zipped(content: Content) -> Kind:
    """An archive, or one of the Office formats that are archives."""
    try:
        with content.stream() as stream, zipfile.ZipFile(io.BytesIO(stream.read(_LARGEST_LOOK))) as zipped:
            names = set(zipped.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        return "archive"
    if "word/document.xml" in names:
        return "word"
    for folder, what in {
        "xl/": "This is an Excel workbook.",
        "ppt/": "This is a PowerPoint file.",
        "META-INF/manifest.xml": "This is an OpenDocument file.",
    }.items():
        if any(name.startswith(folder) for name in names):
            raise content.error(what, _EXPECTED, "Save it as .csv, .txt or .pdf.")
    return "archive"


_LARGEST_LOOK = 256 << 20


def _ole(content: Content) -> Kind:
    """Outlook's message, known by the name of its properties; every other old Office file is refused."""
    if "__properties_version1.0".encode("utf-16-le") in content.head:
        return "outlook"
    if b"_\0_\0s\0u\0b\0s\0t\0g\0001\0.\0" in content.raw(_LARGEST_LOOK):
        return "outlook"
    raise content.error("This is an old Office document.", _EXPECTED, "Save it as .docx, .txt or .pdf.")
