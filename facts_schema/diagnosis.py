"""What comes out: the diagnosis, with every conclusion and every reason.

Probabilities are between 0 and 1, to four places. Offsets are code points into the stored text of
the notice, ``end`` exclusive. Rates are fractions.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from facts_schema.base import Value
from facts_schema.case import NotRead

Grade = Literal["paper", "report", "client", "inferred"]
"""How a fact is known: seen on paper, from a report, the client says, inferred."""

Answer = Literal["yes", "no"]
Confidence = Literal["clear", "likely", "possible", "open"]


class Quote(Value):
    """Words of a notice: ``text[start:end]`` of the notice with that number (0 is the first)."""

    text: str
    start: int
    end: int
    notice: int = 0
    source: str = ""


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
    grounds_on: tuple[str, ...] = ()


class Reason(Value):
    """A rule that fired, in words, with the observations that made it fire."""

    rule: str
    text: str
    strength: str
    weight: float
    basis: str
    counts_with: str = ""
    sources: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()


class RootCause(Value):
    """Why it came to that, with its reasons; ``missing`` are the facts that would settle it."""

    id: str
    title: str
    probability: float
    confidence: Confidence
    basis: str
    because: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    listings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Ground(Value):
    """What Amazon holds against the account, in the shape that is shown."""

    id: str
    title: str
    family: str
    means: str
    probability: float
    confidence: Confidence
    standing: Literal["stated", "found"]
    remedy: str
    outlook: str
    outlook_because: str
    because: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    listings: tuple[str, ...] = ()
    root_causes: tuple[RootCause, ...] = ()
    often_confused_with: tuple[str, ...] = ()


class Request(Value):
    """Something the notice asks for."""

    id: str
    title: str
    quote: Quote | None = None


class Deadline(Value):
    """A clock: how long, from when, and the day it falls on where that is known."""

    text: str
    track: Literal["account", "funds", "stock"] = "account"
    amount: int | None = None
    unit: Literal["hours", "days", "business-days", "weeks", "months"] | None = None
    falls_on: dt.date | None = None
    quote: Quote | None = None
    sources: tuple[str, ...] = ()


class Mention(Value):
    """An identifier in a notice: an ASIN, an order, a complaint, an address, a link, a figure."""

    kind: Literal["asin", "order", "complaint", "rights-owner", "e-mail", "link", "figure", "date"]
    value: str
    quote: Quote | None = None


class Check(Value):
    """A requirement a document must meet, with its source."""

    id: str
    text: str
    sources: tuple[str, ...] = ()
    basis: str = "amazon"


class Evidence(Value):
    """A document or record to submit, why, how strongly it is needed, and what it must meet."""

    id: str
    title: str
    need: Literal["must", "asked-for", "helps"]
    because: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    state: str = ""
    checks: tuple[Check, ...] = ()
    refused: tuple[str, ...] = ()
    obtain: str = ""
    takes: str = ""


class PlanItem(Value):
    """An action of the plan. ``text`` is planned wording unless the action is recorded as done."""

    id: str
    part: Literal["corrective", "preventive"]
    text: str
    state: Literal["open", "planned", "done", "rejected"] = "open"
    date: dt.date | None = None
    owner: str = ""
    ground: str
    root_cause: str = ""
    basis: str = "practice"


class Caution(Value):
    """What to avoid, and on whose word."""

    text: str
    ground: str = ""
    sources: tuple[str, ...] = ()


class Flag(Value):
    """A warning or a priority beside the grounds, with what made it rise and what to do about it.

    ``grounds`` are the shown grounds it speaks of; none means the case as a whole.
    """

    id: str
    kind: Literal[
        "stop",
        "before-the-click",
        "contradiction",
        "mixed-admission-and-dispute",
        "priority",
        "no-appeal-needed",
        "do-not",
        "outlook",
    ]
    text: str
    do: str = ""
    grounds: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    basis: str = "practice"
    sources: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()


class Lack(Value):
    """What Amazon's answer says is missing from the appeal, and what supplies it.

    ``part`` is the part of the plan to write anew, ``documents`` for papers, ``whole`` for all of it.
    """

    id: str
    title: str
    part: Literal["root-cause", "corrective", "preventive", "documents", "whole"]
    do: str
    evidence: tuple[str, ...] = ()
    basis: str = "practice"
    sources: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()


class OpenFact(Value):
    """A fact nobody has told yet, and the question that would settle it."""

    fact: str
    means: str
    question: str = ""
    asks: str = ""
    matters_to: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()


class ListingInPlay(Value):
    """A listing that a notice names or that something speaks against, and what was seen of it."""

    asin: str
    sku: str = ""
    title: str = ""
    named_in_notice: bool = False
    facts: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


class Conflict(Value):
    """Observations of one fact that contradict each other, and which answer was taken."""

    fact: str
    listing: str = ""
    taken: Answer
    observations: tuple[Observation, ...]


class Diagnosis(Value):
    """The result: everything concluded, with every reason; the same to the byte for the same input.

    ``answer_order`` holds the shown grounds in the order in which to answer them, where there are several.
    ``drafting_stopped`` names the flags for which no plan is drafted: then ``actions`` is empty.
    ``missing_from_appeal`` is what the latest answer of Amazon finds missing.
    """

    schema_version: Literal[1] = 1
    id: str
    enforcement: str | None = None
    enforcement_quote: Quote | None = None
    scope: str | None = None
    language: str | None = None
    language_supported: bool = True
    marketplace: str | None = None
    as_of: dt.date | None = None
    summary: str = ""
    requests: tuple[Request, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    mentions: tuple[Mention, ...] = ()
    grounds: tuple[Ground, ...] = ()
    flags: tuple[Flag, ...] = ()
    answer_order: tuple[str, ...] = ()
    drafting_stopped: tuple[str, ...] = ()
    missing_from_appeal: tuple[Lack, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    actions: tuple[PlanItem, ...] = ()
    cautions: tuple[Caution, ...] = ()
    open_facts: tuple[OpenFact, ...] = ()
    listings: tuple[ListingInPlay, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[str, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    warnings: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    knowledge_version: str = ""
    disclaimer: str = Field(default="")
