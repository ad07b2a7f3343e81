"""The evidence check as blocks: what failed first, then what cannot be told, then what passed."""

from __future__ import annotations

from collections.abc import Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.report.blocks import Block, Blocks, Entry, Heading, Mark, Paragraph, Table
from diagnose.report.words import counted, day, joined, quoted, spoken
from facts_schema import CheckedPaper, EvidenceCheck, PaperCheck, PaperQuote, PaperState

MARKS: dict[PaperState, Mark] = {"failed": "refused", "cannot-tell": "open", "passed": "done"}
STATES = {"failed": "a requirement is not met", "cannot-tell": "cannot tell", "passed": "every check passed"}
QUOTES = 3


def evidence_check(result: EvidenceCheck, knowledge: KnowledgeBase, full: bool = False) -> Blocks:
    """The result for a person; ``full`` lists what passed, too."""
    return (
        Heading(f"Evidence check: {result.case}", 1),
        Paragraph(_summary(result)),
        *(block for paper in result.papers for block in _paper(paper, full)),
        *_units(result),
        *_missing(result, knowledge),
        *_by_eye(result),
        Paragraph(result.disclaimer, quiet=True),
    )


def _summary(result: EvidenceCheck) -> str:
    states = [paper.state for paper in result.papers if paper.kind]
    unknown = sum(not paper.kind for paper in result.papers)
    parts = [
        counted(len(result.papers), "paper"),
        f"{states.count('passed')} passed" if "passed" in states else "",
        f"{states.count('failed')} with a requirement that is not met" if "failed" in states else "",
        f"{states.count('cannot-tell')} open" if "cannot-tell" in states else "",
        f"{unknown} not recognised or not read" if unknown else "",
    ]
    notice = result.notice_date
    days = [f"notice of {day(notice)}" if notice else "the day of the notice is not known",
            f"checked as of {day(result.as_of)}" if result.as_of else ""]  # fmt: skip
    return f"{joined(parts)}; {joined(days)}."


def _paper(paper: CheckedPaper, full: bool) -> list[Block]:
    title = joined([paper.file, paper.title.lower()], ": ")
    if not paper.kind:
        do = "If you know what it is, say so: --as KIND."
        return [Heading(title, 3), Entry(f"Cannot tell. {paper.reason}", "open", notes=(do,))]
    how = "read by text recognition; single letters may be wrong" if paper.read_by == "ocr" else ""
    seen = [check for check in paper.checks if not check.by_eye]
    by_state = [check for state in MARKS for check in seen if check.state == state]
    return [
        Heading(title, 3),
        Paragraph(f"{spoken(STATES[paper.state])}. {paper.reason}{f' ({how})' if how else ''}"),
        *(Entry(remark, "warning") for remark in paper.remarks),
        *(_check(check) for check in by_state if full or check.state != "passed"),
        *([] if full else _passed(seen)),
    ]


def _passed(checks: Sequence[PaperCheck]) -> list[Block]:
    """What passed, as a number: the rest has to be seen."""
    number = sum(check.state == "passed" for check in checks)
    return [Entry(f"{counted(number, 'check')} passed", "done")] if number else []


def _check(check: PaperCheck) -> Entry:
    notes = (check.reason, *(_place(quote) for quote in check.quotes[:QUOTES]))
    do = (f"To do: {check.do}",) if check.do else ()
    tag = joined(
        [
            "risk" if check.risk and check.state == "failed" else "",
            "practice" if check.basis == "practice" else "",
        ]
    )
    return Entry(check.text, MARKS[check.state], tag, (*notes, *do))


def _place(quote: PaperQuote) -> str:
    where = joined([f"page {quote.page}" if quote.page else "", f"line {quote.line}" if quote.line else ""])
    return f"{quoted(quote.text)}{f' ({where})' if where else ''}"


def _by_eye(result: EvidenceCheck) -> list[Block]:
    """What no program can see, once for each kind of paper."""
    kinds = {paper.title: [check.text for check in paper.checks if check.by_eye] for paper in result.papers}
    entries: list[Block] = []
    for title, texts in kinds.items():
        if texts:
            entries += [Heading(title, 3), *(Entry(text, "open") for text in texts)]
    return [Heading("To be checked by a person"), *entries] if entries else []


def _units(result: EvidenceCheck) -> list[Block]:
    if not result.units:
        return []
    head = ("Listing", "Units sold", "Covered", "At most", "")
    rows = tuple(
        (item.listing, f"{item.sold:,}", f"{item.covered:,}", f"{item.at_most:,}", spoken(item.state))
        for item in result.units
    )
    return [
        Heading("Units of all invoices together"),
        Table("Units on invoices beside units sold", head, rows),
    ]


def _missing(result: EvidenceCheck, knowledge: KnowledgeBase) -> list[Block]:
    if not result.missing:
        return []
    titles = [knowledge.evidence[kind].title for kind in result.missing]
    return [Heading("Asked for and not given"), *(Entry(title, "open") for title in titles)]
