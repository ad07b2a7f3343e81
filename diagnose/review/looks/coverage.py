"""Whether everything that the notice names and asks for stands in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.review.forms import ASIN
from diagnose.review.given import Desk, Spot, Spots, whole
from facts_schema import Case

SHOWN = 8


def _named(desk: Desk, kind: str) -> list[str]:
    return [mention.value for mention in desk.given.diagnosis.mentions if mention.kind == kind]


def listing_not_named(desk: Desk) -> Spots:
    """ASINs of the notice that the letter does not name."""
    missing = [asin for asin in dict.fromkeys(_named(desk, "asin")) if asin not in desk.letter.text]
    if missing:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        yield whole(f"Not in the letter: {', '.join(missing[:SHOWN])}{more}.")


def foreign_listing(desk: Desk) -> Spots:
    """ASINs of the letter that nothing of the case knows, where the notice names some."""
    named = set(_named(desk, "asin"))
    known = named | set(_known_listings(desk.given.case))
    seen: set[str] = set()
    for found in ASIN.finditer(desk.letter.text):
        if named and found[0] not in known | seen:
            seen.add(found[0])
            yield Spot(*found.span(), f"{found[0]} stands neither in the notice nor in a report.")


def _known_listings(case: Case) -> Iterator[str]:
    for rows in (case.listings, case.returns, case.feedback, case.orders):
        yield from (row.asin for row in rows)
    yield from (*case.totals.units_sold, *case.totals.units_returned)


def complaint_not_named(desk: Desk) -> Spots:
    """Ids of complaints that the letter does not name, where it names none of them."""
    ids = list(dict.fromkeys(_named(desk, "complaint")))
    if ids and not any(id.casefold() in desk.letter.folded for id in ids):
        yield whole(f"Not in the letter: {', '.join(ids[:SHOWN])}.")


def attachment_not_listed(desk: Desk) -> Spots:
    """References to attachments by number or letter that the list of attachments does not hold."""
    listed = [sentence for sentence in desk.letter.sentences if sentence.part == "attachments"]
    labels = desk.list_of("attachment-label")
    if not listed or not labels:
        return
    index = " ".join(sentence.text for sentence in listed)
    ids = set(re.findall(r"(?<![\w.])(\d{1,2}|[A-Z])(?![\w%])", index))
    for first, last in re.findall(r"(?<![\w.])(\d{1,2})\s*(?:[-–—]|\w+)\s*(\d{1,2})(?![\w%])", index):
        ids |= {str(number) for number in range(int(first), int(last) + 1)}
    begins = {sentence.start for sentence in listed}
    reference = re.compile(
        rf"\b(?i:{'|'.join(map(re.escape, labels))})s?\.?\s+(?:no\.? ?)?(\d{{1,2}}|[A-Z])\b"
    )
    inside = range(min(begins), max(sentence.end for sentence in listed))
    references = [found for found in reference.finditer(desk.letter.text) if found.start() not in inside]
    if not any(found[1] in ids for found in references):
        return
    for found in references:
        if found[1] not in ids:
            yield Spot(*found.span(), f"The list of attachments has no {found[1]}.")


def contact_missing(desk: Desk) -> Spots:
    """What a formal answer lacks of address, telephone number and signature."""
    needs = {"postal-address": "an address", "phone": "a telephone number", "signed": "a signature"}
    missing = [what for theme, what in needs.items() if theme not in desk.letter.says]
    if missing:
        yield whole(f"It lacks {', '.join(missing)}.")
