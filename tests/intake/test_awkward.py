"""Three hundred messages that nobody should send: each ends in an error that teaches, or in a diagnosis."""

from __future__ import annotations

import random
import resource
import zipfile
import zlib
from collections.abc import Iterator

import pytest
from files_made import LETTER, archive, mail, outlook, pdf, rich, web_page, word

import diagnose
from diagnose.intake import InputError

WELL_MADE = (mail().as_bytes(), mail("", web_page()).as_bytes(), pdf(), word(), outlook(), rich().encode(),
             web_page().encode(), archive({"a.eml": mail().as_bytes()}))  # fmt: skip
BEGINNINGS = (b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1 ", b"From: a@b\nSubject: c\nMIME-Version: 1.0\n\n", b"<html>",
              b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"From x Mon Jan 5 2026\nFrom: a\nSubject: b\nMIME-Version: 1\n\n",
              b"\x1f\x8b", b"")  # fmt: skip
CHARSETS = (
    "utf-7",
    "utf-16",
    "x-unknown",
    "gb2312",
    "iso-2022-jp",
    "us-ascii",
    "idna",
    "rot13",
    "base64",
    "",
)


def spoiled() -> Iterator[tuple[str, bytes]]:
    """Whole files with some bytes changed or cut off, and bytes that only begin like a file."""
    chance = random.Random(6)
    for number in range(140):
        data = bytearray(WELL_MADE[number % len(WELL_MADE)])
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield f"changed-{number}", bytes(data[: chance.randint(1, len(data))] if number % 2 else data)
    for number in range(100):
        yield (
            f"random-{number}",
            BEGINNINGS[number % len(BEGINNINGS)] + chance.randbytes(chance.randint(0, 3000)),
        )


def mails() -> Iterator[tuple[str, bytes]]:
    for charset in CHARSETS:
        head = f"From: a@amazon.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
        yield f"charset-{charset}", head.encode() + "Ihr Konto wurde gesperrt – é 停用".encode()
        yield (
            f"encoding-{charset}",
            head.replace("Subject: x", f"Subject: =?{charset}?B?/w==?=").encode() + b"\xff\xfe",
        )
    nested = b"Content-Type: text/plain\n\nend"
    for depth in range(400):
        nested = b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (depth, depth) + nested
    yield "deep-parts", b"From: a@b\nSubject: c\nMIME-Version: 1.0\n" + nested
    inner = b"From: a@b\nSubject: c\nMIME-Version: 1.0\n\nend"
    for _ in range(120):
        inner = b"From: a@b\nSubject: c\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + inner
    yield "deep-mails", inner
    for number in range(20):
        outer = mail()
        for place in range(number):
            outer.add_attachment(WELL_MADE[place % len(WELL_MADE)], maintype="application", subtype="octet-stream",
                                 filename=f"../../{place}\u202egnp.exe")  # fmt: skip
        yield f"attached-{number}", outer.as_bytes()


def archives() -> Iterator[tuple[str, bytes]]:
    for name in ("../out.txt", "/etc/passwd", "..\\out.txt", "C:\\out.txt", "a/../../b.txt"):
        yield f"path {name[:3]}{len(name)}", archive({name: LETTER})
    yield "bomb", archive({"a.txt": b"0" * 60_000_000})
    yield "many", archive({f"{number}.txt": b"x" for number in range(2_100)})
    matryoshka = archive({"notice.txt": LETTER})
    for _ in range(12):
        matryoshka = archive({"inner.zip": matryoshka})
    yield "matryoshka", matryoshka
    locked = bytearray(archive({"a.txt": LETTER}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield "encrypted", bytes(locked)
    yield "word-bomb", archive({"word/document.xml": b"<" * 60_000_000})
    yield "empty", archive({})


def pages() -> Iterator[tuple[str, bytes]]:
    yield "20 MB of HTML", b"<html><body>" + b"<p>Your account</p>" * 1_200_000
    yield "deep HTML", b"<html><body>" + b"<div>" * 300_000 + b"deactivated"
    yield "unclosed", b"<html><body><a href='" + b"x" * 500_000
    yield "many links", b"<html><body>" + b"<a href='http://x.example/'>x" * 50_000
    yield "encrypted PDF", pdf(password="secret")
    yield "deep RTF", b"{\\rtf1 " + b"{" * 50_000 + b"text" + b"}" * 50_000
    yield "one long line", b"Von: " * 400_000
    yield "many headers", b"From: a\nDate: b\nSubject: c\n" * 30_000
    yield "gzip bomb", zlib.compress(b"0" * 50_000_000, 9, 31)
    yield "quoted", b"> " * 300_000 + b"\n" + b"=3D=20" * 100_000
    yield "entities", b"&amp;" * 300_000
    yield "blank lines", b"\n" * 4_000_000
    yield "many listings", b"".join(b"B0%08d\n" % number for number in range(50_000))
    yield "many addresses", b"".join(b"https://a%d.example/x " % number for number in range(50_000))
    yield "broken letters", "Ã¢â‚¬â„¢".encode() * 40_000
    yield (
        "huge picture",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00"
        + bytes(99),
    )


AWKWARD = dict([*spoiled(), *mails(), *archives(), *pages()])


def test_there_are_three_hundred_of_them():
    assert len(AWKWARD) >= 300


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_message_gives_an_error_or_a_diagnosis(read, write, name):
    try:
        case = read(write("awkward", AWKWARD[name]))
    except InputError as error:
        assert error.what and error.expected
        assert "Traceback" not in str(error)
        return
    assert diagnose.diagnose(case).knowledge_version
    assert all(item.reason for item in case.not_read)


def test_memory_stays_bounded():
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 3_000_000  # in kB


def test_what_leads_out_of_an_archive_is_not_read(read, write):
    case = read(write("a.zip", archive({"../out.txt": LETTER, "in.txt": LETTER})))
    assert [item.reason for item in case.not_read] == [
        "Its name leads out of the archive. An archive of a client's folder was expected. "
        "Do not use the archive; ask for the file."
    ]
    assert len(case.notices) == 1


def test_a_zip_bomb_is_named(read, write):
    with pytest.raises(InputError, match="zip bomb"):
        read(write("a.zip", AWKWARD["bomb"]))
    assert zipfile.is_zipfile(write("b.zip", AWKWARD["bomb"]))


def test_an_encrypted_pdf_says_what_to_do(read, write):
    with pytest.raises(InputError) as caught:
        read(write("a.pdf", AWKWARD["encrypted PDF"]))
    assert str(caught.value) == (
        "a.pdf: The PDF is encrypted. A PDF without a password was expected. "
        "Open it with the password and print it to a new PDF."
    )
