"""Archives of a client's folder, read in memory and never unpacked to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from diagnose.intake.content import Content
from diagnose.intake.errors import InputError

LARGEST_ARCHIVE = 256_000_000
MOST_FILES = 2_000
LARGEST_MEMBER = 100_000_000
LARGEST_INSIDE = 250_000_000
_HIGHEST_RATIO = 200
_SMALL = 1_000_000
_HIDDEN = frozenset({"__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_KANA = re.compile("[\u3041-\u30fa]")
_EXPECTED = "An archive of a client's folder was expected."
_UNPACK = "Unpack it, and give the folder or the files that matter."


def check_bomb(content: Content, members: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse an archive that holds far more than it weighs, before anything of it is unpacked."""
    if len(members) > MOST_FILES:
        raise content.error(f"It holds more than {MOST_FILES:,} files.", _EXPECTED, _UNPACK)
    inside = sum(member.file_size for member in members)
    if inside > LARGEST_INSIDE:
        size = f"{inside / 1e6:,.0f} MB"
        raise content.error(f"It holds {size} when unpacked; 250 MB is the most.", _EXPECTED, _UNPACK)
    for member in members:
        if member.file_size > _SMALL and member.file_size > _HIGHEST_RATIO * max(1, member.compress_size):
            raise content.error(
                f'"{shown_name(member)}" in it is a zip bomb: it unpacks to '
                f"{member.file_size / max(1, member.compress_size):,.0f} times its size.",
                _EXPECTED,
                "Do not use the archive; ask for the files themselves.",
            )


def members_of(content: Content, errors: list[InputError]) -> Iterator[Content]:
    """Each file in an archive; what cannot be read of it is added to the errors."""
    raw = content.raw(LARGEST_ARCHIVE)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as zipped:
            members = [
                member
                for member in zipped.infolist()
                if not member.is_dir() and not is_hidden(member.filename)
            ]
            check_bomb(content, members)
            for member in sorted(members, key=shown_name):
                try:
                    yield _opened(content, zipped, member)
                except InputError as error:
                    errors.append(error)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, OSError) as error:
        raise content.error(
            "The zip archive is damaged or cut off.", "A whole archive was expected.", "Download it again."
        ) from error


def _opened(content: Content, zipped: zipfile.ZipFile, member: zipfile.ZipInfo) -> Content:
    name = shown_name(member)
    source = f"{content.source}/{name}"
    if _leads_out(member.filename):
        raise InputError(
            source,
            0,
            "Its name leads out of the archive.",
            _EXPECTED,
            "Do not use the archive; ask for the file.",
        )
    if member.flag_bits & 1:
        raise InputError(
            source, 0, "It is encrypted.", "A file without a password was expected.",
            "Unpack the archive with its password and give the folder.",
        )  # fmt: skip
    try:
        with zipped.open(member) as stream:
            data = stream.read(min(member.file_size, LARGEST_MEMBER) + 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise InputError(
            source, 0, "It is damaged in the archive.", "A whole archive was expected.", "Download it again."
        ) from error
    if len(data) > LARGEST_MEMBER:
        raise InputError(source, 0, "It is larger than 100 MB.", _EXPECTED, _UNPACK)
    return Content(source, len(data), lambda: io.BytesIO(data))


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or name[1:2] == ":"


def is_hidden(path: str) -> bool:
    """Whether a path leads to what systems and programs keep for themselves: no input of anybody's."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return any(
        part.casefold() in _HIDDEN or part.startswith("~$") or (part.startswith(".") and part.strip("."))
        for part in parts
    )


def shown_name(member: zipfile.ZipInfo) -> str:
    """The name of a file; archives made by Chinese Windows do not say that their names are in cp936."""
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        name = _as_written(name)
    return "".join(char for char in name.replace("\\", "/") if char.isprintable())[:200]


def _as_written(name: str) -> str:
    """The name in the encoding that it is in, the narrower ones first: the wider ones fit nearly all."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb2312", "cp932", "big5", "gb18030"):
        try:
            read = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp932" or _KANA.search(read) or not _is_big5(raw):
            return read
    return name


def _is_big5(raw: bytes) -> bool:
    try:
        return bool(raw.decode("big5"))
    except UnicodeDecodeError:
        return False
