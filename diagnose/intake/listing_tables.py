"""The two reports about listings: all listings, and the suppressed ones (FYP)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from diagnose.intake.tables import Row, TableKind, decimal, whole_number

_ASIN = re.compile(r"B0[A-Z0-9]{8}|[0-9]{9}[0-9X]")
_CONDITIONS = {
    **dict.fromkeys(("1", "2", "3", "4"), "used"),
    **dict.fromkeys(("5", "6", "7", "8"), "collectible"),
    "10": "refurbished",
    "11": "new",
}
_WORDS = ("new", "used", "refurbished", "collectible")


def condition(text: str) -> str:
    """``new``, ``used``, ``refurbished`` or ``collectible`` from a code or from words ("Used - Good")."""
    plain = text.strip().lower()
    if plain in _CONDITIONS:
        return _CONDITIONS[plain]
    return next((word for word in _WORDS if plain.startswith(word)), plain)


def fulfilment(text: str) -> str:
    """``amazon`` or ``seller`` from a channel code."""
    plain = text.strip().lower()
    if plain.startswith(("amazon", "afn", "fba")):
        return "amazon"
    return "seller" if plain in ("default", "merchant", "seller", "mfn", "fbm") else plain


def _lower(text: str) -> str:
    return text.strip().lower()


def _asin_from_product_id(row: Row, cells: Mapping[str, str]) -> None:
    product = cells.get("productid", "")
    if not row.get("asin") and _ASIN.fullmatch(product):
        row["asin"] = product


def _suppression(row: Row, cells: Mapping[str, str]) -> None:
    description = cells.get("issuedescription", "")
    reason = str(row.get("reason", ""))
    row["reason"] = f"{reason}: {description}" if reason and description else reason or description
    row["status"] = "suppressed"


ALL_LISTINGS = TableKind(
    id="all-listings",
    title="all listings",
    rows="listings",
    columns={
        "asin": ("asin1", "asin"),
        "sku": ("sellersku", "sku"),
        "title": ("itemname", "title", "productname"),
        "description": ("itemdescription", "productdescription"),
        "condition": ("itemcondition", "condition"),
        "fulfilment": ("fulfillmentchannel", "fulfilmentchannel"),
        "status": ("status", "listingstatus"),
        "price": ("price", "yourprice"),
        "quantity": ("quantity", "available"),
    },
    needs=("sku", "title", "price"),
    clean={
        "condition": condition,
        "fulfilment": fulfilment,
        "status": _lower,
        "price": decimal,
        "quantity": whole_number,
    },
    finish=_asin_from_product_id,
    finish_needs=frozenset({"productid"}),
    makes=frozenset({"asin"}),
)

SUPPRESSED_LISTINGS = TableKind(
    id="suppressed-listings",
    title="suppressed listings",
    rows="listings",
    columns={
        "asin": ("asin", "asin1"),
        "sku": ("sku", "sellersku"),
        "title": ("productname", "itemname", "title"),
        "condition": ("condition", "itemcondition"),
        "reason": ("reason", "statuschangereason"),
    },
    needs=("asin", "reason"),
    marks=frozenset({"statuschangedate", "issuedescription"}),
    clean={"condition": condition},
    finish=_suppression,
    finish_needs=frozenset({"issuedescription"}),
    makes=frozenset({"reason", "status"}),
)
