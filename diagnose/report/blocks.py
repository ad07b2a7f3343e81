"""The plain pieces a report is made of: built once, drawn as text or as Markdown.

A block knows what it says and never how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["point", "for", "against", "open", "done", "refused", "warning"]
"""What stands before an item: a point, a reason for or against, a box to tick, what is refused, a warning."""


@dataclass(frozen=True)
class Heading:
    """A title (level 1), a section (level 2) or a part of a section (level 3)."""

    text: str
    level: Literal[1, 2, 3] = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``quiet`` text matters less."""

    text: str
    quiet: bool = False


@dataclass(frozen=True)
class Field:
    """A label with its values, one a line; ``notes`` stand below and are quiet."""

    label: str
    values: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fields:
    """Labels in one column, values in the next."""

    rows: tuple[Field, ...]


@dataclass(frozen=True)
class Bar:
    """A title with its probability (0 to 1) as a bar, and words beside it."""

    title: str
    share: float
    words: str
    depth: int = 0


@dataclass(frozen=True)
class Entry:
    """An item of a list. ``tag`` is a short word after the text, ``notes`` are quiet lines below it."""

    text: str
    mark: Mark = "point"
    tag: str = ""
    notes: tuple[str, ...] = ()
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True)
class Command:
    """Something to type; ``values`` are what can stand in it, each with its meaning."""

    text: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Gauge:
    """A measured figure against its limit, both in the same unit; ``words`` say both in full."""

    title: str
    value: float
    limit: float
    breached: bool
    words: str
    good: Literal["below", "above", "zero"] = "below"


@dataclass(frozen=True)
class Tally:
    """How often each thing was counted, most often first."""

    title: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Table:
    """Rows under the names of their columns; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Fields | Bar | Entry | Command | Gauge | Tally | Table
Blocks = tuple[Block, ...]
