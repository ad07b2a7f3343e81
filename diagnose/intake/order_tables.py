"""The two reports about orders: all orders, and those to be shipped. Of buyers only the town is read."""

from __future__ import annotations

from diagnose.intake.listing_tables import fulfilment
from diagnose.intake.tables import TableKind, units, whole_number

CANCELLED = frozenset({"cancelled", "canceled"})

ALL_ORDERS = TableKind(
    id="all-orders",
    title="all orders",
    rows="orders",
    columns={
        "date": ("purchasedate",),
        "order": ("amazonorderid", "orderid"),
        "status": ("orderstatus",),
        "fulfilment": ("fulfillmentchannel", "fulfilmentchannel"),
        "sku": ("sku",),
        "asin": ("asin",),
        "quantity": ("quantity",),
    },
    needs=("order", "status", "date"),
    clean={"fulfilment": fulfilment, "quantity": units},
)

UNSHIPPED_ORDERS = TableKind(
    id="unshipped-orders",
    title="unshipped orders",
    rows="orders",
    columns={
        "date": ("purchasedate",),
        "order": ("orderid", "amazonorderid"),
        "sku": ("sku",),
        "asin": ("asin",),
        "quantity": ("quantitypurchased",),
        "days_past_promise": ("dayspastpromise",),
    },
    needs=("order", "days_past_promise"),
    clean={"quantity": units, "days_past_promise": whole_number},
    fixed={"status": "unshipped", "fulfilment": "seller"},
)
