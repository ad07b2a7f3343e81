"""The evidence check: what was found on the papers of a case, requirement by requirement.

Units are single units of an ASIN. Lines and pages count from 1; page 0 is a file without pages.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from facts_schema.base import Value
from facts_schema.case import NotRead
from facts_schema.observation import BUILT_IN

PaperState = Literal["passed", "failed", "cannot-tell"]


class PaperQuote(Value):
    """Words on a paper that decide a check, and where they stand."""

    text: str
    page: int = 0
    line: int = 0


class PaperCheck(Value):
    """A requirement held against a paper.

    ``by_eye`` marks what no program can see: the state is ``cannot-tell`` and says nothing against the paper.
    ``risk`` marks what a reader at Amazon may stumble over; it is never a finding that a paper is false.
    """

    id: str
    text: str
    state: PaperState
    reason: str
    quotes: tuple[PaperQuote, ...] = ()
    do: str = ""
    by_eye: bool = False
    risk: bool = False
    refusal: bool = False
    basis: str = "amazon"
    sources: tuple[str, ...] = ()
    pack: str = BUILT_IN


class CheckedPaper(Value):
    """A file with every check of its kind of evidence.

    ``kind`` is empty where it could not be told; ``reason`` says why, or by what words it was recognised.
    ``units`` are the units that its lines name, by ASIN (by SKU where no ASIN is known).
    """

    file: str
    kind: str = ""
    title: str = ""
    state: PaperState
    reason: str
    pages: int = 0
    read_by: Literal["text", "ocr", ""] = ""
    checks: tuple[PaperCheck, ...] = ()
    units: dict[str, int] = Field(default_factory=dict)
    remarks: tuple[str, ...] = ()


class UnitsCovered(Value):
    """The units of a listing that the invoices cover beside the units sold.

    ``covered`` is what surely belongs to the listing, ``at_most`` counts lines that may belong to it.
    """

    listing: str
    sold: int
    covered: int
    at_most: int
    state: PaperState
    files: tuple[str, ...] = ()


class EvidenceCheck(Value):
    """The result of checking papers against a case; the same to the byte for the same input.

    ``missing`` are the kinds of evidence that the notice asks for and no paper was given for.
    """

    schema_version: Literal[1] = 1
    case: str
    as_of: dt.date | None = None
    notice_date: dt.date | None = None
    papers: tuple[CheckedPaper, ...] = ()
    units: tuple[UnitsCovered, ...] = ()
    missing: tuple[str, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    knowledge_version: str = ""
    disclaimer: str = ""
