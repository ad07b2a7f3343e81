"""The evidence check: every paper against the requirements of its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from diagnose.intake.errors import InputError
from diagnose.knowledge import KnowledgeBase, default
from diagnose.knowledge.models import CheckKind, EvidenceKind, PaperTest, Refusal, TestKind
from diagnose.knowledge.problems import did_you_mean
from diagnose.papers import tests_of_dates as dates
from diagnose.papers import tests_of_files as files
from diagnose.papers import tests_of_goods as goods
from diagnose.papers import tests_of_links as links
from diagnose.papers import tests_of_parties as parties
from diagnose.papers import tests_of_standards as standards
from diagnose.papers import tests_of_words as words
from diagnose.papers.account import against_of
from diagnose.papers.outcome import Against, Held, Outcome, cannot_tell
from diagnose.papers.reading import Papers, read_papers
from diagnose.papers.sheet import Sheet
from diagnose.papers.titles import Recognised, recognise
from diagnose.papers.units import covered, units_by_listing
from facts_schema import Case, CheckedPaper, Diagnosis, EvidenceCheck, NotRead, PaperCheck, PaperState

DISCLAIMER = (
    "No legal advice, and not affiliated with Amazon. A remark on how a paper looks is a risk to be "
    "cleared up, never a finding that it is false."
)
_BY_EYE = "A person has to check this."
TESTS: Mapping[TestKind, Callable[[Held, PaperTest], Outcome]] = {
    "says": words.says,
    "says-not": words.says_not,
    "labelled": words.labelled,
    "signed": words.signed,
    "dated": dates.dated,
    "dated-within": dates.dated_within,
    "valid": dates.valid,
    "names-account": parties.names_account,
    "names-issuer": parties.names_issuer,
    "contact-complete": parties.contact_complete,
    "tied-to-account": parties.tied_to_account,
    "products-named": goods.products_named,
    "units-covered": goods.units_covered,
    "listings-named": goods.listings_named,
    "model-named": goods.model_named,
    "covers-store": links.covers_store,
    "brand-named": links.brand_named,
    "pays-invoice": links.pays_invoice,
    "destination": links.leads_to_order,
    "confirms-invoice": links.confirms_invoice,
    "names-standard": standards.names_standard,
    "file-format": files.file_format,
    "unedited": files.unedited,
    "unmarked": files.unmarked,
    "nothing-hidden": files.nothing_hidden,
    "whole": files.whole,
    "language": files.language,
    "original-picture": files.original_picture,
    "unique": files.unique,
    "not-forwarded": files.not_forwarded,
    "beside": files.beside,
}


def check_evidence(
    *paths: str | Path,
    case: Case,
    kinds: Mapping[str, str] | None = None,
    diagnosis: Diagnosis | None = None,
    knowledge: KnowledgeBase | None = None,
    as_of: dt.date | None = None,
) -> EvidenceCheck:
    """Check papers against the requirements that Amazon has of them.

    Args:
        paths: files, folders, archives or mails with papers.
        case: the account's name and address (``seller``), the notices, the units sold.
        kinds: the kind of evidence by file name, where it is known; ``""`` names the kind of every file.
        diagnosis: of the case; with it the result tells which evidence is asked for and not given.
        knowledge: what papers must meet; the built-in knowledge by default.
        as_of: the day of the check; else that of the case, else that of the latest notice.

    Returns:
        A result for every paper. One that cannot be read or recognised is ``cannot-tell`` with its reason and
        stands in ``not_read``.

    Raises:
        InputError: a kind is named that the knowledge does not have.
    """
    knowledge = knowledge or default()
    _check_kinds(kinds or {}, knowledge)
    against = against_of(case, knowledge, as_of)
    papers = read_papers([Path(path) for path in paths])
    held = _held(papers.sheets, kinds or {}, against)
    return _result(papers, held, case, against, diagnosis)


def _result(
    papers: Papers,
    held: Sequence[tuple[Held, Recognised]],
    case: Case,
    against: Against,
    diagnosis: Diagnosis | None,
) -> EvidenceCheck:
    checked = [_checked(paper, found, _beside(held, paper)) for paper, found in held]
    unread = [_unread(error) for error in papers.errors]
    invoices = [paper for paper, _ in held if paper.kind in _COUNTED]
    return EvidenceCheck(
        case=case.id,
        as_of=against.today,
        notice_date=against.notice_day,
        papers=tuple(sorted((*checked, *unread), key=lambda paper: paper.file)),
        units=covered(invoices, against) if invoices else (),
        missing=_missing(diagnosis, {paper.kind for paper, _ in held}, case),
        not_read=tuple(error.not_read() for error in papers.errors) + _unknown(checked),
        knowledge_version=against.knowledge.version,
        disclaimer=DISCLAIMER,
    )


_COUNTED = ("supplier-invoice",)
"""The kinds whose units count against the units sold."""


def _check_kinds(stated: Mapping[str, str], knowledge: KnowledgeBase) -> None:
    for kind in stated.values():
        if kind not in knowledge.evidence:
            hint = did_you_mean(kind, knowledge.evidence)
            raise InputError(
                "kind", 0, f'There is no kind of evidence "{kind}".{hint}', "", "See: diagnose rules list"
            )


def _held(
    sheets: Sequence[Sheet], stated: Mapping[str, str], against: Against
) -> list[tuple[Held, Recognised]]:
    kinds = against.knowledge.evidence.values()
    held = []
    for sheet in sheets:
        kind = stated.get(sheet.source, stated.get("", ""))
        found = Recognised(kind, "As you said.") if kind else _recognised(sheet, kinds, against)
        held.append((Held(sheet, found.kind, against), found))
    return held


def _recognised(sheet: Sheet, kinds: Iterable[EvidenceKind], against: Against) -> Recognised:
    if not sheet.lines:
        return Recognised("", "No words were found on it.")
    return recognise(sheet, kinds, against.lexicon)


def _beside(held: Sequence[tuple[Held, Recognised]], paper: Held) -> Held:
    """A paper with all others that were given."""
    return replace(paper, others=tuple(other for other, _ in held if other is not paper))


def _checked(paper: Held, found: Recognised, beside: Held) -> CheckedPaper:
    sheet = paper.sheet
    common: dict[str, Any] = {
        "file": sheet.source,
        "pages": sheet.pages,
        "read_by": sheet.read_by,
        "remarks": sheet.warnings,
    }
    if not paper.kind:
        return CheckedPaper(state="cannot-tell", reason=found.reason, **common)
    kind = paper.against.knowledge.evidence[paper.kind]
    checks = (*(_check(beside, kind, item) for item in kind.checks), *_refusals(beside, kind))
    return CheckedPaper(
        kind=kind.id, title=kind.title, state=_state(checks, sheet), reason=found.reason, checks=checks,
        units=dict(units_by_listing(paper)), **common,
    )  # fmt: skip


def _state(checks: Sequence[PaperCheck], sheet: Sheet) -> PaperState:
    """Failed if anything failed; passed only if everything that a program can see is passed."""
    seen = [check.state for check in checks if not check.by_eye]
    if "failed" in seen:
        return "failed"
    return "passed" if seen and sheet.lines and set(seen) == {"passed"} else "cannot-tell"


def _check(paper: Held, kind: EvidenceKind, item: CheckKind) -> PaperCheck:
    outcome = _tried(paper, item.test) if item.test else cannot_tell(_BY_EYE)
    return PaperCheck(
        id=item.id, text=item.text, state=outcome.state, reason=outcome.reason, quotes=outcome.quotes,
        do="" if outcome.state == "passed" or not item.test else item.mend or kind.obtain,
        by_eye=item.test is None, risk=bool(item.test and item.test.risk),
        basis=item.basis, sources=item.sources, pack=item.pack,
    )  # fmt: skip


def _refusals(paper: Held, kind: EvidenceKind) -> Iterable[PaperCheck]:
    """What is refused as this evidence, where a program can see it."""
    for number, item in enumerate(kind.refused, 1):
        if item.test:
            yield _refusal(paper, kind, item, f"{kind.id}-refused-{number}")


def _refusal(paper: Held, kind: EvidenceKind, item: Refusal, id: str) -> PaperCheck:
    assert item.test is not None
    outcome = _tried(paper, item.test)
    return PaperCheck(
        id=id, text=f"Not accepted: {item.text}", state=outcome.state, reason=outcome.reason,
        quotes=outcome.quotes, do="" if outcome.state == "passed" else item.mend or kind.obtain,
        refusal=True, risk=item.test.risk, basis=item.basis, sources=item.sources, pack=item.pack,
    )  # fmt: skip


def _tried(paper: Held, test: PaperTest) -> Outcome:
    if not paper.sheet.lines and test.kind not in ("file-format", "unedited", "original-picture"):
        return cannot_tell("No words were found on it.")
    return TESTS[test.kind](paper, test)


def _unread(error: InputError) -> CheckedPaper:
    return CheckedPaper(file=error.source, state="cannot-tell", reason=error.reason)


def _unknown(checked: Sequence[CheckedPaper]) -> tuple[NotRead, ...]:
    return tuple(NotRead(source=paper.file, reason=paper.reason) for paper in checked if not paper.kind)


def _missing(diagnosis: Diagnosis | None, given: set[str], case: Case) -> tuple[str, ...]:
    if diagnosis is None:
        return ()
    have = given | {item.kind for item in case.documents if item.state == "have"}
    return tuple(item.id for item in diagnosis.evidence if item.need == "asked-for" and item.id not in have)
