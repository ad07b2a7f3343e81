"""The defect downloads of the Account Health page: which orders count against a metric.

Amazon does not publish their columns. What is known is read by header aliases; the rest is named as not
understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from diagnose.intake.listing_tables import fulfilment
from diagnose.intake.tables import Row, TableKind, squashed, units

_ORDER = ("orderid", "amazonorderid", "ordernumber", "order")
_TYPE = ("defecttype", "odrdefecttype", "defect", "defectcategory", "metric")
_FLAGS = {
    "negativefeedback": "NEGATIVE_FEEDBACK",
    "atozclaim": "A_TO_Z_CLAIM",
    "atozclaims": "A_TO_Z_CLAIM",
    "atozguaranteeclaim": "A_TO_Z_CLAIM",
    "atozguaranteeclaims": "A_TO_Z_CLAIM",
    "azclaim": "A_TO_Z_CLAIM",
    "claim": "A_TO_Z_CLAIM",
    "claims": "A_TO_Z_CLAIM",
    "chargeback": "CHARGEBACK",
    "chargebacks": "CHARGEBACK",
    "chargebackclaim": "CHARGEBACK",
    "servicechargeback": "CHARGEBACK",
    "servicechargebackclaim": "CHARGEBACK",
    "lateshipment": "LATE_SHIPMENT",
    "lateshipments": "LATE_SHIPMENT",
    "shippedlate": "LATE_SHIPMENT",
    "latedispatch": "LATE_SHIPMENT",
    "isshippedlate": "LATE_SHIPMENT",
    "latedelivery": "LATE_DELIVERY",
    "deliveredlate": "LATE_DELIVERY",
    "sellercancellation": "CANCELLATION",
    "cancelledbyseller": "CANCELLATION",
    "canceledbyseller": "CANCELLATION",
    "missinginvoice": "MISSING_INVOICE",
    "lateinvoice": "LATE_INVOICE",
}
_FILE_OF = {
    "LATE_SHIPMENT": (
        "shipconfirmdate", "shipconfirmationdate", "confirmedshipdate", "expectedshipdate", "shipbydate",
        "latestshipdate", "dayslate",
    ),
    "CANCELLATION": (
        "cancellationdate", "canceldate", "cancellationreason", "cancelreason", "cancelledon", "canceledon",
        "cancellationtype",
    ),
    "LATE_DELIVERY": (
        "promiseddeliverydate", "expecteddeliverydate", "actualdeliverydate", "latestdeliverydate",
        "deliverystatus", "ontimedelivery", "deliveredontime",
    ),
    "INVALID_TRACKING": (
        "validtracking", "trackingstatus", "trackingvalid", "hasvalidtracking", "isvalidtracking",
        "vtrstatus", "vtrdefectreason", "trackingdefectreason",
    ),
}  # fmt: skip
_NO = frozenset({"", "0", "no", "n", "false", "-", "none", "n/a", "na"})
_YES = frozenset({"yes", "y", "true", "valid", "on time", "1"})
_GOOD_NEWS = (
    "validtracking", "trackingvalid", "hasvalidtracking", "isvalidtracking", "ontimedelivery",
    "deliveredontime",
)  # fmt: skip
_MARKS = frozenset(_FLAGS).union(_TYPE, *_FILE_OF.values())
_REASONS = ("defectreason", "reason", "reasoncode")


def defect_code(text: str) -> str:
    """Amazon's words for a defect as a code in capitals: "A-to-z claim" is ``A_TO_Z_CLAIM``."""
    known = _FLAGS.get(squashed(text))
    return known or re.sub(r"[\W_]+", "_", text.strip()).strip("_").upper()


def _defect(row: Row, cells: Mapping[str, str]) -> None:
    stated = str(row.get("defect") or "")
    row["defect"] = stated or _flagged(cells) or _by_columns(cells) or defect_code(_reason(cells))


def _flagged(cells: Mapping[str, str]) -> str:
    return next((code for name, code in _FLAGS.items() if cells.get(name, "").strip().lower() not in _NO), "")


def _by_columns(cells: Mapping[str, str]) -> str:
    """The metric a download belongs to, told by its columns; an order marked as good is no defect."""
    if any(cells.get(name, "").lower() in _YES for name in _GOOD_NEWS):
        return ""
    scores = {code: sum(name in cells for name in names) for code, names in _FILE_OF.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else ""


def _reason(cells: Mapping[str, str]) -> str:
    return next((cells[name] for name in _REASONS if cells.get(name)), "")


DEFECTS = TableKind(
    id="defects",
    title="a defect download of the Account Health page",
    rows="orders",
    columns={
        "order": _ORDER,
        "date": ("orderdate", "purchasedate", "orderdateutc", "date"),
        "sku": ("sku", "sellersku", "merchantsku"),
        "asin": ("asin",),
        "quantity": ("quantity", "units", "unitcount"),
        "status": ("orderstatus", "status"),
        "fulfilment": ("fulfillmentchannel", "fulfilmentchannel", "fulfillmenttype", "fulfilledby"),
        "defect": _TYPE,
    },
    needs=("order",),
    marks=_MARKS,
    clean={"defect": defect_code, "quantity": units, "fulfilment": fulfilment},
    finish=_defect,
    finish_needs=_MARKS | frozenset(_REASONS),
    makes=frozenset({"defect"}),
    ignored=frozenset({
        "shipmentid", "orderitemid", "shipdateutc", "shipdate", "buyername", "buyeremail", "recipientname",
        "shippingaddress", "phone", "buyerphonenumber", "marketplace", "productname", "title", "itemname",
        "trackingid", "trackingnumber", "carrier", "comments", "comment", "price", "itemprice", "currency",
    }),
)  # fmt: skip
