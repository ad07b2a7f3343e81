"""What goes in: the case document, everything known about one suspension.

Rates are fractions (0.023 is 2.3 %), money is in the store's currency, dates are ISO 8601,
and a row's ``line`` is the line of the report it was read from (the header is line 1).
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationInfo, field_validator, model_validator

from facts_schema.base import Value
from facts_schema.health import Health
from facts_schema.notice import Notice
from facts_schema.seller import Seller, with_seller

Reply = bool | int | float | str | None
"""An answer as given: yes or no, a number, a date or a choice; ``None`` is "unknown"."""


class Row(Value):
    """What every row of a report carries.

    ``rows`` counts the report lines this row stands for: many alike are kept as one.
    """

    asin: str = ""
    sku: str = ""
    source: str = ""
    line: int = 0
    rows: int = Field(default=1, ge=1)


class Listing(Row):
    """An offer of the seller, from the listings reports or keyed in."""

    title: str = ""
    description: str = ""
    condition: str = ""
    fulfilment: str = ""
    status: str = ""
    price: float | None = None
    quantity: int | None = None
    reason: str = ""
    codes: tuple[str, ...] = ()
    enforcements: tuple[str, ...] = ()
    exempt: str = ""
    exempt_until: dt.date | None = None


class Return(Row):
    """A returned unit (or several alike), from the FBA or the seller-fulfilled returns report."""

    date: str = ""
    order: str = ""
    quantity: int = Field(default=1, ge=0)
    reason: str = ""
    disposition: str = ""
    comment: str = ""
    claim: str = ""
    resolution: str = ""
    in_policy: str = ""
    fulfilment: str = ""


class Feedback(Row):
    """A rating of the seller by a buyer, one to five stars."""

    date: str = ""
    order: str = ""
    rating: int = Field(ge=1, le=5)
    comment: str = ""


class Order(Row):
    """An order line, or an open order still to be shipped (``days_past_promise`` over 0 is late)."""

    date: str = ""
    order: str = ""
    status: str = ""
    fulfilment: str = ""
    quantity: int = Field(default=1, ge=0)
    days_past_promise: int | None = None
    defect: str = ""


class Totals(Value):
    """Counts of what was read but need not be kept: rows per report kind and units per ASIN.

    ``units_inbound`` are the units that Amazon's warehouses received. ``places`` are the town and post code
    to which the seller sent an order, by its number, of the newest orders; of buyers nothing else is read.
    """

    rows: dict[str, int] = Field(default_factory=dict)
    units_sold: dict[str, int] = Field(default_factory=dict)
    units_returned: dict[str, int] = Field(default_factory=dict)
    units_inbound: dict[str, int] = Field(default_factory=dict)
    places: dict[str, str] = Field(default_factory=dict)


class Action(Value):
    """What became of an action of the plan. Only ``done`` with a date may be written as done.

    ``date`` is the day it was done on or is planned for; ``proof`` says what shows that it was done; ``said``
    is how the client puts it, which stands in a draft in place of the program's own sentence.
    """

    action: str
    state: Literal["done", "planned", "rejected"]
    date: dt.date | None = None
    owner: str = ""
    proof: str = ""
    said: str = ""
    remark: str = ""


class Document(Value):
    """A document the seller has or has asked for, by evidence kind.

    ``covers`` are the units that it accounts for, by ASIN (the quantities of an invoice).
    """

    kind: str
    state: Literal["have", "requested", "insufficient", "not-available"] = "have"
    name: str = ""
    remark: str = ""
    covers: dict[str, int] = Field(default_factory=dict)


class Event(Value):
    """Something that happened before: a submission, a reply, a change of the account."""

    date: dt.date | None = None
    what: str
    outcome: str = ""


class Statement(Value):
    """What Amazon was already told, in a letter, a call or a click; ``says`` are the facts it asserts."""

    date: dt.date | None = None
    text: str
    by: str = ""
    way: Literal["letter", "call", "chat", "click", "other"] = "letter"
    says: dict[str, bool] = Field(default_factory=dict)


class Submission(Value):
    """An attempt: what was sent to Amazon, and what came of it. ``sent`` names the papers."""

    date: dt.date | None = None
    what: str
    sent: tuple[str, ...] = ()
    outcome: Literal["waiting", "accepted", "refused", "more-information"] = "waiting"
    answered: dt.date | None = None
    remark: str = ""


class Note(Value):
    """An internal note of the consultant; it never reaches what is handed to the client."""

    date: dt.date | None = None
    text: str


class NotRead(Value):
    """What could not be read, where, and what to do about it. ``line`` 0 means the whole file."""

    source: str
    line: int = 0
    reason: str


def _day_in(zone: str | None, moment: dt.datetime) -> dt.date:
    """The day of a moment in a time zone; where that is not known, in the moment's own."""
    try:
        return moment.astimezone(ZoneInfo(zone)).date() if zone else moment.date()
    except (ZoneInfoNotFoundError, ValueError):
        return moment.date()


