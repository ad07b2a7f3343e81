"""What was seen: a fact with its answer, and the words, rows or reply it was read from."""

from __future__ import annotations

from typing import Literal

from facts_schema.base import Value

Grade = Literal["paper", "report", "client", "inferred"]
"""How a fact is known: seen on paper, from a report, the client says, inferred."""

BUILT_IN = "built-in"
"""The pack that comes with the program."""

Answer = Literal["yes", "no"]


class Quote(Value):
    """Words of a notice: ``text[start:end]`` of the notice with that number (0 is the first).

    ``page`` and ``line`` (of the page, or of the text) count from 1; ``page`` 0 is a text without pages.
    """

    text: str
    start: int
    end: int
    notice: int = 0
    source: str = ""
    page: int = 0
    line: int = 0


class Observation(Value):
    """A fact, its answer, how it is known, and where it was read."""

    fact: str
    answer: Answer
    listing: str = ""
    grade: Grade
    origin: Literal["notice", "metric", "rows", "reply", "correction", "deduction"]
    says: str
    quote: Quote | None = None
    source: str = ""
    lines: tuple[int, ...] = ()
    count: int | None = None
    value: float | None = None
    limit: float | None = None
    limit_from: str = ""
    pack: str = BUILT_IN
    grounds_on: tuple[str, ...] = ()
