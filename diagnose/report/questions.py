"""The next question, and how it is answered on the command line."""

from __future__ import annotations

from collections.abc import Mapping

from diagnose.knowledge.models import Question
from diagnose.report.blocks import Block, Command, Entry, Heading, Paragraph
from diagnose.report.words import some
from facts_schema import Diagnosis, OpenFact

Questions = Mapping[str, Question]
LATER = 3
EXAMPLES = {"number": "12", "date": "2026-01-31"}


def next_question(diagnosis: Diagnosis, questions: Questions) -> list[Block]:
    """The first open question with its replies, and the questions after it."""
    asked = list({item.question or item.fact: item for item in diagnosis.open_facts if item.asks}.values())
    if not asked:
        return []
    first, later = asked[0], asked[1 : LATER + 1]
    blocks = [Heading("Next question"), *_question(first, questions.get(first.question))]
    if later:
        blocks += [Paragraph("After that:"), *(Entry(item.asks, tag=item.question) for item in later)]
    return blocks


def _question(item: OpenFact, question: Question | None) -> list[Block]:
    about = f"For each of {some(item.listings)}" if item.listings else ""
    notes = (question.why, question.help, about) if question else (about,)
    head = Entry(item.asks, notes=tuple(note for note in notes if note), strong=True)
    return [head, answer_command(item.question or item.fact, question, item.listings)]


def answer_command(name: str, question: Question | None, listings: tuple[str, ...] = ()) -> Command:
    """The option that answers a question, with what each value means."""
    subject = f"{name}@{listings[0]}" if listings else name
    if question is None or question.kind == "yes-no":
        return Command(f"--answer {subject}=yes", (("or", "no, unknown"),))
    if question.kind in EXAMPLES:
        return Command(f"--answer {subject}={EXAMPLES[question.kind]}", (("or", "unknown"),))
    first, *others = question.choices
    rest = tuple((choice.id, choice.says) for choice in others)
    return Command(f"--answer {subject}={first.id}", ((first.id, first.says), *rest, ("unknown", "")))
