"""Who a paper is from and for, and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diagnose.papers.dates import dates_in
from diagnose.papers.fields import Value, blocks
from diagnose.papers.folded import folded, words_of
from diagnose.papers.outcome import Held
from diagnose.papers.parties import address_in, looks_like_address
from diagnose.papers.sheet import Line, Piece
from diagnose.papers.titles import headings

_ENDS = (
    "supplier",
    "buyer",
    "receiver",
    "holder",
    "applicant",
    "issue-date",
    "other-date",
    "due-date",
    "invoice-number",
    "quantity-column",
    "product-column",
    "totals",
    "model",
    "report-number",
)
_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}")
_SITE = re.compile(r"(?:https?://|www\.)[\w.-]+|(?<![@\w.])(?:[a-z0-9-]+\.)+([a-z]{2,})(?![\w@])(?:/\S*)?")
_PHONE = re.compile(r"(?<![\w./-])(?:\+|00)?\(?\d[\d ()./-]{5,20}\d(?![\w/-])")
_AMERICAN = re.compile(r"^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$")


def party_blocks(held: Held, ids: Sequence[str]) -> list[Value]:
    """The blocks below labels of a party that hold words."""
    ends = [id for id in _ENDS if id not in ids] + list(ids)
    found = blocks(held.sheet, held.lexicon, ids, ends)
    return [block for block in found if sum(char.isalpha() for char in block.text) >= 4]


def issuer_of(held: Held) -> tuple[str, Line] | None:
    """Who issued a paper: the party so labelled, else the first line that is a name."""
    for block in party_blocks(held, ["supplier"]):
        name = block.text.split("\n")[0]
        if sum(char.isalpha() for char in name) >= 4 and not dates_in(name):
            line = next((line for line in block.lines if name in line.folded), block.lines[0])
            return name, line
    return next(_letterhead(held), None) or next(_foot(held), None)


def _foot(held: Held) -> Iterator[tuple[str, Line]]:
    """A firm's name with its legal form at the bottom of the first page."""
    first_page = [line for line in held.sheet.lines if line.page <= 1]
    for line in first_page[-6:]:
        name = re.split(r"[,|·•]", folded(line.pieces[0].text))[0]
        if held.lexicon.heard(name, "legal-forms") and len(name.split()) > 1:
            yield name, line


def _letterhead(held: Held) -> Iterator[tuple[str, Line]]:
    """Lines at the top that can be a firm's name: no heading, no label, no address, no number."""
    lexicon = held.lexicon
    kinds = held.against.knowledge.evidence.values()
    titles = {id for kind in kinds if kind.recognised_by for id in kind.recognised_by.title}
    taken = {heading.line for heading in headings(held.sheet, lexicon, sorted(titles))}
    known = lexicon.pattern(*_ENDS, "phone-label", "website-label", "page-words", "price-column")
    others = party_blocks(held, ["buyer", "receiver"])
    theirs = {(line.page, line.number, line.folded) for block in others for line in block.lines}
    for line in held.sheet.head(8):
        if lexicon.pattern("quantity-column").search(line.folded) and len(line.pieces) > 2:
            return
        for piece in line.pieces:
            text = folded(piece.text)
            letters = sum(char.isalpha() for char in text)
            heading = line in taken and len(line.pieces) == 1
            if (
                letters < 4
                or heading
                or known.match(text)
                or dates_in(text)
                or (line.page, line.number, text) in theirs
            ):
                continue
            if lexicon.pattern(*sorted(titles)).match(text) or _MAIL.search(text):
                continue
            if not looks_like_address(piece.text, lexicon.pattern("street-words")) or lexicon.heard(
                text, "legal-forms"
            ):
                yield text, line


def contacts_of(held: Held) -> dict[str, Line]:
    """How to reach whoever issued a paper: what stands outside the block of the buyer, by what it is."""
    found: dict[str, Line] = {}
    others = party_blocks(held, ["buyer", "receiver", "holder", "applicant"])
    theirs = {text for block in others for text in block.text.split("\n")}
    for line in held.sheet.lines:
        for piece in line.pieces:
            text = folded(piece.text)
            if text in theirs or any(len(own) > 12 and own in text for own in theirs):
                continue
            for what in _contacts_in(held, piece.text, text):
                if what != "address" or not _is_the_accounts(held, line, piece):
                    found.setdefault(what, line.only(piece))
    issuer = issuer_of(held)
    if issuer:
        found["name"] = issuer[1]
    return found


def _is_the_accounts(held: Held, line: Line, piece: Piece) -> bool:
    """Whether an address that begins here is the account's own."""
    below = [own for one in list(held.sheet.after(line))[:3] for own in one.pieces if own.stands_under(piece)]
    text, here = "\n".join(own.text for own in (piece, *below)), words_of(piece.text)
    return any(
        address_in(own, text, held.against.spelling).likeness == "same" and _first_number(own) in here
        for own in held.against.addresses
    )


def _first_number(address: str) -> str:
    return next((word for word in words_of(address) if word[0].isdigit()), "")


def _contacts_in(held: Held, raw: str, text: str) -> Iterator[str]:
    lexicon = held.lexicon
    if _MAIL.search(text):
        yield "email"
    bare = _MAIL.sub(" ", text)
    # Text recognition runs words together: what begins with www is a website wherever it stands.
    if "www." in text or "://" in text:
        yield "website"
    for site in _SITE.finditer(bare):
        if site[1] is None or site[1] in lexicon.words("web-endings"):
            yield "website"
    for number in _PHONE.finditer(bare):
        digits = sum(char.isdigit() for char in number[0])
        before = bare[max(0, number.start() - 14) : number.start()]
        fax = lexicon.heard(before, "fax-label") and not lexicon.heard(before, "phone-label")
        plain = (
            number[0].startswith("+") or _AMERICAN.match(number[0]) or lexicon.heard(before, "phone-label")
        )
        if 7 <= digits <= 15 and plain and not fax and not dates_in(number[0]):
            yield "phone"
    if looks_like_address(raw, lexicon.pattern("street-words")):
        yield "address"
