"""Tests by the file: its format, its own data, its pages, and the other papers beside it."""

from __future__ import annotations

import datetime as dt
import re

from diagnose.knowledge.models import PaperTest
from diagnose.observe.language import language_of
from diagnose.papers.dates import file_day
from diagnose.papers.fields import values
from diagnose.papers.folded import folded
from diagnose.papers.outcome import Held, Outcome, cannot_tell, failed, passed
from diagnose.papers.sheet import Line
from diagnose.papers.tests_of_words import first, lines_with
from facts_schema import PaperQuote

_LATER = dt.timedelta(days=1)
_PAGES = re.compile(r"(\d{1,3})\s*(?:of|/|von|sur|de|di|van|z|av|共|页,?共)\s*(\d{1,3})")
_PRICE = re.compile(r"[\d.,\s€$£¥%]*(?:usd|eur|gbp|cny|jpy)?[\d.,\s€$£¥%]*")
_SMALLEST = 500
_MOST_ALONE = 9
_OFFICE = {"docx": "a Word file", "xlsx": "an Excel file", "opendocument": "an OpenDocument file",
           "rtf": "an RTF file", "html": "a web page", "text": "a text file", "mail": "a mail"}  # fmt: skip


def file_format(held: Held, test: PaperTest) -> Outcome:
    """The file is of a format that Amazon takes, or that the notice names."""
    form = held.sheet.traces.form
    asked = (
        re.search(rf"(?<!\w)\.?{re.escape(form)}(?!\w)", folded(held.against.notice_text))
        if form != "text"
        else None
    )
    if form in test.formats or asked:
        return passed(f"The file is a {form.upper()}.")
    called = _OFFICE.get(form, f"a {form.upper()} file")
    return failed(f"The file is {called}; taken are {', '.join(name.upper() for name in test.formats)}.")


def unedited(held: Held, test: PaperTest) -> Outcome:
    """Nothing in the file's own data or on its pages looks like editing. A risk, never a finding."""
    traces = held.sheet.traces
    for software in traces.software:
        for id in test.words:
            word = held.lexicon.heard(folded(software), id)
            if word:
                quote = PaperQuote(text=f"{software[:120]}")
                reason = f'The file\'s own data name "{word}"; a reader may take the paper for edited.'
                return Outcome("failed", reason, (quote,))
    made, changed = file_day(traces.created), file_day(traces.changed)
    if traces.form == "pdf" and made and changed and changed - made > _LATER:
        days = f"{changed:%d %b %Y}, after it was made on {made:%d %b %Y}"
        reason = f"The file was changed on {days}; ask for it as it was sent."
        return Outcome(
            "failed", reason, (PaperQuote(text=f"created {traces.created}, changed {traces.changed}"),)
        )
    if traces.stamps:
        marks = ", ".join(sorted(set(traces.stamps)))
        return Outcome("failed", f"Marks were put over the page ({marks}); send the clean original.", ())
    if traces.form in ("text", "mail", "html"):
        return cannot_tell("A file of this format tells nothing of how it was made.")
    return passed("Nothing in the file's own data looks like editing.")


def unmarked(held: Held, test: PaperTest) -> Outcome:
    """Nothing was written over its pages."""
    stamps = sorted(set(held.sheet.traces.stamps))
    return (
        failed(f"Marks were put over the page: {', '.join(stamps)}.")
        if stamps
        else passed("Nothing lies over its pages.")
    )


def nothing_hidden(held: Held, test: PaperTest) -> Outcome:
    """Nothing lies under boxes but prices."""
    traces = held.sheet.traces
    hidden = [quote for quote in traces.covered if not _PRICE.fullmatch(folded(quote.text))]
    if hidden:
        return Outcome("failed", "Boxes lie over words that are no prices.", tuple(hidden[:4]))
    told = first(line for line in lines_with(held, *test.words) if _more_than_prices(held, line, test))
    if told:
        return failed("Something was taken out; only prices may be hidden.", told)
    if traces.boxes:
        return cannot_tell("A dark box lies on it; only prices may be under it.")
    return passed("Nothing lies over its words.")


def _more_than_prices(held: Held, line: Line, test: PaperTest) -> bool:
    """Whether a line that tells of something hidden speaks of more than prices."""
    if held.lexicon.heard(line.folded, *test.unless):
        return True
    return not held.lexicon.heard(line.folded, *test.also) and bool(
        held.lexicon.heard(line.folded, "redaction-words")
    )


