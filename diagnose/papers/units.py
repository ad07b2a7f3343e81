"""How many units of each listing the invoices cover, beside the units that were sold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from diagnose.papers.folded import folded, words_of
from diagnose.papers.goods import Goods, asins_in
from diagnose.papers.outcome import Against, Held, Shop, codes_in
from facts_schema import PaperState, UnitsCovered

_LIKE = 0.6


@dataclass
class Count:
    """The units of a listing: surely its own, and those of lines that may be its own."""

    surely: int = 0
    maybe: int = 0
    uncountable: bool = False
    files: list[str] = field(default_factory=list)


def wanted_of(against: Against) -> dict[str, int]:
    """The units sold of the listings to be covered: those that the notice names, else all that sold."""
    named = {name: against.sold[name] for name in against.in_play if name in against.sold}
    return named or dict(against.sold)


def counted(papers: Iterable[Held]) -> dict[str, Count]:
    """The units by listing over all papers; lines that fit no listing may belong to any."""
    counts: dict[str, Count] = {}
    loose: list[tuple[Held, Goods]] = []
    seen: set[str] = set()
    wanted: dict[str, int] = {}
    for paper in papers:
        wanted = wanted or wanted_of(paper.against)
        if paper.sheet.digest in seen:
            continue
        seen.add(paper.sheet.digest)
        for goods in paper.goods:
            listing = listing_of(goods, paper.against, wanted)
            if listing is None:
                loose.append((paper, goods))
            else:
                _add(counts.setdefault(listing, Count()), paper, goods, surely=True)
    for paper, goods in loose:
        for name in wanted:
            _add(counts.setdefault(name, Count()), paper, goods, surely=False)
    return counts


def _add(count: Count, paper: Held, goods: Goods, surely: bool) -> None:
    if goods.units is None:
        count.uncountable = True
    elif surely:
        count.surely += goods.units
    count.maybe += goods.units or 0
    if paper.sheet.source not in count.files:
        count.files.append(paper.sheet.source)


def listing_of(goods: Goods, against: Against, wanted: Iterable[str]) -> str | None:
    """The listing that a line surely is: by ASIN, SKU or model, else by the one title that is like it."""
    named = asins_in(goods.text)
    if named:
        return named[0]
    shops = [shop for shop in against.shops if shop.name]
    by_sku = [shop for shop in shops if len(shop.sku) >= 3 and folded(shop.sku) in goods.text.split()]
    if by_sku:
        return by_sku[0].name
    codes = codes_in(goods.text)
    by_code = [shop.name for shop in shops if codes & shop.codes]
    if len(by_code) == 1:
        return by_code[0]
    words = frozenset(word for word in words_of(goods.text) if len(word) > 2 or word.isdigit())
    rated = sorted(((likeness(words, shop), shop.name) for shop in shops), reverse=True)
    clear = rated and rated[0][0] >= _LIKE and (len(rated) == 1 or rated[0][0] - rated[1][0] > 0.1)
    return rated[0][1] if clear else None


def likeness(words: frozenset[str], shop: Shop) -> float:
    """The share of the shorter one's words that both have; two words at least."""
    both = words & shop.words
    least = min(len(words), len(shop.words))
    return len(both) / least if least >= 2 and len(both) >= 2 else 0.0


def covered(papers: Sequence[Held], against: Against) -> tuple[UnitsCovered, ...]:
    """Every listing that has to be covered, with what the papers cover of it."""
    counts = counted(papers)
    return tuple(
        _covered(name, sold, counts.get(name, Count())) for name, sold in sorted(wanted_of(against).items())
    )


def _covered(name: str, sold: int, count: Count) -> UnitsCovered:
    state: PaperState = "cannot-tell"
    if count.surely >= sold:
        state = "passed"
    elif count.maybe < sold and not count.uncountable:
        state = "failed"
    return UnitsCovered(listing=name, sold=sold, covered=count.surely, at_most=max(count.surely, count.maybe),
                        state=state, files=tuple(count.files))  # fmt: skip


def units_by_listing(paper: Held) -> Iterator[tuple[str, int]]:
    """The units that one paper surely names, by listing."""
    wanted = wanted_of(paper.against)
    totals: dict[str, int] = {}
    for goods in paper.goods:
        listing = listing_of(goods, paper.against, wanted)
        if listing and goods.units:
            totals[listing] = totals.get(listing, 0) + goods.units
    yield from sorted(totals.items())
