"""Broken text made whole: what went wrong between Amazon's words and the file.

Texts without any sign of damage are returned at once. Everything here takes time linear in the text.
"""

from __future__ import annotations

import html
import quopri
import re

_DAMAGED = re.compile(r"[^\x20-\x7e\n\t]|&#?\w{2,8};|=[0-9A-F]{2}|=\n")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_PRINTABLE = re.compile(r"=(?:3D|20|E2=80|C3=|0A|0D|A0|\n)")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe]")
_JOINERS = re.compile("(?<=[\u0000-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\u0000-\u024f])")
_CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x08\x0b\x0e-\x1f\x7f]")
# A letter that begins a character of UTF-8 when it is taken for one of Windows, then what goes on with it.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    ""
)
_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94) if chr(0x21 + offset).isalnum()}
_WIDE_LETTER = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_MOST_QUOTED = 3


def repaired(text: str) -> str:
    """A text as it was meant: no mojibake, entities, remains of a transport, or characters nobody sees."""
    if not _DAMAGED.search(text):
        return text
    if len(_PRINTABLE.findall(text, 0, 200_000)) >= _MOST_QUOTED:
        text = _unquoted(text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if text.isascii() and not _CONTROL.search(text):
        return text
    if _MOJIBAKE.search(text):
        text = _fixed(text)
    text = _CONTROL.sub("", text)
    text = _JOINERS.sub("", _UNSEEN.sub("", text))
    return text.translate(_WIDE) if _WIDE_LETTER.search(text) else text


def _unquoted(text: str) -> str:
    """Quoted-printable that was never decoded."""
    raw = quopri.decodestring(text.encode("utf-8", "surrogatepass"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _fixed(text: str) -> str:
    """Mojibake undone by the library for it; a text in which only some lines are broken keeps the others."""
    import ftfy

    settings = ftfy.TextFixerConfig(
        unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, normalization=None
    )
    return ftfy.fix_text(text, settings)
