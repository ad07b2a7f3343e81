"""Tests by goods: how they are named, whether they suffice, which listing or model a paper is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.knowledge.models import PaperTest
from diagnose.papers.fields import values
from diagnose.papers.folded import folded, words_of
from diagnose.papers.goods import Goods, asins_in
from diagnose.papers.outcome import Held, Outcome, cannot_tell, codes_in, failed, passed, silence
from diagnose.papers.sheet import Line
from diagnose.papers.tests_of_words import named
from diagnose.papers.units import covered, units_by_listing, wanted_of

_LONG_NUMBER = re.compile(r"(?<!\d)\d{8,}(?!\d)")
_COMPLAINT = re.compile(r"(?:complaint|notice|infringement)\b\D{0,20}\d{6,}")
_MODEL = re.compile(r"\b(?=[a-z0-9/-]*\d)(?=[a-z0-9/-]*[a-z])[a-z0-9]+(?:[-/][a-z0-9]+)*\b")


def products_named(held: Held, test: PaperTest) -> Outcome:
    """Each line names a product that can be looked up: no mere sort of goods, and a code."""
    goods = held.goods
    if not goods:
        return cannot_tell("No table of goods with their quantities was found.")
    vague = [line for line in goods if _is_vague(held, line, test)]
    if vague:
        return failed("The goods are named so generally that nobody can look them up.", *_lines(vague))
    bare = [line for line in goods if not line.has_code]
    if bare:
        return failed("No model, UPC or EAN stands with these goods.", *_lines(bare))
    return passed("Each line names its product with a code.", *_lines(goods[:2]))


def _lines(goods: list[Goods]) -> list[Line]:
    return [line.lines[0] for line in goods]


def _is_vague(held: Held, goods: Goods, test: PaperTest) -> bool:
    general = {word for text in held.lexicon.words(*test.words) for word in words_of(text)}
    own = [word for word in words_of(goods.text) if not word.isdigit() and len(word) > 1]
    units = {word for text in held.lexicon.words("unit-words") for word in words_of(text)}
    return (
        all(word in general or word in units or (len(word) == 3 and word.isupper()) for word in own)
        and not goods.has_code
    )


def units_covered(held: Held, test: PaperTest) -> Outcome:
    """All papers of this kind together cover the units sold of each listing that this one names."""
    if not wanted_of(held.against):
        return cannot_tell("The case has no orders report that tells the units sold.")
    papers = (held, *(other for other in held.others if other.kind == held.kind))
    if not any(paper.goods for paper in papers):
        return cannot_tell("No table of goods with their quantities was found.")
    named = dict(units_by_listing(held))
    found = [item for item in covered(papers, held.against) if not named or item.listing in named]
    if not found:
        return cannot_tell("It names none of the listings that have to be covered.")
    own = [line.lines[0] for line in held.goods[:4]]
    short = [item for item in found if item.state == "failed"]
    if short:
        said = "; ".join(f"{item.listing}: {item.at_most:,} of {item.sold:,} sold" for item in short[:4])
        return failed(f"The invoices that were given do not cover the units sold: {said}.", *own)
    unclear = [item for item in found if item.state != "passed"]
    if unclear:
        said = "; ".join(
            f"{item.listing}: {item.covered:,} surely, {item.sold:,} sold" for item in unclear[:4]
        )
        return cannot_tell(f"Which lines belong to which listing is not clear: {said}.", *own)
    said = "; ".join(f"{item.listing}: {item.covered:,} of {item.sold:,} sold" for item in found[:4])
    return passed(f"The units sold are covered: {said}.", *own)


def listings_named(held: Held, test: PaperTest) -> Outcome:
    """It names the listings in question, and the fields that are asked for besides."""
    missing_fields = [id for id in test.words if not _has_number(held, id)]
    text = held.sheet.text
    there = set(asins_in(folded(text)))
    skus = {
        shop.name for shop in held.against.shops if len(shop.sku) >= 3 and folded(shop.sku) in folded(text)
    }
    wanted = held.against.in_play or tuple(held.against.sold)
    missing = [name for name in wanted if name not in there | skus]
    lines = [line for line in held.sheet.lines if asins_in(line.folded)]
    if missing_fields and (there or skus):
        return failed(f"Not found: {', '.join(map(named, missing_fields))}.", *lines)
    if not wanted:
        return (
            passed("It names a listing.", *lines)
            if there
            else cannot_tell("The case names no listing to look for.")
        )
    if not there | skus:
        return failed(f"It names no listing; in question: {', '.join(wanted[:5])}.")
    if missing and test.words:
        return failed(f"Not named: {', '.join(missing[:5])}.", *lines)
    if set(wanted).isdisjoint(there | skus):
        return failed(f"It names other listings than those in question: {', '.join(wanted[:5])}.", *lines)
    return passed("It names the listings in question.", *lines)


def _has_number(held: Held, id: str) -> bool:
    """Whether a field has a number, beside its label or behind its word in a sentence."""
    asked = set(_LONG_NUMBER.findall(held.against.notice_text))
    if asked and id == "complaint-number-label":
        return any(number in held.sheet.text for number in asked)
    if next((v for v in values(held.sheet, held.lexicon, id) if _LONG_NUMBER.search(v.text)), None):
        return True
    return any(_COMPLAINT.search(line.folded) for line in held.sheet.lines)


def model_named(held: Held, test: PaperTest) -> Outcome:
    """The model on the paper is that of a listing."""
    text = folded(held.sheet.text)
    if set(asins_in(text)) & {shop.name for shop in held.against.shops}:
        return passed("It names the listing.", *[line for line in held.sheet.lines if asins_in(line.folded)])
    codes = {code for shop in held.against.shops for code in shop.codes}
    own = list(_models(held, test))
    plain = {_bare(code) for code in codes}
    same = next((line for code, line in own if _bare(code) in plain), None)
    if same:
        return passed("Its model is that of a listing.", same)
    if not own:
        line = next(
            (line for line in held.sheet.lines if any(_holds(line.folded, code) for code in codes)), None
        )
        return (
            passed("It names the model of a listing.", line)
            if line
            else silence(test, "No model was found on it.")
        )
    if codes:
        return failed("The model on it is not one that the listings of the case name.", own[0][1])
    return cannot_tell("The listings of the case name no model to compare with.", own[0][1])


def _models(held: Held, test: PaperTest) -> Iterator[tuple[str, Line]]:
    """The codes beside labels of a model, behind the word in a sentence, and beside labels of a product."""
    for value in values(held.sheet, held.lexicon, *test.words):
        yield from ((code, value.lines[-1]) for code in _MODEL.findall(value.text))
    for line in held.sheet.lines:
        for found in held.lexicon.pattern(*test.words).finditer(line.folded):
            code = _MODEL.match(line.folded[found.end() :].lstrip(" :#"))
            if code:
                yield code[0], line
    for value in values(held.sheet, held.lexicon, *test.also):
        yield from ((code, value.lines[-1]) for code in sorted(codes_in(value.text)) if len(code) >= 4)


def _bare(code: str) -> str:
    return re.sub(r"[^a-z0-9]", "", code)


def _holds(text: str, code: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(code)}(?![a-z0-9])", text) is not None
