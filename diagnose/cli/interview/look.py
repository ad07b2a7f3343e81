"""Commands that show something and change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnose.cli.formats import FORMATS, Wish, rendered
from diagnose.cli.interview import papers, views
from diagnose.cli.interview.desk import Desk
from diagnose.cli.interview.ledger import ledger_blocks
from diagnose.cli.names import did_you_mean, quoted
from diagnose.cli.output import Screen, whole_file
from diagnose.deadlines import due_dates
from diagnose.explain import how as how_tree
from diagnose.interview.standing import standing_of
from diagnose.pipeline import AnswerError
from diagnose.report import document
from diagnose.report import report as report_blocks
from diagnose.report.audience import Audience
from diagnose.report.blocks import Block, Entry, Heading, Paragraph
from diagnose.report.draft import draft as plan_draft
from diagnose.report.due import deadlines as due_blocks
from diagnose.report.evidence import evidence as evidence_blocks
from diagnose.report.grounds import grounds as ground_blocks
from diagnose.report.letter import letter
from diagnose.report.plan import plan as plan_blocks
from diagnose.report.words import GRADES, joined
from facts_schema import Diagnosis

SHOWN_QUESTIONS = 12
ENDINGS = {"md": "markdown", "html": "html", "docx": "docx", "pdf": "pdf", "txt": "text"}
"""The formats of a report by how a file ends."""


def why(desk: Desk, words: Sequence[str]) -> None:
    """Why the question that stands is asked."""
    ask = desk.question()
    if ask is None:
        desk.show("No question stands.")
        return
    desk.show(views.why(ask, desk.session.why(ask), desk.session))


def how(desk: Desk, words: Sequence[str]) -> None:
    """What a ground, root cause or document rests on."""
    name = one(words, "how ID", "how used-sold-as-new")
    try:
        tree = how_tree(desk.session.diagnosis, name)
    except KeyError as error:
        shown = str(error.args[0])
        hint = did_you_mean(name, shown.split(", "))
        raise AnswerError(f"{quoted(name)} is not shown in this case.{hint} Shown: {shown}.") from None
    desk.show_tree(tree)


def what_if(desk: Desk, words: Sequence[str]) -> None:
    """What other answers would lead to, beside what stands now; nothing is kept."""
    if not words or not all("=" in word for word in words):
        raise AnswerError("Give facts or questions with their answers: what-if own-brand-goods=yes")
    told = {name: reply for name, _, reply in (word.partition("=") for word in words)}
    then = standing_of(desk.session.what_if(told))
    desk.show(
        [
            Heading("What if " + " and ".join(f"{name} is {reply}" for name, reply in told.items())),
            views.side_by_side(desk.session.standing, then),
            Paragraph("Nothing of this was kept.", quiet=True),
        ]
    )


def facts(desk: Desk, words: Sequence[str]) -> None:
    """Everything that is known, with how it is known."""
    knowledge = desk.session.knowledge
    taken = {(item.fact, item.listing): item.taken for item in desk.session.diagnosis.conflicts}
    lines: dict[tuple[str, str], Entry] = {}
    for seen in desk.session.diagnosis.observations:
        key = (seen.fact, seen.listing)
        answer = taken.get(key, seen.answer)
        grade = joined([GRADES[seen.grade], "contradicted" if key in taken else ""])
        about = f" ({seen.listing})" if seen.listing else ""
        text = f"{answer:3}  {knowledge.facts[seen.fact].means.rstrip('.')}{about}"
        lines.setdefault(key, Entry(text, tag=grade, notes=(seen.fact,)))
    unknown = [name for name, reply in desk.session.case.answers.items() if reply is None]
    blocks: list[Block] = [Heading("What is known"), *lines.values()]
    if unknown:
        blocks.append(Paragraph(f"Asked and unknown: {', '.join(unknown)}"))
    if desk.session.case.skipped:
        blocks.append(Paragraph(f"Put aside: {', '.join(desk.session.case.skipped)}"))
    desk.show(blocks)


def answers(desk: Desk, words: Sequence[str]) -> None:
    """The answers, with the numbers that ``change`` takes."""
    case, knowledge = desk.session.case, desk.session.knowledge
    blocks: list[Block] = [Heading("Answers so far")]
    for number, name in enumerate(desk.answered(), 1):
        subject = name.partition("@")[0]
        item = knowledge.questions.get(subject)
        asks = item.asks if item else knowledge.facts[subject].means
        reply = case.answers[name]
        said = joined(["unknown" if reply is None else str(reply), "seen on paper" * (name in case.seen)])
        blocks.append(Entry(f"{number}  {asks}", notes=(f"{name}: {said}",)))
    for name, reply in sorted(case.corrections.items()):
        blocks.append(Entry(f"corrected  {name}: {reply}"))
    desk.show(blocks if len(blocks) > 1 else [*blocks, Paragraph("None yet.")])


def card(desk: Desk, words: Sequence[str]) -> None:
    """The first screen again: what happened, until when, what not to click, and where it stands."""
    desk.show([*views.card(desk.session), *views.ranking(desk.session.standing)])


def ranking(desk: Desk, words: Sequence[str]) -> None:
    """Every ground and root cause that is shown, with reasons."""
    desk.show(ground_blocks(desk.session.diagnosis))


def evidence(desk: Desk, words: Sequence[str]) -> None:
    """The documents, with their checks and what became of them; or the check of papers that are named."""
    if words:
        papers.check(desk, words)
        return
    states = [(item.id, item.state or "open") for item in desk.session.diagnosis.evidence]
    hint = "Say: have ID, requested ID, insufficient ID or not-available ID, with a remark."
    blocks = evidence_blocks(desk.session.diagnosis)
    desk.show([*blocks, *_ids(states, hint)] if blocks else "No evidence follows from what is known so far.")


def draft(desk: Desk, words: Sequence[str]) -> None:
    """The draft of the plan of action, on the screen or in a file."""
    session = desk.session
    blocks = letter(plan_draft(session.diagnosis, session.case, session.knowledge), session.diagnosis)
    _shown_or_written(desk, blocks, words)


def deadlines(desk: Desk, words: Sequence[str]) -> None:
    """The days to keep."""
    session = desk.session
    due = due_dates(session.case, session.diagnosis, session.knowledge)
    desk.show(due_blocks(due, session.case.time_zone) or "No clock runs.")


def plan(desk: Desk, words: Sequence[str]) -> None:
    """The plan of action, with what is done."""
    states = [(item.id, item.state) for item in desk.session.diagnosis.actions]
    hint = "Say: done ID 2026-01-31 PROOF, planned ID 2026-01-31 OWNER, or rejected ID WHY."
    blocks = plan_blocks(desk.session.diagnosis)
    desk.show([*blocks, *_ids(states, hint)] if blocks else "No plan follows from what is known so far.")


def _ids(states: Sequence[tuple[str, str]], hint: str) -> list[Block]:
    """The ids that commands take, with their states."""
    return [
        Heading("Ids", 3),
        *(Entry(f"{name}: {state}") for name, state in states),
        Paragraph(hint, quiet=True),
    ]


def compare(desk: Desk, words: Sequence[str]) -> None:
    """What tells two grounds apart."""
    if len(words) != 2:
        raise AnswerError("Name two grounds: compare used-sold-as-new not-as-described")
    desk.show(views.comparison(desk.session.compare(*words), desk.session.knowledge))


def open_questions(desk: Desk, words: Sequence[str]) -> None:
    """The questions that are still open, the most promising first."""
    asks = desk.session.open_questions()
    blocks: list[Block] = [Heading("Open questions")]
    blocks += [Entry(ask.asks, tag=ask.question) for ask in asks[:SHOWN_QUESTIONS]]
    desk.show(blocks if asks else [*blocks, Paragraph("None that bears on what is shown.")])


def report(desk: Desk, words: Sequence[str]) -> None:
    """The report on the screen; whole in a file, in the format of its name, for the client if so said."""
    client = "--for-client" in words
    path = [word for word in words if word != "--for-client"]
    session = desk.session
    if not path:
        desk.show(
            [
                *report_blocks(without_questions(session.diagnosis), {}),
                *ledger_blocks(session, with_notes=False),
            ]
        )
        return
    due = due_dates(session.case, session.diagnosis, session.knowledge)
    audience: Audience = "client" if client else "internal"
    # The ledger has its own part below, and notes stay in the session.
    case = session.case.model_copy(update={"statements": (), "notes": ()})
    blocks = document(session.diagnosis, case, session.knowledge, audience, due)
    ledger_part = () if client else tuple(ledger_blocks(session, with_notes=False))
    _shown_or_written(desk, (*blocks, *ledger_part), path)


def _shown_or_written(desk: Desk, blocks: Sequence[Block], words: Sequence[str]) -> None:
    """On the screen, or in a file in the format that its name ends in; Markdown where it ends in none."""
    if not words:
        desk.show(blocks)
        return
    path = Path(" ".join(words))
    ending = path.suffix.casefold().removeprefix(".")
    form = ENDINGS.get(ending, ending or "markdown")
    if form not in FORMATS:
        ends = ", ".join(f".{name}" for name in ENDINGS)
        raise AnswerError(f"A file that ends in .{ending} cannot be written; name one that ends in {ends}.")
    content = rendered(tuple(desk.redacted(blocks)), form, Screen(), Wish())
    with whole_file(path) as stream:
        stream.write(content)
    desk.show(f"Written: {path}")


def without_questions(diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis without its open questions: a session asks them itself."""
    return diagnosis.model_copy(update={"open_facts": ()})


def ledger(desk: Desk, words: Sequence[str]) -> None:
    """What Amazon was told, the attempts, and the notes."""
    blocks = ledger_blocks(desk.session, with_notes=True)
    desk.show(blocks or "Nothing is logged yet: told, sent and note log something.")


def one(words: Sequence[str], usage: str, example: str) -> str:
    """The only word of a command."""
    if len(words) != 1:
        raise AnswerError(f"Usage: {usage}, such as: {example}")
    return words[0]
