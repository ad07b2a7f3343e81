"""Tests by what a paper is tied to: the store and brand in question, the invoice that it pays or confirms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.knowledge.models import Marketplace, PaperTest
from diagnose.papers.contacts import issuer_of
from diagnose.papers.fields import values
from diagnose.papers.folded import folded, words_of
from diagnose.papers.outcome import Held, Outcome, cannot_tell, failed, passed
from diagnose.papers.parties import name_in
from diagnose.papers.sheet import Line
from diagnose.papers.tests_of_words import first, lines_with

_MONEY = re.compile(r"\d{1,3}(?:[ .,'’]\d{3})*[.,]\d{2}(?!\d)|\d+[.,]\d{2}(?!\d)")
_SITE = re.compile(r"amazon\.[a-z]{2,3}(?:\.[a-z]{2})?(?![a-z])")
_LEAST = 4
_ORDER = re.compile(r"(?<!\d)\d{3}-\d{7}-\d{7}(?!\d)")


def covers_store(held: Held, test: PaperTest) -> Outcome:
    """The store that sent the notice is among the sites and countries that it names as its scope."""
    stores = held.against.knowledge.marketplaces
    own = stores.get(held.against.store)
    if own is None:
        return cannot_tell("The store of the case is not known.")
    named = [(site, line) for line in held.sheet.lines for site in _SITE.findall(line.folded)]
    mine = next((line for site, line in named if site == own.site), None)
    if mine:
        return passed("It names the store.", mine)
    if named:
        return failed(f"It is for {named[0][0]}, and the notice came from {own.site}.", named[0][1])
    scope = list(_scope(held, test))
    here = next((line for line in scope if _names(line, own)), None)
    if here:
        return passed("It names the country of the store.", here)
    elsewhere = next((line for line in scope if any(_names(line, store) for store in stores.values())), None)
    if elsewhere:
        return failed(f"It is for other countries than that of the store, {own.country}.", elsewhere)
    return cannot_tell("It does not say for which stores or countries it holds.")


def _scope(held: Held, test: PaperTest) -> Iterator[Line]:
    """The lines on where it holds, each with the one that follows."""
    for line in lines_with(held, *test.words):
        yield line
        yield from list(held.sheet.after(line))[:1]


def _names(line: Line, store: Marketplace) -> bool:
    names = (store.country, *(alias for alias in store.aliases if "." not in alias and len(alias) > 3))
    return any(re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", line.folded) for name in names)


def brand_named(held: Held, test: PaperTest) -> Outcome:
    """It names the brand of the listings: the word that their titles begin with."""
    titles = [words_of(shop.title) for shop in held.against.shops if shop.title]
    if not titles:
        return cannot_tell("The case does not tell the titles of its listings.")
    text = set(words_of(held.sheet.text))
    brands = {words[0] for words in titles if words}
    brand = next((word for word in sorted(brands) if word in text), None)
    if brand:
        line = next((line for line in held.sheet.lines if brand in words_of(line.text)), held.sheet.lines[0])
        return passed("It names the brand of a listing.", line)
    others = {word for words in titles for word in words if len(word) >= _LEAST}
    if others & text:
        return cannot_tell("It names goods like those of the listings, and not their brand.")
    return failed("It names neither the brand nor the goods of the listings.", *lines_with(held, *test.words))


def pays_invoice(held: Held, test: PaperTest) -> Outcome:
    """Payee and amount are those of an invoice that was given with it."""
    invoices = [other for other in held.others if other.kind in test.kinds]
    if not invoices:
        return cannot_tell("No invoice was given to compare it with.")
    payee = next(values(held.sheet, held.lexicon, *test.words), None)
    sums = [(_MONEY.search(v.text), v) for v in values(held.sheet, held.lexicon, *test.also)]
    paid = next(((found[0], value) for found, value in sums if found), None)
    if payee is None and paid is None:
        return cannot_tell("Neither payee nor amount was found on it.")
    for invoice in invoices:
        issuer = issuer_of(invoice)
        same = not payee or not issuer or _same(held, payee.text, issuer[0])
        if same and (paid is None or _cents(paid[0]) in map(_cents, _MONEY.findall(invoice.sheet.text))):
            return passed(f"It matches {invoice.sheet.source}.", *(payee or paid[1] if paid else payee).lines)  # type: ignore[union-attr]
    lines = [line for value in (payee, paid[1] if paid else None) if value for line in value.lines]
    return failed("Payee and amount are not those of an invoice that was given.", *lines)


def _same(held: Held, one: str, other: str) -> bool:
    spelling = held.against.spelling
    return "other" not in (name_in(one, other, spelling).likeness, name_in(other, one, spelling).likeness)


def _cents(text: str) -> str:
    return re.sub(r"\D", "", text)


def confirms_invoice(held: Held, test: PaperTest) -> Outcome:
    """It names the number of an invoice that was given with it; without any, a number at all."""
    invoices = [other for other in held.others if other.kind in test.kinds]
    text = held.sheet.text.lower()
    for invoice in invoices:
        for number in numbers_of(invoice, test):
            line = next((line for line in held.sheet.lines if number in line.folded.split()), None)
            if line or number in words_of(text):
                return passed(f"It names the number of {invoice.sheet.source}.", *([line] if line else []))
    if invoices:
        return failed(
            "It does not name the number of an invoice that was given.",
            *list(lines_with(held, *test.words))[:2],
        )
    line = first(line for line in lines_with(held, *test.words) if re.search(r"\d", line.text))
    return cannot_tell("No invoice was given to compare it with.", *([line] if line else []))


def leads_to_order(held: Held, test: PaperTest) -> Outcome:
    """The delivery went to the town or post code of each order that it names."""
    named = sorted(set(_ORDER.findall(held.sheet.text)))
    places = {order: words_of(held.against.places[order]) for order in named if order in held.against.places}
    if not places:
        return cannot_tell("Where the orders on it went is not known: give the report of all orders.")
    reached = [line for line in held.sheet.lines if held.lexicon.pattern(*test.words).search(line.folded)]
    for order, place in places.items():
        if not any(set(place) & set(words_of(line.text)) for line in held.sheet.lines):
            went = held.against.places[order]
            return failed(f"Order {order} went to {went}, which does not stand on it.", *reached[:2])
    return passed("It leads to the places of the orders.", *reached[:2])


def numbers_of(held: Held, test: PaperTest) -> list[str]:
    """The numbers that an invoice bears."""
    found = (
        value.text.split()[0].strip(".,;:")
        for value in values(held.sheet, held.lexicon, *test.words)
        if value.text
    )
    return [number for number in found if len(number) >= 3 and any(char.isdigit() for char in number)]
