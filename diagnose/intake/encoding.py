"""Bytes to text, a block at a time: UTF-8 first, then what Amazon's reports really come in.

A file labelled UTF-8 can be cp1252, and a Japanese one cp932 without any label. All of them agree on
ASCII, so a file is read as UTF-8 until that fails and from there on in the encoding that fits.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KANA = re.compile("[\u3041-\u30fa]")
_LONGEST_CHARACTER = 4


def marked_encoding(start: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if start.startswith(_UTF_16) else None


def decode(raw: bytes) -> str:
    """Decode a whole text; bytes that fit nowhere become the replacement character."""
    return "".join(decoded([raw]))


def decoded(blocks: Iterable[bytes]) -> Iterator[str]:
    """Decode a stream of blocks without ever failing."""
    decoder: codecs.IncrementalDecoder | None = None
    for block in blocks:
        if decoder is None:
            decoder = _decoder(marked_encoding(block) or "utf-8")
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
    """Japanese if the block reads as cp932 with kana, which accented Latin letters never give."""
    whole = block[: block.rfind(b"\n") + 1] or block
    if marked_encoding(block) == "utf-16":
        return "utf-16"
    text = whole.decode("cp932", "replace")
    kana, broken = len(_KANA.findall(text)), text.count("\ufffd")
    return "cp932" if kana > _LONGEST_CHARACTER * broken and kana else "cp1252"
