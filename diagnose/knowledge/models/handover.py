"""What the handover needs to know: phrases of a draft, ways of submission, clocks, contact, what to watch."""

from typing import Literal

from pydantic import Field, StrictBool

from diagnose.knowledge.models.items import Basis, Id, Item, Remedy, Replaceable, Text
from facts_schema import Diagnosis

PHRASES = ("opening", "ground", "corrective", "preventive", "attachments", "closing")
"""The phrases that a draft is made with."""
GAPS = ("notice", "store", "ground")
"""What a phrase may leave open."""
CONTACTS = (
    "nothing-sent",
    "waiting",
    "follow-up-due",
    "more-information",
    "refused",
    "refused-again",
    "over",
)
"""Where the exchange with Amazon can stand."""
ContactState = Literal[
    "nothing-sent", "waiting", "follow-up-due", "more-information", "refused", "refused-again", "over"
]
Runs = Literal["by", "not-before", "until", "expected"]
"""What a clock says: act by its day, not before it, something lasts until it, Amazon's turn until it."""


class PhraseKind(Replaceable):
    """A sentence between the facts of a draft; any head goes with any link and tail, so that letters differ.

    It states nothing about the client. Gaps: {notice}, {store}, {ground}.
    """

    id: Id
    heads: tuple[Text, ...] = Field(min_length=1)
    links: tuple[str, ...] = ("",)
    tails: tuple[Text, ...] = Field(min_length=1)


class Fitting(Item):
    """Which diagnoses something is for: one that fits every key that is given; no key fits all."""

    enforcements: tuple[Id, ...] = ()
    scopes: tuple[Id, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    grounds: tuple[Id, ...] = ()
    families: tuple[Id, ...] = ()
    requests: tuple[Id, ...] = ()
    stores: tuple[str, ...] = ()
    facts: tuple[Id, ...] = ()


class RouteKind(Replaceable):
    """A way by which an answer reaches Amazon: its steps, what may be attached, what to check before."""

    id: Id
    title: Text
    fits: Fitting = Fitting()
    steps: tuple[Text, ...] = Field(min_length=1)
    attachments: Text
    checklist: tuple[Text, ...] = ()
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()


class ClockKind(Replaceable):
    """A clock that a limit gives the length of.

    It starts with the latest notice, the first one that is dated, the latest ``submission`` that waits for
    an answer, or the latest ``refusal``. It ``yields`` to a time that the notice itself names on its track.
    ``passed`` says what to do when it has run out.
    """

    id: Id
    title: Text
    track: Literal["account", "funds", "stock"]
    limit: Id
    fits: Fitting = Fitting()
    kind: Runs = "by"
    counts_from: Literal["notice", "first-notice", "submission", "refusal"]
    yields: StrictBool = True
    then: Text
    passed: Text
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()


class ContactKind(Replaceable):
    """What to write to Amazon, when, and what not to, by where the exchange stands. Gap: {day}."""

    id: Id
    state: ContactState
    title: Text
    do: tuple[Text, ...] = Field(min_length=1)
    leave: tuple[Text, ...] = ()
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()


class WatchKind(Replaceable):
    """What to watch after reinstatement, and in a check of a healthy account.

    ``near`` is the share of the limit from which a figure counts as close to it.
    """

    id: Id
    title: Text
    metrics: tuple[Id, ...] = ()
    fits: Fitting = Fitting()
    report: Text
    often: Text
    who: Text
    near: float = Field(default=0.75, gt=0, lt=1)
    at: Text
    do: Text
    basis: Basis = "practice"
    sources: tuple[Id, ...] = ()


def fits(fitting: Fitting, diagnosis: Diagnosis) -> bool:
    """Whether something is for a diagnosis: every key that is given must fit it."""
    held: dict[str, set[str | None]] = {
        "enforcements": {diagnosis.enforcement},
        "scopes": {diagnosis.scope},
        "remedies": {ground.remedy for ground in diagnosis.grounds},
        "grounds": {ground.id for ground in diagnosis.grounds},
        "families": {ground.family for ground in diagnosis.grounds},
        "requests": {request.id for request in diagnosis.requests},
        "stores": {diagnosis.marketplace},
        "facts": {seen.fact for seen in diagnosis.observations if seen.answer == "yes"}
        if fitting.facts
        else set(),
    }
    wanted = {name: getattr(fitting, name) for name in held}
    return all(held[name] & set(values) for name, values in wanted.items() if values)
