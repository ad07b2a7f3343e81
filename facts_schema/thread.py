"""The course of a case: what Amazon and the seller wrote, in order, and what is still owed."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from facts_schema.base import Value


class Step(Value):
    """One message. ``what`` is the enforcement of a notice or the subject of a letter; ids in the rest.

    ``notice`` is the number of the notice, as in quotes; ``changed`` says in words what is new in it.
    """

    date: dt.date | None = None
    by: Literal["amazon", "seller"]
    what: str
    source: str = ""
    notice: int | None = None
    names: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    sends: tuple[str, ...] = ()
    stores: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


class Owed(Value):
    """Something asked for that no submission is known to have sent since ``notice`` asked for it last."""

    id: str
    title: str
    notice: int


class Thread(Value):
    """Several messages of one case. ``ground_from`` is the number of the notice that names the ground."""

    steps: tuple[Step, ...]
    ground_from: int | None = None
    owed: tuple[Owed, ...] = ()
    next_submission: int = 1
