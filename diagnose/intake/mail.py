"""A mail, however it was kept: who wrote it to whom, when, and its words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facts_schema import Link, Sender


@dataclass(frozen=True)
class Mail:
    """One message. ``attached`` names its attachments; ``carries`` says that it brings other messages."""

    text: str
    sender: Sender
    to: str = ""
    subject: str = ""
    date: dt.date | None = None
    links: tuple[Link, ...] = ()
    attached: tuple[str, ...] = ()
    carries: bool = False
