"""Where the seller's own shipments went: town and post code by order. Of buyers nothing else is read."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.intake.listing_tables import fulfilment
from diagnose.intake.tables import squashed

MOST = 20_000
"""So many orders are kept, the last that were read, so that memory is bounded."""
_COLUMNS = (
    ("amazonorderid", "orderid"),
    ("fulfillmentchannel", "fulfilmentchannel"),
    ("shipcity",),
    ("shippostalcode",),
)


class Places:
    """Notes the place of each order that the seller shipped, where the report has the columns."""

    def __init__(self, header: Sequence[str], into: dict[str, str]) -> None:
        names = [squashed(name) for name in header]
        at = [next((names.index(name) for name in known if name in names), -1) for known in _COLUMNS]
        self._at = None if -1 in at else tuple(at)
        self._into = into

    def note(self, cells: Sequence[str]) -> None:
        """Take in one row."""
        if self._at is None:
            return
        order, channel, town, code = (cells[place].strip() for place in self._at)
        if order and (town or code) and fulfilment(channel) == "seller":
            self._into[order] = f"{town} {code}".strip()
            if len(self._into) > MOST:
                del self._into[next(iter(self._into))]
