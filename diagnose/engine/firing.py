"""What goes into the engine and what comes out: facts as experta takes them, and rules that fired."""

from __future__ import annotations

from typing import NamedTuple

from diagnose.engine.compile import Kind
from diagnose.engine.trimmed import PlainFact

Key = tuple[str, str]
"""A fact and the listing it is about ("" for the account, a store, or an unnamed listing)."""


class Firing(NamedTuple):
    """A rule that fired: for which listing, and on which facts."""

    kind: Kind
    id: str
    listing: str
    support: tuple[Key, ...]


class Known(PlainFact):
    """A settled fact about one subject."""


class Shown(PlainFact):
    """A ground or root cause that the ranking shows."""
