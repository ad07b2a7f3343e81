"""The story of a letter against what was told before, and its words against other letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from diagnose.review.given import Desk, Spot, Spots, at, whole
from diagnose.review.letter import Sentence
from diagnose.review.words import content_words, overlap, shared, tokens

NEGATIVE = "negative"
_FEWEST_SHARED = 3
_FEW_NEW = 3
_COUNTED = re.compile(r"(?<![\w.,/-])(\d[\d.,]*\d|\d)\s?(%|[^\W\d_]{4,})")
_PART_OF = re.compile(r"(?<![\w.,/-])([\d,]*\d) (?:out )?of [\d,]*\d ([^\W\d_]{4,})")
_OF_THE_WORLD = ("metric", "rows", "reply")


def contradicts_statement(desk: Desk) -> Spots:
    """Sentences that say the opposite of, or another number than, what Amazon was told."""
    for told, letter in desk.statements:
        day = f" on {told.date:%d %B %Y}" if told.date else ""
        yield from _against(desk, letter.sentences, f"Amazon was told{day}")


def contradicts_earlier(desk: Desk) -> Spots:
    """The same, against the earlier submissions."""
    for letter in desk.given.earlier:
        told = letter.of("opening", "root-cause", "corrective", "preventive", "other")
        yield from _against(desk, told, f"{letter.notice.source} says")


def _against(desk: Desk, told: Iterable[Sentence], who: str) -> Spots:
    earlier = [(sentence, content_words(sentence.text)) for sentence in told if not sentence.heading]
    for sentence in desk.letter.sentences:
        words = content_words(sentence.text)
        if sentence.heading:
            continue
        for other, known in earlier:
            enough = len(words & known) >= _FEWEST_SHARED and overlap(words, known) >= desk.limit()
            alike = len(words & known) >= desk.limit() * max(len(words), len(known))
            if enough and (differs := _differs(sentence, other, alike)):
                yield at(sentence, f"{who}: “{other.text.strip()}” ({differs})")
                break


def _differs(one: Sentence, other: Sentence, alike: bool) -> str:
    """Why two sentences on one thing do not agree; only of two that are alike one can deny the other."""
    if alike and (NEGATIVE in one.says) != (NEGATIVE in other.says):
        return "one of the two is a denial"
    if alike and one.part == "root-cause" and _told_otherwise(one, other):
        return "the same thing is told otherwise"
    ours, theirs = _counts(one.text), _counts(other.text)
    for unit in sorted(ours.keys() & theirs.keys()):
        if ours[unit].isdisjoint(theirs[unit]):
            return f"{min(ours[unit])} against {min(theirs[unit])}"
    return ""


def _told_otherwise(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences that begin alike go on with other words: bought "of the maker", "at a sale"."""
    ours, theirs = content_words(one.text), content_words(other.text)
    begins = [[word for word, _, _ in tokens(sentence.text)[:2]] for sentence in (one, other)]
    few = all(0 < len(rest) <= _FEW_NEW for rest in (ours - theirs, theirs - ours))
    return few and begins[0] == begins[1]


def _counts(text: str) -> dict[str, set[str]]:
    """The numbers of a sentence by what they count."""
    found: dict[str, set[str]] = {}
    for match in _COUNTED.finditer(text.casefold()):
        found.setdefault(match[2][:6], set()).add(match[1].rstrip(".,"))
    for match in _PART_OF.finditer(text.casefold()):
        found.setdefault(f"of {match[2][:6]}", set()).add(match[1])
    return found


def contradicts_known(desk: Desk) -> Spots:
    """Sentences that say the opposite of a reply or report."""
    known = {o.fact: o.answer for o in desk.given.diagnosis.observations if o.origin in _OF_THE_WORLD}
    for fact, answer in sorted(known.items()):
        means = desk.knowledge.facts[fact].means
        words = content_words(means)
        heard = desk.hear(means)
        denied = (NEGATIVE in heard.says) != (answer == "no")
        for sentence in desk.letter.sentences:
            both = words & content_words(sentence.text)
            enough = len(both) > _FEWEST_SHARED and len(both) >= desk.limit() * len(words)
            if enough and (NEGATIVE in sentence.says) != denied:
                yield at(sentence, f"Known of the case: {means} {answer.capitalize()}.")
                break


def nothing_new(desk: Desk) -> Spots:
    """The earlier submissions hold nearly all words of the letter, and nearly all of its numbers."""
    earlier = [letter.text for letter in desk.given.earlier]
    if not earlier:
        return
    share, _ = shared(desk.letter.text, earlier)
    new = _numbers(desk.letter.text) - _numbers(" ".join(earlier))
    words, known = content_words(desk.letter.text), content_words(" ".join(earlier))
    fresh = len(words - known) / len(words) if words else 0.0
    if (share >= desk.limit() and len(new) < _FEW_NEW) or (not new and fresh < 1 - desk.limit()):
        yield whole(f"{share:.0%} of its words stand in the earlier submission; {len(new)} numbers are new.")


def _numbers(text: str) -> set[str]:
    return {word for word, _, _ in tokens(text) if any(char.isdigit() for char in word)}


def same_as_own(desk: Desk) -> Spots:
    """Runs of words that stand in an earlier letter of the firm; told once a letter, at the longest run."""
    for name, text in sorted(desk.given.own.items()):
        share, runs = shared(desk.letter.text, [text])
        if share >= desk.limit() and runs:
            start, end = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
            yield Spot(start, end, f"{share:.0%} of its words stand in {name}.")
