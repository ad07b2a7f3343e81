"""Whether the letter is about this seller and this store."""

from __future__ import annotations

import re

from diagnose.review.given import Desk, Spot, Spots, whole
from diagnose.review.words import content_words


def store_not_named(desk: Desk) -> Spots:
    """None of the account's names stands in the letter."""
    seller = desk.given.case.seller
    names = seller.names if seller else ()
    words = content_words(desk.letter.text)
    if names and not any(content_words(name) <= words and content_words(name) for name in names):
        yield whole(f"The account is of {names[0]}; the letter does not name it.")


def other_store(desk: Desk) -> Spots:
    """The letter names a store of Amazon that is not the one of the notice, and not that one too."""
    stores = desk.knowledge.marketplaces
    own = desk.given.diagnosis.marketplace
    if own is None or own not in stores:
        return
    sites = {store.site: code for code, store in stores.items()}
    written = "|".join(sorted(map(re.escape, sites), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w@.-])(?:www\.)?({written})(?![\w-]|\.\w)", re.IGNORECASE)
    found = [(match, sites[match[1].casefold()]) for match in pattern.finditer(desk.letter.text)]
    if found and all(code != own for _, code in found):
        match, code = found[0]
        country = stores[own].site
        yield Spot(*match.span(), f"The letter is about {stores[code].site}, the notice about {country}.")