class Case(Value):
    """Everything known about one suspension: what a consultant has on the desk.

    Either ``notice`` (one text) or ``notices`` may be given; they are one list after reading.
    ``account`` is the short form of ``seller`` with one ``name`` and one ``address``.
    ``health`` may be the short form ``{order_defect_rate: 2.3%}`` or one entry a store.
    ``seen`` are the names of answers of which the consultant has seen a paper; the others are what the client
    says. A notice with ``received_at`` and no ``received`` came on that day in ``time_zone``.
    ``skipped`` are the ids of questions that were put aside in a session.
    """

    schema_version: Literal[1] = 1
    id: str = "case"
    marketplace: str | None = None
    seller: Seller | None = None
    as_of: dt.date | None = None
    time_zone: str | None = None
    notices: tuple[Notice, ...] = ()
    health: tuple[Health, ...] = ()
    listings: tuple[Listing, ...] = ()
    returns: tuple[Return, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    orders: tuple[Order, ...] = ()
    totals: Totals = Totals()
    answers: dict[str, Reply] = Field(default_factory=dict)
    corrections: dict[str, Reply] = Field(default_factory=dict)
    seen: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    actions: tuple[Action, ...] = ()
    history: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    submissions: tuple[Submission, ...] = ()
    skipped: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    warnings: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _one_notice_is_a_list_of_one(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "notice" not in data:
            return data
        if data.get("notices"):
            raise ValueError('give "notice" or "notices", not both')
        rest = {key: value for key, value in data.items() if key != "notice"}
        return rest | {"notices": [data["notice"]] if data["notice"] else []}

    @model_validator(mode="before")
    @classmethod
    def _an_account_is_a_seller_with_one_name(cls, data: Any) -> Any:
        return with_seller(data) if isinstance(data, dict) else data

    @field_validator("notices", mode="before")
    @classmethod
    def _a_text_is_a_notice(cls, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return [{"text": item} if isinstance(item, str) else item for item in value]
        return value

    @field_validator("notices")
    @classmethod
    def _a_moment_tells_its_day(cls, value: tuple[Notice, ...], info: ValidationInfo) -> tuple[Notice, ...]:
        zone = info.data.get("time_zone")
        return tuple(
            item.model_copy(update={"received": _day_in(zone, item.received_at)})
            if item.received_at and not item.received
            else item
            for item in value
        )

    @field_validator("health", mode="before")
    @classmethod
    def _short_form_is_one_store(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if value.keys() & Health.model_fields.keys():
            return [value]
        metrics = {name: item if isinstance(item, dict) else {"value": item} for name, item in value.items()}
        return [{"metrics": metrics}]

    @field_validator("health")
    @classmethod
    def _metric_ids_have_hyphens(cls, value: tuple[Health, ...]) -> tuple[Health, ...]:
        return tuple(
            store.model_copy(
                update={"metrics": {key.replace("_", "-"): metric for key, metric in store.metrics.items()}}
            )
            for store in value
        )
