"""What comes out: the diagnosis, with every conclusion and every reason.

``pack`` names the pack of rules that says so: ``built-in``, or the folder of a firm's own rules.

Probabilities are between 0 and 1, to four places. Offsets are code points into the stored text of
the notice, ``end`` exclusive. Rates are fractions.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from facts_schema.base import Value
from facts_schema.case import NotRead
from facts_schema.flags import Flag, Lack
from facts_schema.observation import BUILT_IN, Answer, Observation, Quote
from facts_schema.thread import Thread

Confidence = Literal["clear", "likely", "possible", "open"]


class Reason(Value):
    """A rule that fired, in words, with the observations that made it fire."""

    rule: str
    text: str
    strength: str
    weight: float
    basis: str
    counts_with: str = ""
    pack: str = BUILT_IN
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
    pack: str = BUILT_IN
    because: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    listings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Ground(Value):
    """What Amazon holds against the account, in the shape that is shown."""

    id: str
    title: str
    family: str
    pack: str = BUILT_IN
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


class Clock(Value):
    """A time that runs by Amazon's rules of the day, though the notice names none on this track."""

    limit: str
    means: str
    track: Literal["account", "funds", "stock"] = "account"
    amount: int
    unit: Literal["hours", "days"]
    falls_on: dt.date | None = None
    sources: tuple[str, ...] = ()
    pack: str = BUILT_IN


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
    pack: str = BUILT_IN


class Evidence(Value):
    """A document or record to submit, why, how strongly it is needed, and what it must meet."""

    id: str
    title: str
    pack: str = BUILT_IN
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
    pack: str = BUILT_IN


class Caution(Value):
    """What to avoid, and on whose word."""

    text: str
    ground: str = ""
    pack: str = BUILT_IN
    sources: tuple[str, ...] = ()


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


class SenderCheck(Value):
    """Whether a notice comes from Amazon, by its headers and links; its number is that of a quote.

    Nothing is concluded from a suspicious one unless it is ``trusted`` on the consultant's word.
    """

    notice: int = 0
    source: str = ""
    address: str = ""
    verdict: Literal["amazon", "unknown", "suspicious"]
    reasons: tuple[str, ...] = ()
    trusted: bool = False


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
    ``missing_from_appeal`` is what the latest answer of Amazon finds missing. ``language`` is that of the
    notice, ``output_language`` the one in which the diagnosis is told; ids are the same in every language.
    """

    schema_version: Literal[1] = 1
    id: str
    enforcement: str | None = None
    enforcement_quote: Quote | None = None
    scope: str | None = None
    language: str | None = None
    language_supported: bool = True
    output_language: str = "en"
    marketplace: str | None = None
    as_of: dt.date | None = None
    summary: str = ""
    requests: tuple[Request, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    clocks: tuple[Clock, ...] = ()
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
    senders: tuple[SenderCheck, ...] = ()
    thread: Thread | None = None
    remarks: tuple[str, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    warnings: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    packs: tuple[str, ...] = ()
    knowledge_version: str = ""
    disclaimer: str = Field(default="")
