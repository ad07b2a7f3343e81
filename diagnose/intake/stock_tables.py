"""The inventory ledger of FBA, by day and listing or event by event: how many units Amazon received."""

from __future__ import annotations

from diagnose.intake.tables import TableKind, whole_number

RECEIPTS = "receipts"


def _received(text: str) -> int:
    """Units that came in; an empty cell is none, and a correction counts back."""
    return whole_number(text) or 0


LEDGER_SUMMARY = TableKind(
    id="inventory-ledger",
    title="inventory ledger",
    rows="orders",
    columns={"date": ("date",), "sku": ("msku", "sku"), "asin": ("asin",), "quantity": ("receipts",)},
    needs=("date", "asin", "quantity"),
    marks=frozenset({"startingwarehousebalance", "endingwarehousebalance", "customershipments"}),
    clean={"quantity": _received},
    fixed={"status": RECEIPTS},
)
LEDGER_EVENTS = TableKind(
    id="inventory-ledger-events",
    title="inventory ledger, event by event",
    rows="orders",
    columns={
        "date": ("date", "dateandtime"),
        "sku": ("msku", "sku"),
        "asin": ("asin",),
        "status": ("eventtype",),
        "quantity": ("quantity",),
    },
    needs=("asin", "status", "quantity"),
    marks=frozenset({"fnsku", "referenceid"}),
    clean={"quantity": _received},
)
STOCK_TABLES = (LEDGER_SUMMARY, LEDGER_EVENTS)
"""Of these only the units are counted; no row of them is kept."""
