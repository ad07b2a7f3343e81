"""The headers of a mail: who sent it, when, and what the receiving server found about the sender."""

from __future__ import annotations

import datetime as dt
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from diagnose.intake.encoding import decode
from facts_schema import Sender

_SPACES = re.compile(r"\s+")
_LONGEST = 20_000
_RESULT = re.compile(r"\b(dkim|spf|dmarc)\s*=\s*([a-z]+)([^;]*)", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:header\.(?:d|i|from)|smtp\.mailfrom|smtp\.helo|envelope-from)\s*=\s*[\"<]?(?:[^\s;@\"]*@)?([\w.-]+)",
    re.IGNORECASE,
)
_SENDS_ONLY_FOR_OWNERS = "amazonses.com"
"""Amazon's service for sending mails, under which nobody can send for a domain that is not theirs."""
OTHER = "other"
"""The result of a check that was passed, but for another domain than the sender's."""


def header(message: Message, name: str) -> str:
    """A header in plain characters on one line; empty where there is none."""
    try:
        value = message.get(name)
        return plain(str(value)) if value is not None else ""
    except (ValueError, IndexError, AttributeError, LookupError):
        return ""


def plain(value: str) -> str:
    """A header's value with its encoded words decoded."""
    value = value[:_LONGEST]
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return _line(value)
    return _line("".join(_piece(text, charset) for text, charset in pieces))


def _piece(text: str | bytes, charset: str | None) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode("gb18030" if (charset or "").lower() in ("gb2312", "gbk") else charset or "utf-8")
    except (UnicodeError, LookupError):
        return decode(text)


def _line(text: str) -> str:
    return _SPACES.sub(" ", text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")).strip()


def person(value: str) -> tuple[str, str]:
    """The name and the address of the first person in a header."""
    found = getaddresses([value])
    name, address = found[0] if found else ("", "")
    return name.strip("\"' "), address.strip().lower() if "@" in address else ""


def date_of(value: str) -> dt.date | None:
    """The day of a Date header, in the time zone that it is written in."""
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def sender_of(message: Message) -> Sender:
    """The sender, with the results of the first server that checked: it is the receiver's own."""
    raw = header(message, "From")
    name, address = person(raw)
    results = header(message, "Authentication-Results") or header(message, "ARC-Authentication-Results")
    found = _results(results, address)
    if "spf" not in found:
        received = header(message, "Received-SPF")
        found |= _results(f"spf={received}", address) if received else {}
    return Sender(
        name=name or ("" if address else raw[:200]),
        address=address,
        reply_to=person(header(message, "Reply-To"))[1],
        dkim=found.get("dkim", ""),
        spf=found.get("spf", ""),
        dmarc=found.get("dmarc", ""),
    )


def _results(text: str, address: str) -> dict[str, str]:
    """Each check with its result; passed for the sender's domain counts before anything else."""
    found: dict[str, str] = {}
    for match in _RESULT.finditer(text):
        kind, result = match[1].lower(), match[2].lower()
        domain = _DOMAIN.search(match[3])
        if result == "pass" and kind != "dmarc" and domain and not _akin(domain[1], address):
            result = OTHER
        if result == "pass" or kind not in found:
            found[kind] = result
    return found


def _akin(domain: str, address: str) -> bool:
    """Whether two domains are one, or one lies under the other or beside it."""
    one, two = domain.lower().strip("."), address.rpartition("@")[2]
    if one == _SENDS_ONLY_FOR_OWNERS or one.endswith(f".{_SENDS_ONLY_FOR_OWNERS}"):
        return True
    return bool(two) and (
        one == two or one.endswith(f".{two}") or two.endswith(f".{one}") or _above(one) == _above(two)
    )


def _above(domain: str) -> str:
    parts = domain.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])
