"""Which document is at hand for which listing."""

from __future__ import annotations

from diagnose.report.blocks import Block, Heading, Table
from diagnose.report.words import joined, spoken
from facts_schema import Case, Diagnosis, Evidence

COLUMNS = 6
"""As many kinds of evidence as fit beside each other on a page."""


def coverage(diagnosis: Diagnosis, case: Case) -> list[Block]:
    """A row a listing, a column a needed document, with the units that it must cover."""
    needed = [item for item in diagnosis.evidence if item.listings and item.need != "helps"]
    listings = sorted({asin for item in needed for asin in item.listings})
    if not listings:
        return []
    tables = [
        _table(needed[first : first + COLUMNS], listings, case) for first in range(0, len(needed), COLUMNS)
    ]
    return [Heading("Evidence by listing", 3), *tables]


def _table(items: list[Evidence], listings: list[str], case: Case) -> Table:
    head = ("Listing", "Units sold", "Units returned", *(item.title for item in items))
    rows = tuple(
        (asin, *_units(asin, case), *(_cell(item, asin, case) for item in items)) for asin in listings
    )
    return Table("Documents by listing; each must cover the units sold", head, rows)


def _units(asin: str, case: Case) -> tuple[str, str]:
    sold, returned = case.totals.units_sold, case.totals.units_returned
    return _count(sold.get(asin)), _count(returned.get(asin))


def _count(number: int | None) -> str:
    return f"{number:,}" if number is not None else "not known"


def _cell(item: Evidence, asin: str, case: Case) -> str:
    if asin not in item.listings:
        return "not needed"
    units = [paper.units[asin] for paper in case.documents if paper.kind == item.id and asin in paper.units]
    said = spoken(item.state) if item.state else "missing"
    return joined([said, f"{sum(units):,} units" if units else ""])
