"""The test by standards: which a report tests to, whether others are asked for, whether they still stand."""

from __future__ import annotations

import re

from diagnose.knowledge.models import PaperTest
from diagnose.papers.folded import folded
from diagnose.papers.outcome import Held, Outcome, failed, passed, silence
from diagnose.papers.sheet import Line
from diagnose.papers.tests_of_words import first, lines_with

_STANDARD = re.compile(
    r"(?<![a-z0-9])(?P<body>(?:(?:din|bs|nf|uni|une|oe?ve)[ -]?)?"
    r"(?:en|iec|iso|ul|astm|ansi|gb|gb/t|as|nzs|as/nzs|csa|jis|cispr|etsi)(?:[ /-](?:iso|iec|en))*)[ -]?"
    r"(?P<number>[a-z]{0,2}[ -]?\d{2,5}(?:-\d{1,3}){0,3})(?::(?P<year>\d{4}))?"
)
_LABORATORY = "17025"


def standards_in(text: str) -> dict[str, str]:
    """The standards that a folded text names, but the one for laboratories; each with its year or nothing."""
    found: dict[str, str] = {}
    for one in _STANDARD.finditer(text):
        if _LABORATORY not in one["number"]:
            found.setdefault(one["number"].replace(" ", "").strip("-"), one["year"] or "")
    return found


def names_standard(held: Held, test: PaperTest) -> Outcome:
    """It names the standards it tests to: those of the notice, and none that was superseded.

    ``words`` are laws that stand for a standard, ``unless`` standards and words that are out of date.
    """
    old = first(lines_with(held, *test.unless))
    if old:
        return failed("It tests to a standard that was superseded or withdrawn.", old)
    own = {
        name: (year, line) for line in held.sheet.lines for name, year in standards_in(line.folded).items()
    }
    law = first(lines_with(held, *test.words))
    if not own and law is None:
        return silence(test, "No standard was found on it.")
    asked = standards_in(folded(held.against.notice_text))
    missing = [name for name in asked if not any(_same(name, other) for other in own)]
    lines = [line for _, line in own.values()] + ([law] if law else [])
    if asked and missing:
        return failed(f"The notice names {', '.join(missing)}, and it does not.", *lines)
    earlier = _earlier(asked, own)
    if earlier:
        return failed("It tests to an earlier version than the notice names.", earlier)
    return passed("It names what it tests to.", *lines)


def _same(asked: str, own: str) -> bool:
    return own == asked or own.startswith(f"{asked}-") or asked.startswith(f"{own}-")


def _earlier(asked: dict[str, str], own: dict[str, tuple[str, Line]]) -> Line | None:
    """A line that names an older year of a standard than the notice does."""
    pairs = ((asked[name], *own[name]) for name in asked if name in own)
    return next((line for wanted, year, line in pairs if wanted and year and year < wanted), None)
