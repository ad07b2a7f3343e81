"""Mailboxes (.mbox): message after message, each behind a line that begins with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.intake.content import Content

LARGEST_MAILBOX = 200_000_000
MOST_MESSAGES = 5_000
_BETWEEN = re.compile(rb"(?:\A|\r?\n)From \S+[^\r\n]*\d{4}[^\r\n]*\r?\n(?=[!-9;-~]+:|>From )")
_GUARDED = re.compile(rb"(?m)^>(>*From )")


def messages_of(content: Content) -> Iterator[bytes]:
    """The bytes of every message of a mailbox."""
    raw = content.raw(LARGEST_MAILBOX)
    starts = list(_BETWEEN.finditer(raw))
    if len(starts) > MOST_MESSAGES:
        raise content.error(
            f"The mailbox has {len(starts):,} messages.", f"At most {MOST_MESSAGES:,} were expected.",
            "Export only the folder or label with the case.",
        )  # fmt: skip
    ends = [found.start() for found in starts[1:]] + [len(raw)]
    for found, end in zip(starts, ends, strict=True):
        yield _GUARDED.sub(rb"\1", raw[found.end() : end])
