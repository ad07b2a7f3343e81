"""Which document is at hand for which listing, and how many of its units it accounts for."""

from __future__ import annotations

from diagnose.knowledge import KnowledgeBase
from diagnose.report.blocks import Block, Entry, Heading, Paragraph, Table
from diagnose.report.words import counted, some, spoken
from facts_schema import Case, Diagnosis, Evidence

COLUMNS = 5
"""As many kinds of evidence as fit beside each other on a page."""
FIRST = ("Listing", "Sold", "Received", "Returned")


def coverage(diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase) -> list[Block]:
    """A row a listing, a column a needed document, with the units that it must account for.

    Amazon wants papers for each listing that its notice names, whatever is known of it by now.
    """
    named = {item.value for item in diagnosis.mentions if item.kind == "asin"}
    needed = [
        item
        for item in diagnosis.evidence
        if item.need != "helps" and (item.listings or (named and knowledge.evidence[item.id].counts_units))
    ]
    listings = sorted({asin for item in needed for asin in item.listings} | (named if needed else set()))
    if not listings:
        return []
    matrix = _Matrix(case, knowledge, frozenset(named))
    tables = [
        matrix.table(needed[first : first + COLUMNS], listings) for first in range(0, len(needed), COLUMNS)
    ]
    return [Heading("Evidence by listing", 3), *tables, *matrix.short_of(needed)]


class _Matrix:
    """The units of each listing, and what the documents at hand account for."""

    def __init__(self, case: Case, knowledge: KnowledgeBase, named: frozenset[str]) -> None:
        self._case, self._knowledge, self._named = case, knowledge, named

    def table(self, items: list[Evidence], listings: list[str]) -> Table:
        """Some documents beside each other."""
        totals = self._case.totals
        units = (totals.units_sold, totals.units_inbound, totals.units_returned)
        rows = tuple(
            (asin, *(_count(kind.get(asin)) for kind in units), *(self._cell(item, asin) for item in items))
            for asin in listings
        )
        head = (*FIRST, *(item.title for item in items))
        return Table("Documents by listing, with the units that they account for", head, rows)

    def short_of(self, needed: list[Evidence]) -> list[Block]:
        """The listings of which documents at hand account for too few units."""
        lines: list[Block] = []
        for item in needed:
            short = [asin for asin in sorted({*item.listings, *self._named}) if self._missing(item, asin) > 0]
            if short:
                units = sum(self._missing(item, asin) for asin in short)
                text = f"{item.title}: {counted(units, 'unit')} not accounted for, of {some(short)}"
                lines.append(Entry(text, "warning"))
        word = "received by Amazon" if any(map(self._by_inbound, needed)) else "sold"
        note = f"Units {word} are what counts; units sold or received come from the reports of the case."
        return [*lines, Paragraph(note, quiet=True)]

    def _cell(self, item: Evidence, asin: str) -> str:
        if asin not in item.listings and asin not in self._named:
            return "not needed"
        state = spoken(item.state) if item.state else "missing"
        covered = self._covered(item, asin)
        if covered is None:
            return state
        needed = self._needed(item, asin)
        return f"{covered:,} of {_count(needed)}" + (" !" if needed is not None and covered < needed else "")

    def _covered(self, item: Evidence, asin: str) -> int | None:
        """The units that documents at hand account for; nothing where units are not the point."""
        if not self._knowledge.evidence[item.id].counts_units:
            return None
        held = [doc for doc in self._case.documents if doc.kind == item.id and doc.state == "have"]
        told = [doc.covers[asin] for doc in held if asin in doc.covers]
        return sum(told) if told or any(doc.covers for doc in held) else None

    def _needed(self, item: Evidence, asin: str) -> int | None:
        totals = self._case.totals
        return (totals.units_inbound if self._by_inbound(item) else totals.units_sold).get(asin)

    def _missing(self, item: Evidence, asin: str) -> int:
        covered, needed = self._covered(item, asin), self._needed(item, asin)
        return 0 if covered is None or needed is None else max(0, needed - covered)

    def _by_inbound(self, item: Evidence) -> bool:
        return any(self._knowledge.grounds[name].units == "inbound" for name in item.grounds)


def _count(number: int | None) -> str:
    return f"{number:,}" if number is not None else "not known"
