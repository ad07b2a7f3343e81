"""The seller feedback report. The rater's e-mail address is never read."""

from __future__ import annotations

from diagnose.intake.tables import TableKind


def stars(text: str) -> int:
    """One to five, from "1", "1.0" or "1 out of 5"; anything else is no rating."""
    number = int(text.strip()[:1] or "0")
    if not 1 <= number <= 5:
        raise ValueError("a rating is one to five stars")
    return number


FEEDBACK = TableKind(
    id="feedback",
    title="seller feedback",
    rows="feedback",
    columns={
        "date": ("date",),
        "rating": ("rating",),
        "comment": ("comments", "comment"),
        "order": ("orderid", "amazonorderid"),
        "asin": ("asin",),
        "sku": ("sku",),
    },
    needs=("rating", "comment"),
    clean={"rating": stars},
)
