"""Tests by names: for whom a paper is, who issued it, how to reach them."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.knowledge.models import PaperTest
from diagnose.papers.contacts import contacts_of, issuer_of, party_blocks
from diagnose.papers.fields import Value
from diagnose.papers.folded import folded
from diagnose.papers.outcome import Held, Outcome, cannot_tell, failed, passed
from diagnose.papers.parties import Match, address_in, looks_like_address, name_in
from diagnose.papers.sheet import Line
from diagnose.papers.tests_of_dates import issue_dates

_WINDOW = 6
_KNOW_NAME = (
    'The case does not say the name of the account: add "seller: {names: [...], addresses: [...]}" to it.'
)
_KNOW_ADDRESS = 'The case does not say the address of the account: add "seller: {addresses: [...]}" to it.'


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
    formal = test.with_form and all(held.lexicon.heard(folded(name), "legal-forms") for name in wanted)
    for at in range(len(lines)):
        window = lines[at : at + width]
        if formal and not held.lexicon.heard(window[0].folded, "legal-forms"):
            continue
        match = _match(held, wanted, "\n".join(line.text for line in window), part)
        if match.likeness == "same" and not match.remark:
            return _told(match, part, wanted, window[:1] if part == "name" else window)
        if match.likeness == "same" and (best is None or best[0].likeness != "same"):
            best = match, window[:1]
        if match.likeness == "nearly" and best is None:
            best = match, window[:2]
    if best:
        return _told(best[0], part, wanted, best[1])
    reason = f"The {part} of the account, “{wanted[0]}”, stands nowhere on it."
    return failed(reason) if test.otherwise == "failed" else cannot_tell(reason)


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


_CALLED = {
    "name": "name",
    "address": "address",
    "phone": "telephone number",
    "website": "website",
    "email": "e-mail address",
}


def contact_complete(held: Held, test: PaperTest) -> Outcome:
    """Who issued it can be reached: every part that is asked for; ``words`` are fields needed besides."""
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
