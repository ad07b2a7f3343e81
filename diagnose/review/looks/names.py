"""Whether the letter is about this store."""

from __future__ import annotations

import re

from diagnose.review.given import Desk, Spot, Spots


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
