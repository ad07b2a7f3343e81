"""What an interview shows, as blocks of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_lowercase

from diagnose.interview import Ask, Session
from diagnose.interview.choose import Prospect
from diagnose.interview.compare import Comparison
from diagnose.interview.standing import Change, Rated, Standing
from diagnose.interview.typed import replies_of
from diagnose.knowledge import KnowledgeBase
from diagnose.report.blocks import Bar, Block, Command, Entry, Field, Fields, Heading, Paragraph
from diagnose.report.triage import triage
from diagnose.report.words import counted, joined, percent, some

CAUSES = 3
CHANGES = 5
CARD = (
    "Stop",
    "What happened",
    "Amazon wants",
    "Until",
    "Remedy",
    "Before the click",
    "No appeal needed",
    "Answer first",
)
NEXT = (
    ("report", "read where it stands; report FILE writes it"),
    ("questionnaire FILE", "hand the open questions to the client"),
    ("more", "be asked on"),
    ("quit", "leave; everything is saved"),
)
NOTHING_SHOWN = "No ground is supported by what is known so far."
EFFORTS = {"known": "", "look-up": "to be looked up", "delicate": "delicate: ask in private"}


def card(session: Session) -> list[Block]:
    """The first screen: what happened, remedy, clock, what not to click, what to save; without quotes."""
    summary = Paragraph(session.diagnosis.summary)
    return [_shorter(block, session) for block in triage(session.diagnosis) if block != summary]


def _shorter(block: Block, session: Session) -> Block:
    if not isinstance(block, Fields):
        return block
    rows = [Field(row.label, row.values) for row in block.rows if row.label in CARD]
    if session.diagnosis.missing_from_appeal:
        rows.append(Field("Was missing", tuple(lack.title for lack in session.diagnosis.missing_from_appeal)))
    name = session.diagnosis.enforcement
    kind = next((item for item in session.knowledge.enforcement if item.id == name), None)
    if kind and kind.not_yet:
        rows.append(Field("Do not click yet", kind.not_yet))
    if kind and kind.save_now:
        rows.append(Field("Save now", kind.save_now))
    return Fields(tuple(rows))


def ranking(standing: Standing) -> list[Block]:
    """The grounds and the first root causes of each, as bars."""
    grounds = [item for item in standing.rated if not item.of]
    blocks: list[Block] = [Heading("Where it stands")]
    for ground in grounds:
        causes = [item for item in standing.rated if item.of == ground.id]
        blocks += [Bar(ground.title, ground.probability, ground.id), *map(_cause, causes[:CAUSES])]
        if len(causes) > CAUSES:
            blocks.append(
                Entry(f"{counted(len(causes) - CAUSES, 'further root cause')}: type ranking", depth=1)
            )
    return blocks if grounds else [*blocks, Paragraph(NOTHING_SHOWN)]


def _cause(item: Rated) -> Bar:
    return Bar(item.title, item.probability, item.id, depth=1)


def question(ask: Ask, number: int) -> list[Block]:
    """The question with its replies."""
    about = f"About {some(ask.listings)}." if ask.listings else ""
    notes = [f"Why: {ask.why}", f"How to find out: {ask.help}" if ask.help else "", about]
    effort = f" ({EFFORTS[ask.effort]})" if EFFORTS[ask.effort] else ""
    replies = (*replies_of(ask), *_typed(ask), ("?", "Unknown"), ("s", "Skip"))
    hint = "several as a,b" if ask.kind == "choice" else ""
    return [
        Heading(f"Question {number}{effort}", 3),
        Paragraph(ask.asks),
        *(Paragraph(note, quiet=True) for note in notes if note),
        Command(joined(["Reply", hint], ", ") + ":", replies),
    ]


def over(session: Session) -> list[Block]:
    """Why nothing more is asked, what to ask before drafting, and what to do now."""
    private = session.stopping_questions()
    blocks: list[Block] = [Heading("No further question", 3), Paragraph(_why_over(session))]
    if private and session.diagnosis.grounds:
        blocks.append(Paragraph("Ask in private before anything is drafted; a yes would stop all drafting:"))
        blocks += [Entry(ask.asks) for ask in private]
    return [*blocks, Command("Now", NEXT)]


def _why_over(session: Session) -> str:
    if session.diagnosis.grounds or session.case.notices:
        return "No further answer would change what to do."
    return "What is known points to no ground. Add the notice: its words tell most."


def _typed(ask: Ask) -> tuple[tuple[str, str], ...]:
    if ask.kind == "number":
        return (("12", "a number"),)
    return (("2026-01-31", "a date"),) if ask.kind == "date" else ()


def changed(items: Sequence[Change], most: int = CHANGES) -> list[Block]:
    """What a step changed, in a few lines."""
    if not items:
        return [Paragraph("This changes nothing that is shown.", quiet=True)]
    lines: list[Block] = [_flag(item) for item in items if item.kind == "flag"]
    rated = [item for item in items if item.kind in ("ground", "root cause")]
    lines += [_change(item) for item in rated[:most]]
    if len(rated) > most:
        lines.append(Entry(f"and {counted(len(rated) - most, 'smaller change')}"))
    for kind, many in (("evidence", "documents"), ("action", "items of the plan")):
        came = [item for item in items if item.kind == kind and item.before is None]
        went = [item for item in items if item.kind == kind and item.after is None]
        if came:
            lines.append(Entry(f"{counted(len(came), _one(kind), many)} more: {_names(came)}", "for"))
        if went:
            lines.append(Entry(f"{counted(len(went), _one(kind), many)} less: {_names(went)}", "against"))
    return lines


def _one(kind: str) -> str:
    return "document" if kind == "evidence" else "item of the plan"


def _names(items: Sequence[Change]) -> str:
    return some([item.title if item.kind == "evidence" else item.id for item in items], 3)


def _flag(item: Change) -> Entry:
    if item.after is None:
        return Entry(f"No longer: {item.title}", "for")
    return Entry(item.title, "warning", strong=True)


def _change(item: Change) -> Entry:
    up = (item.after or 0) >= (item.before or 0)
    return Entry(f"{item.title}: {_shown(item.before)} -> {_shown(item.after)}", "for" if up else "against")


def _shown(probability: float | None) -> str:
    return "not shown" if probability is None else percent(probability)


def why(ask: Ask, prospects: Iterable[Prospect], session: Session) -> list[Block]:
    """Why a question is asked: what it bears on, and what each reply would lead to."""
    knowledge = session.knowledge
    titles = [_title(id, knowledge) for id in ask.matters_to]
    blocks: list[Block] = [Heading("Why this question"), Paragraph(ask.why)]
    if titles:
        blocks.append(Paragraph(f"It bears on: {some(titles)}."))
    letters = [f"{letter}  " if ask.kind == "choice" else "" for letter in ascii_lowercase]
    for letter, prospect in zip(letters, prospects, strict=False):
        leads = _leads_to(prospect, session)
        blocks.append(Entry(f"{letter}{prospect.option.says}", strong=True, notes=leads))
    return blocks


def _leads_to(prospect: Prospect, session: Session) -> tuple[str, ...]:
    lines = [
        f"{item.title}: {_shown(item.before)} -> {_shown(item.after)}"
        for item in session.moves(prospect)[:CHANGES]
    ]
    return tuple(lines) or ("changes nothing that is shown",)


def _title(id: str, knowledge: KnowledgeBase) -> str:
    if id in knowledge.grounds:
        return knowledge.grounds[id].title
    return knowledge.root_causes[id][1].title if id in knowledge.root_causes else id


def comparison(item: Comparison, knowledge: KnowledgeBase) -> list[Block]:
    """Two grounds side by side: what is known, what is missing."""
    titles = {id: knowledge.grounds[id].title for id in (item.one, item.other)}
    blocks: list[Block] = [Heading("Two grounds compared")]
    for id, probability in zip((item.one, item.other), item.probabilities, strict=True):
        blocks.append(Bar(titles[id], probability or 0.0, id))
    known = [telling for telling in item.telling if telling.known]
    asked = [telling for telling in item.telling if not telling.known and telling.asked_by]
    papers = [telling for telling in item.telling if not telling.known and not telling.asked_by]
    for heading, telling in (
        ("Known", known),
        ("Missing, and can be asked", asked),
        ("Missing, and only a document tells it", papers[:CHANGES]),
    ):
        if telling:
            blocks.append(Heading(heading, 3))
            blocks += [
                Entry(
                    t.means,
                    tag=joined([t.known, f"a yes speaks for {t.speaks_for}", t.strength, t.asked_by]),
                )
                for t in telling
            ]
    return blocks


def side_by_side(now: Standing, then: Standing) -> Fields:
    """Grounds and root causes of two standings, one line each."""
    was = {(item.of, item.id): item for item in now.rated}
    would = {(item.of, item.id): item for item in then.rated}
    keys = sorted({**was, **would}, key=lambda key: -max(_of(was, key), _of(would, key)))
    return Fields(
        (
            Field("now -> then", ("",)),
            *(
                Field(f"{_now(was, key)} -> {_now(would, key)}", ((would.get(key) or was[key]).title,))
                for key in keys
            ),
        )
    )


def _of(rated: dict[tuple[str, str], Rated], key: tuple[str, str]) -> float:
    return rated[key].probability if key in rated else 0.0


def _now(rated: dict[tuple[str, str], Rated], key: tuple[str, str]) -> str:
    return percent(rated[key].probability) if key in rated else "-"
