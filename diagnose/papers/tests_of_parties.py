"""Tests by names: for whom a paper is, who issued it, how to reach them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diagnose.knowledge.models import PaperTest
from diagnose.papers.dates import dates_in
from diagnose.papers.fields import Value, blocks
from diagnose.papers.folded import folded
from diagnose.papers.outcome import Held, Outcome, cannot_tell, failed, passed
from diagnose.papers.parties import Match, address_in, looks_like_address, name_in
from diagnose.papers.sheet import Line, Piece
from diagnose.papers.tests_of_dates import issue_dates
from diagnose.papers.titles import headings

_ENDS = ("supplier", "buyer", "receiver", "holder", "applicant", "issue-date", "other-date", "due-date", "invoice-number",
         "quantity-column", "product-column", "totals", "model", "report-number")  # fmt: skip
_WINDOW = 6
_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}")
_SITE = re.compile(r"(?:https?://|www\.)[\w.-]+|(?<![@\w.])(?:[a-z0-9-]+\.)+([a-z]{2,})(?![\w@])(?:/\S*)?")
_PHONE = re.compile(r"(?<![\w./-])(?:\+|00)?\(?\d[\d ()./-]{5,20}\d(?![\w/-])")
_AMERICAN = re.compile(r"^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$")
_KNOW_NAME = (
    'The case does not say the name of the account: add "seller: {names: [...], addresses: [...]}" to it.'
)
_KNOW_ADDRESS = 'The case does not say the address of the account: add "seller: {addresses: [...]}" to it.'


def party_blocks(held: Held, ids: Sequence[str]) -> list[Value]:
    """The blocks below labels of a party that hold words."""
    ends = [id for id in _ENDS if id not in ids] + list(ids)
    found = blocks(held.sheet, held.lexicon, ids, ends)
    return [block for block in found if sum(char.isalpha() for char in block.text) >= 4]


def names_account(held: Held, test: PaperTest) -> Outcome:
    """The party is the account: by name, by address, or both."""
    outcomes = []
    if test.part in ("name", "both"):
        outcomes.append(_part(held, test, "name"))
    if test.part in ("address", "both"):
        outcomes.append(_part(held, test, "address"))
    worst = next(
        (o for state in ("failed", "cannot-tell") for o in outcomes if o.state == state), outcomes[-1]
    )
    if worst.state == "passed":
        reason = " ".join(dict.fromkeys(o.reason for o in outcomes))
        return Outcome("passed", reason, tuple(dict.fromkeys(q for o in outcomes for q in o.quotes)))
    reasons = " ".join(dict.fromkeys(o.reason for o in outcomes if o.state == worst.state))
    return Outcome(worst.state, reasons, worst.quotes)


def _part(held: Held, test: PaperTest, part: str) -> Outcome:
    wanted = held.against.names if part == "name" else held.against.addresses
    if not wanted:
        return cannot_tell(_KNOW_NAME if part == "name" else _KNOW_ADDRESS)
    for ids in filter(None, (test.words, test.also)):
        own = [
            block for block in party_blocks(held, ids) if part == "address" or not _only_address(held, block)
        ]
        judged = [(match, block) for block in own if (match := _match(held, wanted, block.text, part))]
        best = min(judged, key=lambda item: _ORDER[item[0].likeness], default=None)
        if best and (best[0].likeness != "other" or part == "name" or _has_address(held, best[1])):
            return _told(best[0], part, wanted, _lines_of(best[1], part))
    return _anywhere(held, test, part, wanted)


def _lines_of(block: Value, part: str) -> tuple[Line, ...]:
    """The lines of a block to quote: its name, or what stands below that."""
    return block.lines[:2] if part == "name" else block.lines[2:] or block.lines


_ORDER = {"same": 0, "nearly": 1, "other": 2}


def _has_address(held: Held, block: Value) -> bool:
    return looks_like_address(block.text.upper(), held.lexicon.pattern("street-words"))


def _only_address(held: Held, block: Value) -> bool:
    """Whether a block holds a place and no name: its first line is an address."""
    return looks_like_address(block.text.split("\n")[0].upper(), held.lexicon.pattern("street-words"))


def _match(held: Held, wanted: Sequence[str], text: str, part: str) -> Match:
    compare = name_in if part == "name" else address_in
    found = [compare(one, text, held.against.spelling, held.sheet.scanned) for one in wanted]
    return min(found, key=lambda match: _ORDER[match.likeness])


def _told(match: Match, part: str, wanted: Sequence[str], lines: tuple[Line, ...]) -> Outcome:
    remark = f" ({match.remark})" if match.remark else ""
    if match.likeness == "same":
        return passed(f"The {part} is that of the account{remark}.", *lines)
    if match.likeness == "nearly":
        return cannot_tell(
            f"The {part} is nearly that of the account, “{wanted[0]}”{remark}; compare letter by letter.",
            *lines,
        )
    return failed(f"The {part} here is not that of the account, “{wanted[0]}”{remark}.", *lines)


def _anywhere(held: Held, test: PaperTest, part: str, wanted: Sequence[str]) -> Outcome:
    """Where no label leads to the party: the best few lines of the whole paper."""
    lines = held.sheet.lines
    best: tuple[Match, tuple[Line, ...]] | None = None
    width = 2 if part == "name" else _WINDOW
    for at in range(len(lines)):
        window = lines[at : at + width]
        match = _match(held, wanted, "\n".join(line.text for line in window), part)
        if match.likeness == "same":
            return _told(match, part, wanted, window[:1] if part == "name" else window)
        if match.likeness == "nearly" and best is None:
            best = match, window[:2]
    if best:
        return _told(best[0], part, wanted, best[1])
    reason = f"The {part} of the account, “{wanted[0]}”, stands nowhere on it."
    return failed(reason) if test.otherwise == "failed" else cannot_tell(reason)


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


def names_issuer(held: Held, test: PaperTest) -> Outcome:
    """Somebody else than the account issued it."""
    found = issuer_of(held)
    if found is None:
        return cannot_tell("Who issued it was not found.")
    name, line = found
    own = [_match(held, held.against.names, name, "name")] if held.against.names else []
    if own and own[0].likeness == "same":
        return failed("The account's own firm issued it.", line)
    if own and own[0].likeness == "nearly":
        return cannot_tell("The issuer's name is like that of the account.", line)
    return passed(f"“{' '.join(line.text.split())[:80]}” issued it.", line)


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
    text = "\n".join(own.text for own in (piece, *below))
    return any(
        address_in(own, text, held.against.spelling).likeness == "same" for own in held.against.addresses
    )


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


_CALLED = {
    "name": "name",
    "address": "address",
    "phone": "telephone number",
    "website": "website",
    "email": "e-mail address",
}


def contact_complete(held: Held, test: PaperTest) -> Outcome:
    """Who issued it can be reached: every part that is asked for; ``words`` are fields that must be there besides."""
    found = contacts_of(held)
    missing = [_CALLED[need] for need in test.needs if need not in found]
    for id in test.words:
        if id == "issue-date":
            missing += [] if issue_dates(held, (id,)) else ["issue date"]
        elif not any(held.lexicon.pattern(id).search(line.folded) for line in held.sheet.lines):
            missing.append(id.replace("-", " "))
    lines = tuple(dict.fromkeys(found[need] for need in test.needs if need in found))
    if missing:
        return failed(f"Not found on it: {', '.join(missing)}.", *lines[:2])
    return passed("Whoever issued it can be reached.", *lines)


def tied_to_account(held: Held, test: PaperTest) -> Outcome:
    """The applicant is the account, or another paper that was given leads from the applicant to it."""
    if not held.against.names:
        return cannot_tell(_KNOW_NAME)
    own = party_blocks(held, test.words)
    if not own:
        anywhere = _anywhere(held, test, "name", held.against.names)
        return anywhere if anywhere.state == "passed" else cannot_tell("Who applied for it was not found.")
    match = _match(held, held.against.names, own[0].text, "name")
    if match.likeness != "other":
        return _told(match, "name", held.against.names, own[0].lines)
    applicant = own[0].text.split("\n")[0]
    for other in held.others:
        issuer = issuer_of(other)
        if issuer and name_in(applicant, issuer[0], held.against.spelling).likeness == "same":
            return passed(
                f"The applicant issued {other.sheet.source}, which leads to the account.", *own[0].lines[:1]
            )
    return failed(
        "The applicant is not the account, and no paper that was given ties the two.", *own[0].lines[:2]
    )
