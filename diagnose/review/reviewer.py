"""The review of one letter: every rule, then findings with their places, and a score a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import ReviewPart, ReviewRule
from diagnose.review.compare import compared
from diagnose.review.given import Desk, Given, Spot
from diagnose.review.hearing import Hearer
from diagnose.review.letter import Letter
from diagnose.review.listening import listened
from diagnose.review.looks import LOOKS
from diagnose.review.looks.grounds import likeness
from facts_schema import Notice
from facts_schema.review import PartScore, Review, ReviewFinding

MOST = 12
"""Findings of one rule that are told; what is more is counted."""
DISCLAIMER = (
    "The review looks for known faults. A letter without findings can still be refused; "
    "what it states must be true."
)
_QUOTED = 160
_ABOUT = 3


def review(
    letter: Notice,
    given: Given,
    knowledge: KnowledgeBase,
    *,
    hearer: Hearer | None = None,
    previous: Notice | None = None,
    warnings: Sequence[str] = (),
) -> Review:
    """What is weak in a letter, by the review rules of the knowledge.

    ``hearer`` is compiled wording that reviews can share, ``previous`` the version before, ``warnings`` what
    was odd when the letter was read.
    """
    hearer = hearer or Hearer(knowledge)
    heard = hearer.hear(letter)
    findings = _findings(heard, given, knowledge, hearer)
    before = _findings(hearer.hear(previous), given, knowledge, hearer) if previous else None
    parts = tuple(_scores(findings))
    return Review(
        id=given.case.id,
        source=letter.source,
        language=heard.language,
        heard=heard.heard,
        words=heard.words,
        grounds=tuple(ground.id for ground in given.stated),
        answers=_answers(heard, knowledge),
        score=round(sum(part.score for part in parts) / len(parts), 2),
        parts=parts,
        findings=findings,
        compared=None if before is None else compared(before, findings),
        not_read=given.case.not_read,
        warnings=(*warnings, *_unheard(heard, hearer)),
        knowledge_version=knowledge.version,
        disclaimer=DISCLAIMER,
    )


def _findings(
    letter: Letter, given: Given, knowledge: KnowledgeBase, hearer: Hearer
) -> tuple[ReviewFinding, ...]:
    found = [
        finding
        for rule in knowledge.review_rules.values()
        if _applies(rule, letter, given)
        for finding in _of_rule(Desk(rule, letter, given, knowledge, hearer))
    ]
    order = get_args(ReviewPart)
    return tuple(sorted(found, key=lambda f: (order.index(f.part), f.page, f.line, f.rule)))


def _applies(rule: ReviewRule, letter: Letter, given: Given) -> bool:
    if not letter.heard and not rule.formal:
        return False
    says = letter.says | {f"part-{s.part}" for s in letter.sentences}
    if (rule.when and says.isdisjoint(rule.when)) or not says.isdisjoint(rule.unless_letter):
        return False
    if rule.fits is None:
        return True
    grounds = {ground.id for ground in given.stated}
    families = {ground.family for ground in given.stated}
    wanted = (rule.fits.grounds, grounds), (rule.fits.families, families)
    return all(held & set(names) for names, held in wanted if names) and not grounds & set(
        rule.fits.not_grounds
    )


def _of_rule(desk: Desk) -> Iterator[ReviewFinding]:
    spots = list(LOOKS[desk.rule.looks](desk) if desk.rule.looks else listened(desk))
    for number, spot in enumerate(spots[:MOST], start=1):
        more = len(spots) - MOST if number == MOST else 0
        yield _finding(desk, spot, f"{more:,} more like it." if more > 0 else "")


def _finding(desk: Desk, spot: Spot, more: str) -> ReviewFinding:
    rule, notice = desk.rule, desk.letter.notice
    begin = spot.start if spot.word is None else spot.word
    page, line = notice.place(begin) if begin is not None else (0, 0)
    quote = " ".join(notice.text[spot.start : spot.end].split()) if spot.start is not None else ""
    return ReviewFinding(
        rule=rule.id,
        title=rule.title,
        part=rule.part,
        severity=rule.severity,
        says=" ".join(filter(None, (spot.says, more))),
        quote=quote if len(quote) <= _QUOTED else quote[:_QUOTED].rsplit(" ", 1)[0] + " …",
        page=page,
        line=line,
        because=rule.because,
        do=rule.do,
        costs=rule.costs,
        basis=rule.basis,
        pack=rule.pack,
        sources=rule.sources,
    )


def _scores(findings: Iterable[ReviewFinding]) -> Iterator[PartScore]:
    """1 less what each finding costs; further findings of one rule cost half."""
    findings = list(findings)
    for part in get_args(ReviewPart):
        own = [finding for finding in findings if finding.part == part]
        seen: set[str] = set()
        lost = 0.0
        for finding in own:
            lost += finding.costs / 2 if finding.rule in seen else finding.costs
            seen.add(finding.rule)
        yield PartScore(part=part, score=round(max(0.0, 1 - lost), 2), findings=len(own))


def _answers(letter: Letter, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The grounds that the letter is most worded like, best first."""
    alike = likeness(letter, knowledge)
    return tuple(sorted(alike, key=lambda ground: (-alike[ground], ground))[:_ABOUT])


def _unheard(letter: Letter, hearer: Hearer) -> Iterator[str]:
    if not letter.heard:
        known = ", ".join(hearer.languages)
        named = f'"{letter.language}"' if letter.language else "of this letter, which could not be told,"
        yield (
            f"The review has no wording for the language {named} (it has: {known}). Only what does not "
            "depend on words was looked at: ASINs, figures, days, links, gaps, length, likeness."
        )
