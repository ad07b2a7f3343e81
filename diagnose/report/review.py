"""The review of a letter as blocks: findings, a score a part, what changed since the last version."""

from __future__ import annotations

from itertools import groupby

from diagnose.knowledge import KnowledgeBase
from diagnose.report.blocks import Block, Blocks, Entry, Heading, Mark, Paragraph, Table
from diagnose.report.words import counted, joined, own, quoted
from facts_schema.review import Review, ReviewFinding

PARTS = {
    "ground": "The ground and the three parts",
    "root-cause": "Root cause",
    "corrective": "Corrective actions",
    "preventive": "Preventive actions",
    "coverage": "What the notice names and asks for",
    "consistency": "Against reports, records and earlier letters",
    "style": "Tone, phrases and length",
}
_MARKS: dict[str, Mark] = {"serious": "refused", "weak": "warning", "hint": "open"}


def review_blocks(review: Review, knowledge: KnowledgeBase) -> Blocks:
    """A review, ready to be drawn."""
    return (
        Heading(f"Review of {review.source or 'the letter'}", 1),
        *_summary(review, knowledge),
        *_scores(review),
        *_found(review),
        *_compared(review),
        *_unread(review),
        Paragraph(review.disclaimer, quiet=True),
    )


def _summary(review: Review, knowledge: KnowledgeBase) -> list[Block]:
    serious = sum(finding.severity == "serious" for finding in review.findings)
    said = "Nothing was found."
    if review.findings:
        said = f"{counted(len(review.findings), 'finding')}, {serious} of them serious."
    titles = [knowledge.grounds[name].title for name in review.grounds if name in knowledge.grounds]
    about = f"Held against: {'; '.join(titles)}." if titles else "No ground of the case is known."
    return [Paragraph(said), Paragraph(about), *(Entry(text, "warning") for text in review.warnings)]


def _scores(review: Review) -> list[Block]:
    rows = [
        (PARTS[part.part], f"{100 * part.score:.0f}", f"{part.findings:,}" if part.findings else "-")
        for part in review.parts
    ]
    total = ("The letter: the mean of the parts", f"{100 * review.score:.0f}", f"{len(review.findings):,}")
    head = ("Part", "Score of 100", "Findings")
    return [Heading("Score"), Table("Score of each part", head, (*rows, total))]


def _found(review: Review) -> list[Block]:
    blocks: list[Block] = []
    for part, findings in groupby(review.findings, key=lambda finding: finding.part):
        blocks += [Heading(PARTS[part]), *(_entry(finding) for finding in findings)]
    return blocks


def _entry(finding: ReviewFinding) -> Entry:
    basis = joined(
        ["practice" if finding.basis == "practice" else "", own(finding.pack), *finding.sources], ", "
    )
    notes = [
        quoted(finding.quote) if finding.quote else "",
        finding.says,
        f"{finding.because} ({basis})",
        finding.do,
    ]
    return Entry(
        joined([place(finding), finding.title], ": "),
        _MARKS[finding.severity],
        tag=finding.rule,
        notes=tuple(filter(None, notes)),
        strong=finding.severity == "serious",
    )


def place(finding: ReviewFinding) -> str:
    """Where in the letter: "page 2, line 7", "line 7", or nothing for the whole of it."""
    page = f"page {finding.page}" if finding.page else ""
    return joined([page, f"line {finding.line}" if finding.line else ""]).capitalize()


def _compared(review: Review) -> list[Block]:
    if review.compared is None:
        return []
    gone = [Entry(_short(finding), "done") for finding in review.compared.gone]
    new = [Entry(_short(finding), "warning", tag="new") for finding in review.compared.new]
    still = Paragraph(f"{counted(review.compared.still, 'finding')} still there.")
    nothing = [] if gone or new else [Paragraph("No finding is gone, none is new.")]
    return [Heading("Since the version before"), *gone, *new, *nothing, still]


def _short(finding: ReviewFinding) -> str:
    return joined([finding.title, quoted(finding.quote, 60) if finding.quote else finding.says], ": ")


def _unread(review: Review) -> list[Block]:
    if not review.not_read:
        return []
    entries = [
        Entry(f"{item.source}{f', line {item.line}' if item.line else ''}: {item.reason}", "warning")
        for item in review.not_read
    ]
    return [Heading("Not read"), *entries]
