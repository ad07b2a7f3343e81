"""A message from Amazon as it came: its words, who sent it, and where its pages begin."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Literal

from pydantic import AwareDatetime

from facts_schema.base import Value


class Sender(Value):
    """Who a message says it is from, by its headers, and what the receiving server found of that.

    ``dkim``, ``spf`` and ``dmarc`` are results as servers write them ("pass", "fail", "none"), empty where
    no header tells.
    """

    name: str = ""
    address: str = ""
    reply_to: str = ""
    dkim: str = ""
    spf: str = ""
    dmarc: str = ""


class Link(Value):
    """A link of a message: the words that are shown for it, and the address it goes to."""

    shown: str = ""
    target: str


class Notice(Value):
    """A message from Amazon, as it was received.

    ``pages`` are the offsets into ``text`` at which its pages begin, empty where it has none. ``stores``
    are the stores that sent the same letter. ``trusted`` is the consultant's word that it is Amazon's own,
    whatever speaks against its sender. ``received_at`` is the moment, with its zone, where it is known:
    clocks in hours need it. ``first_line`` is the line of the source at which ``text`` begins.
    """

    text: str
    received: dt.date | None = None
    received_at: AwareDatetime | None = None
    language: str | None = None
    source: str = ""
    subject: str = ""
    sender: Sender | None = None
    links: tuple[Link, ...] = ()
    pages: tuple[int, ...] = ()
    first_line: int = 1
    read_by: Literal["text", "ocr"] = "text"
    stores: tuple[str, ...] = ()
    trusted: bool = False

    def place(self, offset: int) -> tuple[int, int]:
        """The page (0 where there are none) and the line on it, both from 1, of an offset into the text."""
        page = bisect_right(self.pages, offset)
        begin = self.pages[page - 1] if page else 0
        above = self.first_line if page < 2 else 1
        if offset - begin <= _COUNTED:
            return page, self.text.count("\n", begin, offset) + above
        breaks = _breaks(self.text)
        return page, bisect_left(breaks, offset) - bisect_left(breaks, begin) + above


_COUNTED = 20_000
"""So many characters are counted through at once; in longer texts that would take ever longer."""


@lru_cache(2)
def _breaks(text: str) -> list[int]:
    """Where the lines of a long text break."""
    return [found.start() for found in re.finditer("\n", text)]