def whole(held: Held, test: PaperTest) -> Outcome:
    """All pages are there, as far as they are numbered; ``words`` are what must be on them."""
    sheet = held.sheet
    numbered = _page_marks(held)
    total = max((total for _, total, _ in numbered), default=0)
    if total:
        lost = sorted(set(range(1, total + 1)) - {number for number, _, _ in numbered})
        lines = [line for _, _, line in numbered]
        if lost and len(lost) < total:
            said = ", ".join(map(str, lost[:10]))
            return failed(f"It counts {total} pages; page {said} is missing.", *lines)
    goes_on = first(lines_with(held, "more-follows"))
    if goes_on and goes_on.page >= sheet.pages and sheet.pages:
        return failed("It says that more follows, and there is none.", goes_on)
    missing = [id for id in test.words if first(lines_with(held, id)) is None]
    if missing and not (sheet.traces.pictures and "photo-words" in missing):
        return cannot_tell(f"Not found on it: {', '.join(id.replace('-words', '') for id in missing)}.")
    if sheet.traces.blank:
        return cannot_tell(f"Page {sheet.traces.blank[0]} is empty.")
    if total or sheet.pages <= 1:
        return passed("Its pages are there." if total else "It has one page, and says of no other.")
    return cannot_tell(f"Its {sheet.pages} pages are not numbered.")


def _page_marks(held: Held) -> list[tuple[int, int, Line]]:
    """What pages say of their number: (number, of how many, line)."""
    word, found = held.lexicon.pattern("page-words"), []
    for line in held.sheet.lines:
        for piece in line.pieces:
            text = folded(piece.text)
            for mark in _PAGES.finditer(text):
                named = word.search(text[max(0, mark.start() - 8) : mark.start()])
                alone = mark[0] == text and not mark[0].startswith("0") and int(mark[2]) <= _MOST_ALONE
                if (named or alone) and 1 <= int(mark[1]) <= int(mark[2]):
                    found.append((int(mark[1]), int(mark[2]), line))
    return found


def language(held: Held, test: PaperTest) -> Outcome:
    """It is in a language that Amazon reads, or says that it is translated by a notary."""
    code = language_of(held.sheet.text, held.against.knowledge.languages)
    if code is None:
        return cannot_tell("Its language cannot be told.")
    name = held.against.knowledge.languages[code].name
    if code in test.languages:
        return passed(f"It is in {name}.")
    line = first(lines_with(held, *test.also))
    if line:
        return passed(f"It is in {name}, with a translation.", line)
    return failed(f"It is in {name}, which is not among the languages that are read.", *held.sheet.lines[:1])


def original_picture(held: Held, test: PaperTest) -> Outcome:
    """It is no screenshot, and large enough to be read."""
    traces = held.sheet.traces
    said = " ".join(
        (folded(held.sheet.source.replace("_", " ").replace("-", " ")), *map(folded, traces.software))
    )
    word = held.lexicon.heard(said, *test.words)
    if word:
        return failed(f'The file is called or marked "{word}".')
    wide, high = traces.size
    if wide and held.lexicon.heard(f"{wide}x{high}", *test.words):
        return failed(f"It has the size of a screen ({wide} x {high}).")
    if wide and min(wide, high) < _SMALLEST:
        return failed(f"The picture of {wide} x {high} points is too small to be read.")
    return passed("Nothing shows it to be a screenshot.")


def unique(held: Held, test: PaperTest) -> Outcome:
    """No other paper is the same file, or another one under the same number."""
    for other in held.others:
        if other.sheet.digest == held.sheet.digest:
            return failed(f"It is the same file as {other.sheet.source}.")
    own = _numbers(held, test)
    for other in held.others:
        both = own.keys() & _numbers(other, test).keys() if other.kind == held.kind else set()
        if both:
            number = sorted(both)[0]
            own_number = "an amended invoice needs its own"
            reason = f'{other.sheet.source} has the same number "{number}" and differs; {own_number}.'
            return Outcome("failed", reason, (own[number],))
    return passed("No other paper that was given is the same.")


def _numbers(held: Held, test: PaperTest) -> dict[str, PaperQuote]:
    found: dict[str, PaperQuote] = {}
    for value in values(held.sheet, held.lexicon, *test.words):
        number = value.text.split()[0].strip(".,;:") if value.text.split() else ""
        if any(char.isdigit() for char in number) and len(number) >= 3 and "date" not in value.text[:5]:
            found.setdefault(number, value.lines[-1].quote())
    return found


def not_forwarded(held: Held, test: PaperTest) -> Outcome:
    """It went from the sender straight to the desk that takes such papers."""
    forwarded = first(lines_with(held, *test.unless))
    if forwarded or held.sheet.carries:
        return failed("It is a forwarded copy, which is not accepted.", *([forwarded] if forwarded else []))
    there = first(lines_with(held, *test.words))
    if there:
        return passed("It is addressed to Amazon's desk for retractions.", there)
    if held.sheet.sender:
        return failed("It is not addressed to Amazon's desk for retractions.", *held.sheet.lines[:2])
    return cannot_tell("Whether the rights owner sent it to Amazon itself cannot be seen on a copy.")


def beside(held: Held, test: PaperTest) -> Outcome:
    """Another paper goes with it."""
    there = [other.sheet.source for other in held.others if other.kind in test.kinds]
    titles = ", ".join(held.against.knowledge.evidence[kind].title.lower() for kind in test.kinds)
    if there or held.against.at_hand & set(test.kinds):
        return passed(f"It goes with: {there[0] if there else titles}.")
    return cannot_tell(f"No {titles} was given beside it.")
