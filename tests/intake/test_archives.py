"""Folders of clients as they come packed: names of Chinese and Japanese Windows, and what systems leave behind."""

from __future__ import annotations

import io
import zipfile

import pytest
from files_made import LETTER, archive

from diagnose.intake import InputError


def _unflagged(name: str, encoding: str) -> bytes:
    """An archive with one letter whose name is in an old encoding, and which does not say so."""
    raw = name.encode(encoding)
    stand_in = b"n" * len(raw)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr(stand_in.decode(), LETTER)
    return made.getvalue().replace(stand_in, raw)


@pytest.mark.parametrize(("name", "encoding"), [
    ("资料/亚马逊邮件.txt", "cp936"), ("資料/亞馬遜郵件.txt", "cp950"), ("アマゾンからのメール.txt", "cp932"),
    ("资料/邮件.txt", "utf-8"), ("資料/通知メール.txt", "cp932"), ("资料\\邮件.txt", "cp936"),
])  # fmt: skip
def test_names_are_shown_as_they_were_written(read, write, name, encoding):
    (notice,) = read(write("a.zip", _unflagged(name, encoding))).notices
    assert notice.source == "a.zip/" + name.replace("\\", "/")


LEFT_BEHIND = (
    "__MACOSX/._letter.txt",
    "Thumbs.db",
    "ehthumbs.db",
    ".DS_Store",
    "desktop.ini",
    "~$letter.docx",
)


def test_what_systems_leave_behind_is_passed_over_in_archives_and_folders(read, write):
    files = {"letter.txt": LETTER, **dict.fromkeys(LEFT_BEHIND, b"\xd0\xcf\x11\xe0" + bytes(600))}
    packed = read(write("a.zip", archive(files)))
    for name, data in files.items():
        folder = write(f"folder/{name}", data)
    whole = read(folder.parent)
    assert [(len(case.notices), case.not_read) for case in (packed, whole)] == [(1, ()), (1, ())]


@pytest.mark.parametrize(("data", "what"), [
    (b"Rar!\x1a\x07\x01\x00" + bytes(99), "This is a RAR archive."),
    (b"7z\xbc\xaf\x27\x1c" + bytes(99), "This is a 7-Zip archive."),
    (b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + bytes(249), "This is a tar archive."),
])  # fmt: skip
def test_other_archives_are_named_beside_what_was_read(read, write, data, what):
    with pytest.raises(InputError) as caught:
        read(write("client.bin", data))
    assert str(caught.value) == (
        f"client.bin: {what} A notice, a report, or a case document was expected. Unpack it and give the folder."
    )
    case = read(write("a.zip", archive({"letter.txt": LETTER, "more.bin": data})))
    assert (len(case.notices), [item.source for item in case.not_read]) == (1, ["a.zip/more.bin"])
