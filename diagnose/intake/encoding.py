"""Bytes to text, a block at a time: UTF-8 first, then what Amazon's reports really come in.

A file labelled UTF-8 can be cp1252, a Japanese one cp932 and a Chinese one cp936 without any label. All of
them agree on ASCII, so a file is read as UTF-8 until that fails and from there on in the encoding that fits.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPED = (b"\x1b$B", b"\x1b$@")
"""What begins the Japanese letters of ISO-2022-JP, of which every byte is ASCII."""
_LOOK = 4096
_READ_AS = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
}  # fmt: skip
"""Charsets that are declared for what is written in the wider one of Windows."""
_NEVER_WHOLE = ("iso2022_jp_ext", "utf-16-le", "utf-16-be")
"""Encodings that are known by more than a mark: what does not fit in them is damaged."""
_UNLIKE_UTF_8 = ("utf-16", "utf-32", "utf-7", "iso-2022", "hz")
"""Charsets whose bytes can look like UTF-8 without being it."""
_KANA = re.compile("[\u3041-\u30fa]")
_HAN = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_BOTH_HIGH = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_BIG5 = re.compile(rb"[\xa1-\xf9][\x40-\x7e\xa1-\xfe]")
_LONGEST_CHARACTER = 4


def marked_encoding(start: bytes) -> str | None:
    """The encoding that shows in the first bytes: by its byte order mark, its zeros or its escapes."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith(_UTF_16):
        return "utf-16"
    if any(sign in start for sign in _ESCAPED) and start.isascii():
        return "iso2022_jp_ext"
    return _unmarked_utf_16(start[:_LOOK])


def is_utf_16(start: bytes) -> bool:
    """Whether the first bytes are of UTF-16, with its mark or without."""
    return (marked_encoding(start) or "").startswith("utf-16")


def _unmarked_utf_16(start: bytes) -> str | None:
    """UTF-16 without its mark, as some programs on Windows write it: every other byte is a zero."""
    first, second = start[::2].count(0), start[1::2].count(0)
    if not first and second > len(start) // 3:
        return "utf-16-le"
    return "utf-16-be" if not second and first > len(start) // 3 else None


def decode(raw: bytes) -> str:
    """Decode a whole text; bytes that fit nowhere become the replacement character."""
    return "".join(decoded([raw]))


def decode_declared(raw: bytes, charset: str) -> str:
    """Decode a text by its declared charset; as UTF-8 where it is that, and as what fits where neither is."""
    name = _READ_AS.get(charset.lower(), charset.lower())
    if name.startswith(("utf-16", "utf-32")) and b"\0" not in raw:
        name = ""
    unlike = name.startswith(_UNLIKE_UTF_8)
    if name in ("", "us-ascii") or (not unlike and marked_encoding(raw[:_LOOK])):
        return decode(raw)
    for encoding in (name,) if unlike else ("utf-8", name):
        try:
            return raw.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return decode(raw)


def decoded(blocks: Iterable[bytes]) -> Iterator[str]:
    """Decode a stream of blocks without ever failing."""
    decoder: codecs.IncrementalDecoder | None = None
    for block in blocks:
        if decoder is None:
            marked = marked_encoding(block)
            decoder = _decoder(marked or "utf-8", "replace" if marked in _NEVER_WHOLE else "strict")
        try:
            yield decoder.decode(block)
        except UnicodeDecodeError:
            pending = decoder.getstate()[0] + block
            decoder = _decoder(_guess(pending), "replace")
            yield decoder.decode(pending)
    if decoder is not None:
        yield from _rest(decoder)


def _rest(decoder: codecs.IncrementalDecoder) -> Iterator[str]:
    try:
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        yield decoder.getstate()[0].decode("cp1252", "replace")


def _decoder(encoding: str, errors: str = "strict") -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)(errors)


def _guess(block: bytes) -> str:
    """Japanese if it reads as cp932 with kana, Chinese if its high bytes come in pairs, else Western.

    Accented Latin letters stand alone among others, and never make kana.
    """
    whole = block[: block.rfind(b"\n") + 1] or block
    if marked_encoding(block) == "utf-16":
        return "utf-16"
    text = whole.decode("cp932", "replace")
    kana, broken = len(_KANA.findall(text)), text.count("\ufffd")
    if kana > _LONGEST_CHARACTER * broken and kana:
        return "cp932"
    return _chinese(whole) or "cp1252"


def _chinese(whole: bytes) -> str | None:
    """cp936 (as gb18030) where both bytes of a character are high, Big5 where they need not be."""
    high = sum(byte >= 0x80 for byte in whole)
    both = 2 * len(_BOTH_HIGH.findall(whole))
    if both > 0.9 * high and _reads_as(whole, "gb18030"):
        return "gb18030"
    either = sum(2 if pair[1] >= 0x80 else 1 for pair in _BIG5.findall(whole))
    return "big5hkscs" if either > 0.98 * high and both < either and _reads_as(whole, "big5hkscs") else None


def _reads_as(whole: bytes, encoding: str) -> bool:
    """Whether nearly all of it are Chinese characters in this encoding."""
    text = whole.decode(encoding, "replace")
    foreign = [char for char in text if not char.isascii()]
    return len(_HAN.findall(text)) >= 0.7 * len(foreign) and text.count("\ufffd") <= 0.02 * len(foreign)
