"""Tests by words: what a paper says, what it calls itself, which fields it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diagnose.knowledge.models import PaperTest
from diagnose.papers.contacts import contacts_of
from diagnose.papers.dates import dates_in
from diagnose.papers.fields import labels, values
from diagnose.papers.outcome import Held, Outcome, cannot_tell, failed, passed, silence
from diagnose.papers.sheet import Line
from diagnose.papers.tests_of_dates import issue_dates
from diagnose.papers.titles import says_in_title

_COLUMNS = 5
_SIGNATURE_WORDS = 8


def lines_with(held: Held, *ids: str) -> Iterator[Line]:
    """The lines that say words of the lists."""
    if not ids:
        return
    pattern = held.lexicon.pattern(*ids)
    yield from (line for line in held.sheet.lines if pattern.search(line.folded))


def first(lines: Iterable[Line]) -> Line | None:
    """The first of some lines."""
    return next(iter(lines), None)


def named(id: str) -> str:
    """A list of words as a reader would call it: "batch-label" is "batch"."""
    for ending in ("-label", "-words", "-heading"):
        id = id.removesuffix(ending)
    return id.replace("-", " ")


def says(held: Held, test: PaperTest) -> Outcome:
    """Words that must be said, none that must not, and some of each further list."""
    against = first(line for line in lines_with(held, *test.unless) if not _denied(held, line, test))
    if against:
        return failed("These words speak against it.", against)
    for_it = first(lines_with(held, *test.words))
    if for_it is None:
        return silence(test, f"No words on {named(test.words[0])} were found.")
    missing = [id for id in test.also if first(lines_with(held, id)) is None]
    if missing:
        return silence(test, f"No words on {' and '.join(map(named, missing))} were found.", for_it)
    return passed("The paper says so.", for_it)


def _denied(held: Held, line: Line, test: PaperTest) -> bool:
    """Whether words against it are told as not being so, or are the head of a column: "no pending items"."""
    if len(line.pieces) >= _COLUMNS:
        return True
    found = held.lexicon.pattern(*test.unless).search(line.folded)
    before = line.folded[: found.start()].split()[-2:] if found else []
    return any(
        word in ("no", "not", "never", "without", "nothing", "kein", "keine", "non", "sin") for word in before
    )


def says_not(held: Held, test: PaperTest) -> Outcome:
    """Words that must not be said, anywhere or as a heading."""
    plain = first(lines_with(held, *test.unless))
    if plain:
        return failed("The paper says so.", plain)
    if test.where == "title":
        heading = says_in_title(held.sheet, held.lexicon, test.words, _titles(held))
        if heading:
            return failed(f'It calls itself "{heading.words}".', heading.line)
        told = [id for id in test.also if first(lines_with(held, id))]
        lines = list(lines_with(held, *told))
        if len({held.lexicon.heard(line.folded, *told) for line in lines}) >= 2:
            return failed("These words are those of another kind of paper.", *lines[:2])
        return passed("It does not call itself so.")
    line = first(lines_with(held, *test.words))
    return failed("The paper says so.", line) if line else passed("It says nothing of the sort.")


def _titles(held: Held) -> list[str]:
    kinds = held.against.knowledge.evidence.values()
    return sorted({id for kind in kinds if kind.recognised_by for id in kind.recognised_by.title})


def labelled(held: Held, test: PaperTest) -> Outcome:
    """Fields that must have a value, each list one field; ``also`` are words that must be said."""
    found: list[Line] = []
    missing: list[str] = []
    for id in test.words:
        value = next((v for v in values(held.sheet, held.lexicon, id) if _tells(v.text)), None)
        counted = value or first(line for line in held.sheet.lines if _counted(held, line, id))
        if value:
            found += value.lines
        elif isinstance(counted, Line):
            found.append(counted)
        elif not (id.endswith("date") and any(dates_in(line.folded) for line in held.sheet.lines)):
            missing.append(named(id))
    for id in test.also:
        if first(lines_with(held, id)) is None:
            missing.append(named(id))
    if missing:
        return silence(test, f"Not found: {', '.join(missing)}.", *found[:2])
    return passed("The fields are there.", *found)


def _counted(held: Held, line: Line, id: str) -> bool:
    """Whether a label stands right before a number within a sentence: "sample size 125 sets"."""
    found = held.lexicon.pattern(id).finditer(line.folded)
    return any(re.match(r"\W{0,3}\d", line.folded[one.end() :]) for one in found)


def _tells(text: str) -> bool:
    """Whether a value is more than a line to write on."""
    return any(char.isalnum() for char in text.replace("n/a", "").replace("tbd", ""))


def signed(held: Held, test: PaperTest) -> Outcome:
    """A date, a signature, and what else a letter needs: a contact, an address."""
    missing: list[str] = []
    if not issue_dates(held, ("issue-date",)):
        missing.append("a date")
    contacts = contacts_of(held)
    if {"phone", "email"} & set(test.needs) and not ({"phone", "email"} & contacts.keys()):
        missing.append("a contact (telephone or e-mail)")
    if "address" in test.needs and "address" not in contacts:
        missing.append("an address")
    line, seen = _signature(held, test)
    if seen is False:
        missing.append("a signature")
    if missing:
        return failed(f"Not found: {', '.join(missing)}.", *([line] if line else []))
    if seen is None:
        return cannot_tell(
            "A name stands below the letter; whether it is signed has to be seen.", *([line] if line else [])
        )
    return passed("Date, signature and contact are there.", *([line] if line else []))


def _signature(held: Held, test: PaperTest) -> tuple[Line | None, bool | None]:
    """The line of the signature and whether there is one; ``None`` where only a name is typed."""
    unsigned = first(lines_with(held, "unsigned-words"))
    if unsigned:
        return unsigned, False
    plain = first(lines_with(held, "signed-words"))
    if plain:
        return plain, True
    for label in labels(held.sheet, held.lexicon, *test.also):
        if any(char.isalnum() for char in label.rest):
            return label.line, True
        if "__" in label.piece.text or "..." in label.piece.text:
            return label.line, bool(
                held.sheet.traces.pictures
            ) or None if held.sheet.scanned else held.sheet.traces.pictures > 0
    closing = first(lines_with(held, *test.words))
    if closing is None:
        last = first(line for line in held.sheet.lines[-3:] if _is_a_name(line))
        return (last, None) if last else (None, held.sheet.traces.pictures > 1)
    return closing, True if held.sheet.traces.pictures or _name_follows(held, closing) else None


def _is_a_name(line: Line) -> bool:
    """Whether a line at the foot of a letter is the name of a person: "Ruth Dandridge, Channel Manager"."""
    words = line.pieces[0].text.split(",")[0].split()
    if len(line.pieces[0].text.split()) > _SIGNATURE_WORDS:
        return False
    return 2 <= len(words) <= 5 and all(word[:1].isupper() and word.strip(".").isalpha() for word in words)


def _name_follows(held: Held, closing: Line) -> bool:
    return any(
        piece
        for line in list(held.sheet.after(closing))[:4]
        for piece in line.pieces
        if piece.text.strip(" _.-")
    )
