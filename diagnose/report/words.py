"""How values are said in a report: dates, shares, lists, and the words for the vocabulary of a diagnosis."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence

from facts_schema import BUILT_IN

BREAKS = ("Cc", "Zl", "Zp")
"""Unicode categories of control characters and of line and paragraph ends."""

SHOWN = 5
"""How many of a long list are named before "and 7 more"."""

REMEDIES = {
    "appeal": "Appeal, with a plan of action",
    "documents": "Submit the documents asked for",
    "edit": "Correct the listing or the offer",
    "retraction": "Have the complaint retracted",
    "acknowledge": "Acknowledge the policy in Account Health",
    "pay": "Settle what is owed",
    "interview": "Take part in the verification",
    "wait": "Wait; nothing is to be submitted now",
    "counsel": "Speak to a lawyer before anything is sent",
}
STANDINGS = {"stated": "stated by Amazon", "found": "found in the data"}
GRADES = {
    "paper": "seen on paper",
    "report": "from a report",
    "client": "the client says",
    "inferred": "inferred",
}
SCOPES = {
    "account": "the whole account",
    "seller-fulfilled": "seller-fulfilled offers only",
    "inbound": "shipments to Amazon's warehouses",
    "store": "one store",
    "brand": "a brand",
    "listing": "single listings",
}
PARTS = {
    "root-cause": "root cause",
    "corrective": "corrective actions",
    "preventive": "preventive actions",
    "documents": "documents",
    "whole": "the whole submission",
}
"""The parts of an appeal, in the order in which they stand in it."""
TRACKS = {"account": "", "funds": "for the funds", "stock": "for the stock"}
SENDERS = {
    "amazon": "confirmed by the receiving server",
    "unknown": "not confirmed: the headers hold no result",
}
MENTIONS = {
    "asin": "ASINs",
    "order": "Orders",
    "complaint": "Complaints",
    "rights-owner": "Rights owner",
    "e-mail": "Addresses",
    "link": "Links",
    "figure": "Figures",
    "date": "Dates",
}


def spoken(identifier: str) -> str:
    """An id as words: "account-deactivated" is "Account deactivated"."""
    text = identifier.replace("-", " ")
    return text[:1].upper() + text[1:]


def own(pack: str) -> str:
    """The pack of a firm's own rules behind something; nothing where the program itself says it."""
    return "" if pack == BUILT_IN else f"rules of {pack}"


def day(date: dt.date) -> str:
    """A date in a form no country misreads: 5 Nov 2026."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{date.day} {months[date.month - 1]} {date.year}"


def percent(share: float) -> str:
    """A probability in whole per cent; never a certainty."""
    if share > 0.99:
        return ">99 %"
    return f"{share * 100:.0f} %" if share >= 0.01 else "<1 %"


def measured(value: float, unit: str) -> str:
    """A figure in its unit ("rate" is a fraction): 2.3 %, 12, 24 hours."""
    if unit == "rate":
        return f"{value * 100:.4g} %"
    return f"{value:g} hours" if unit == "hours" else f"{value:g}"


def some(items: Sequence[str], shown: int = SHOWN) -> str:
    """The first of a list, and how many more there are."""
    rest = len(items) - shown
    return ", ".join(items[:shown]) + (f" and {rest:,} more" if rest > 0 else "")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 row, 1,204 rows."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: Iterable[str], by: str = ", ") -> str:
    """The parts that are not empty."""
    return by.join(part for part in parts if part)


def clean(text: str) -> str:
    """One line without control characters, so that no text of a client steers the terminal."""
    shown = "".join(" " if unicodedata.category(char) in BREAKS else char for char in text)
    return " ".join(part for part in shown.split(" ") if part)


def quoted(text: str, longest: int = 160) -> str:
    """Words of somebody else, in quotation marks; long ones are cut after a word."""
    line = clean(text)
    if len(line) > longest:
        end = line.rfind(" ", longest // 2, longest)
        line = line[: end if end > 0 else longest] + " …"
    return f"“{line}”"
