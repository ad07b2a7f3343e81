"""The two reports about returned units: those Amazon fulfilled, and those the seller fulfilled."""

from __future__ import annotations

from diagnose.intake.tables import TableKind, units


def reason_code(text: str) -> str:
    """Amazon's reason code in capitals, without the prefix of seller-fulfilled returns."""
    return text.strip().upper().removeprefix("CR-")


def _capitals(text: str) -> str:
    return text.strip().upper()


FBA_RETURNS = TableKind(
    id="fba-returns",
    title="FBA customer returns",
    rows="returns",
    columns={
        "date": ("returndate",),
        "order": ("orderid", "amazonorderid"),
        "sku": ("sku", "sellersku", "merchantsku"),
        "asin": ("asin",),
        "quantity": ("quantity",),
        "disposition": ("detaileddisposition", "disposition"),
        "reason": ("reason", "returnreason"),
        "comment": ("customercomments", "customercomment", "comments"),
    },
    needs=("date", "reason", "disposition"),
    clean={"reason": reason_code, "disposition": _capitals, "quantity": units},
    fixed={"fulfilment": "amazon"},
)

SELLER_RETURNS = TableKind(
    id="seller-fulfilled-returns",
    title="seller-fulfilled returns",
    rows="returns",
    columns={
        "date": ("returnrequestdate",),
        "order": ("orderid", "amazonorderid"),
        "sku": ("merchantsku", "sku"),
        "asin": ("asin",),
        "quantity": ("returnquantity",),
        "reason": ("returnreason",),
        "claim": ("atozclaim", "azclaim"),
        "resolution": ("resolution",),
        "in_policy": ("inpolicy",),
        "comment": ("customercomments", "buyercomments", "comments"),
    },
    needs=("date", "reason"),
    clean={"reason": reason_code, "quantity": units},
    fixed={"fulfilment": "seller"},
)
