"""A diagnosis as blocks, in the order in which a consultant needs it: triage first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagnose.report.blocks import Block, Blocks, Entry, Heading, Paragraph
from diagnose.report.evidence import evidence
from diagnose.report.flags import flags, missing
from diagnose.report.grounds import grounds, place
from diagnose.report.plan import plan
from diagnose.report.questions import Questions, next_question
from diagnose.report.thread import thread
from diagnose.report.triage import triage
from diagnose.report.words import GRADES, counted, joined, own, spoken
from facts_schema import Conflict, Diagnosis, ListingInPlay, NotRead

CONFLICTS_SHOWN = 6
LISTINGS_SHOWN = 40


@dataclass(frozen=True)
class Extras:
    """What a whole document holds beyond what is shown at a terminal, by the place where it stands.

    ``commands``: whether commands are named that a reader at a terminal can type.
    """

    after_triage: Sequence[Block] = ()
    after_grounds: Sequence[Block] = ()
    after_evidence: Sequence[Block] = ()
    last: Sequence[Block] = ()
    end: Sequence[Block] = ()
    commands: bool = False


def report(diagnosis: Diagnosis, questions: Questions | None = None) -> Blocks:
    """What is shown at a terminal. ``questions`` of the knowledge add how the next one can be answered."""
    return sections(diagnosis, Extras(last=next_question(diagnosis, questions or {}), commands=True))


def sections(diagnosis: Diagnosis, extras: Extras) -> Blocks:
    """The sections in the order in which they are needed, with the extras in their places."""
    return (
        *triage(diagnosis),
        *thread(diagnosis),
        *extras.after_triage,
        *missing(diagnosis),
        *flags(diagnosis),
        *grounds(diagnosis),
        *extras.after_grounds,
        *_listings(diagnosis),
        *_conflicts(diagnosis),
        *evidence(diagnosis, extras.commands),
        *extras.after_evidence,
        *plan(diagnosis),
        *_cautions(diagnosis),
        *extras.last,
        *_not_read(diagnosis),
        *extras.end,
        *_colophon(diagnosis),
    )


def _listings(diagnosis: Diagnosis) -> list[Block]:
    """The listings with something against them; those the notice merely names stand in the triage."""
    blamed = [item for item in diagnosis.listings if item.says]
    if not blamed:
        return []
    more = len(blamed) - LISTINGS_SHOWN
    rest: list[Block] = (
        [Paragraph(f"{counted(more, 'further listing')} in the JSON.", quiet=True)] if more > 0 else []
    )
    return [Heading("Listings that matter"), *(_listing(item) for item in blamed[:LISTINGS_SHOWN]), *rest]


def _listing(item: ListingInPlay) -> Entry:
    return Entry(joined([item.asin, item.title[:60]], " - "), "point", notes=item.says)


def _conflicts(diagnosis: Diagnosis) -> list[Block]:
    if not diagnosis.conflicts:
        return []
    shown = diagnosis.conflicts[:CONFLICTS_SHOWN]
    rest = len(diagnosis.conflicts) - len(shown)
    more: list[Block] = (
        [Paragraph(f"{counted(rest, 'further contradiction')} in the JSON.", quiet=True)] if rest else []
    )
    return [Heading("Contradictions"), *(_conflict(item) for item in shown), *more]


def _conflict(conflict: Conflict) -> Entry:
    about = joined([spoken(conflict.fact), conflict.listing], " of ")
    notes = tuple(
        joined([f"{seen.answer}, {GRADES[seen.grade]}: {seen.says}", joined(place(seen))], " - ")
        for seen in conflict.observations
    )
    return Entry(f"{about}: taken as {conflict.taken}", "warning", notes=notes)


def _cautions(diagnosis: Diagnosis) -> list[Block]:
    if not diagnosis.cautions:
        return []
    many = len({caution.ground for caution in diagnosis.cautions}) > 1
    said = {
        caution.text: joined([caution.ground if many else "", own(caution.pack)])
        for caution in reversed(diagnosis.cautions)
    }
    return [Heading("Take care"), *(Entry(text, "warning", tag) for text, tag in reversed(said.items()))]


def _not_read(diagnosis: Diagnosis) -> list[Block]:
    blocks: list[Block] = []
    if diagnosis.not_read:
        blocks += [Heading("Not read"), *(_unread(item) for item in diagnosis.not_read)]
    notes = [*diagnosis.warnings, *diagnosis.remarks]
    if notes:
        blocks += [Heading("Remarks on the input"), *(Entry(text) for text in notes)]
    return blocks


def _unread(item: NotRead) -> Entry:
    where = f"{item.source}, line {item.line}" if item.line else item.source
    return Entry(f"{where}: {item.reason}", "warning")


def _colophon(diagnosis: Diagnosis) -> list[Block]:
    packs = f" with the rules of {joined(diagnosis.packs)}" if diagnosis.packs else ""
    version = f"Knowledge {diagnosis.knowledge_version}{packs}." if diagnosis.knowledge_version else ""
    said = joined([diagnosis.disclaimer, version], " ")
    legend = '"practice" marks what consultants have learned, not what a page of Amazon says.'
    return [Paragraph(text, quiet=True) for text in (legend, said) if text]
