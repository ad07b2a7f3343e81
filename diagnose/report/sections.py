"""A diagnosis as blocks, in the order in which a consultant needs it: triage first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from diagnose.knowledge.models import Question
from diagnose.report.blocks import Block, Blocks, Command, Entry, Heading, Mark, Paragraph
from diagnose.report.grounds import grounds, place
from diagnose.report.triage import triage
from diagnose.report.words import GRADES, NEEDS, counted, day, joined, some, spoken
from facts_schema import Conflict, Diagnosis, Evidence, NotRead, OpenFact, PlanItem

Questions = Mapping[str, Question]
STATES: dict[str, Mark] = {"done": "done", "rejected": "refused"}
CONFLICTS_SHOWN = 6
QUESTIONS_SHOWN = 4


def report(diagnosis: Diagnosis, questions: Questions | None = None) -> Blocks:
    """The whole report. ``questions`` of the knowledge add how the next question can be answered."""
    parts: tuple[Callable[[Diagnosis], list[Block]], ...] = (
        triage,
        grounds,
        _conflicts,
        _evidence,
        _plan,
        _cautions,
    )
    blocks = [block for part in parts for block in part(diagnosis)]
    blocks += _next_question(diagnosis, questions or {})
    blocks += _not_read(diagnosis) + _colophon(diagnosis)
    return tuple(blocks)


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


def _evidence(diagnosis: Diagnosis) -> list[Block]:
    if not diagnosis.evidence:
        return []
    entries = [entry for item in diagnosis.evidence for entry in _document(item)]
    return [Heading("Evidence"), *entries]


def _document(item: Evidence) -> list[Entry]:
    have = item.state == "have"
    notes = [*item.because]
    if item.listings:
        notes.append(f"For {some(item.listings)}")
    obtain = joined([item.obtain, f"({item.takes})" if item.takes else ""], " ")
    head = Entry(
        item.title,
        "done" if have else "open",
        tag=joined([NEEDS[item.need], spoken(item.state).lower() if item.state else ""]),
        notes=tuple(notes),
        strong=True,
    )
    checks = [Entry(check.text, "open", tag=_basis(check.basis), depth=1) for check in item.checks]
    refused = [Entry(f"Not accepted: {text}", "refused", depth=1) for text in item.refused]
    get = [Entry(f"To get it: {obtain}", depth=1)] if obtain and not have else []
    return [head, *checks, *refused, *get]


def _basis(basis: str) -> str:
    return "practice" if basis == "practice" else ""


def _plan(diagnosis: Diagnosis) -> list[Block]:
    causes = [cause for ground in diagnosis.grounds for cause in ground.root_causes]
    if not (causes or diagnosis.actions):
        return []
    said = [Entry(cause.title, tag=cause.confidence) for cause in causes]
    unknown = [Entry("Not established yet. Answer the next question before anything is written.", "warning")]
    parts: list[Block] = [
        Heading("Plan of action"),
        Heading("1. Root cause", 3),
        *(said or unknown),
        Heading("2. Corrective actions: what sets right what happened", 3),
        *_items(diagnosis, "corrective"),
        Heading("3. Preventive actions: what changes for good", 3),
        *_items(diagnosis, "preventive"),
    ]
    if any(item.state != "done" for item in diagnosis.actions):
        parts.append(
            Paragraph("An open box is planned. Write it as done only once it is done and dated.", quiet=True)
        )
    return parts


def _items(diagnosis: Diagnosis, part: str) -> list[Entry]:
    items = [_item(item) for item in diagnosis.actions if item.part == part]
    return items or [Entry("None yet: they follow from the root cause.")]


def _item(item: PlanItem) -> Entry:
    state = item.state if item.state in ("done", "rejected", "planned") else ""
    tag = joined([state, day(item.date) if item.date else "", item.owner])
    return Entry(_gaps(item.text), STATES.get(item.state, "open"), tag=tag)


def _gaps(text: str) -> str:
    """Gaps to fill in, as a writer marks them: [date]."""
    return text.replace("{", "[").replace("}", "]")


def _cautions(diagnosis: Diagnosis) -> list[Block]:
    if not diagnosis.cautions:
        return []
    texts = dict.fromkeys(caution.text for caution in diagnosis.cautions)
    return [Heading("Take care"), *(Entry(text, "warning") for text in texts)]


def _next_question(diagnosis: Diagnosis, questions: Questions) -> list[Block]:
    asked = list({item.question or item.fact: item for item in diagnosis.open_facts if item.asks}.values())
    if not asked:
        return []
    first, later = asked[0], asked[1:QUESTIONS_SHOWN]
    blocks: list[Block] = [Heading("Next question"), *_question(first, questions.get(first.question))]
    if later:
        blocks += [Paragraph("After that:"), *(Entry(item.asks, tag=item.question) for item in later)]
    return blocks


def _question(item: OpenFact, question: Question | None) -> list[Block]:
    about = f"For each of {some(item.listings)}" if item.listings else ""
    notes = joined([question.why, question.help, about], "\n").split("\n") if question else [about]
    head = Entry(item.asks, notes=tuple(note for note in notes if note), strong=True)
    return [head, *_replies(item, question)]


def _replies(item: OpenFact, question: Question | None) -> list[Command]:
    name = (item.question or item.fact) + (f"@{item.listings[0]}" if item.listings else "")
    if question is None or question.kind == "yes-no":
        return [Command(f"--answer {name}=yes|no")]
    if question.kind == "choice":
        return [Command(f"--answer {name}={choice.id}", choice.says) for choice in question.choices]
    return [Command(f"--answer {name}={'2026-01-31' if question.kind == 'date' else '12'}")]


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
    version = f"Knowledge {diagnosis.knowledge_version}." if diagnosis.knowledge_version else ""
    said = joined([diagnosis.disclaimer, version], " ")
    legend = '"practice" marks what consultants have learned, not what a page of Amazon says.'
    return [Paragraph(text, quiet=True) for text in (legend, said) if text]
