"""A draft as blocks: the letter with its gaps, then what goes into the boxes of a web form."""

from __future__ import annotations

from itertools import groupby

from diagnose.report.blocks import Block, Blocks, Entry, Heading, Mark, Paragraph
from diagnose.report.words import counted, joined
from facts_schema import Diagnosis
from facts_schema.draft import Draft, DraftLine, DraftPart, ShortAnswer

PARTS = {
    "opening": "Opening",
    "root-cause": "1. Root cause",
    "corrective": "2. Corrective actions",
    "preventive": "3. Preventive actions",
    "attachments": "Attachments",
    "closing": "Closing",
}
LINES: dict[str, Mark] = {"fact": "point", "done": "done", "planned": "open", "gap": "warning"}


def letter(draft: Draft, diagnosis: Diagnosis) -> Blocks:
    """The draft for a person who fills it in; in a stop state the reasons why there is none."""
    head = Heading(joined(["Plan of action", draft.id], ": "), 1)
    if draft.blocked:
        return (head, *(Entry(text, "refused") for text in draft.blocked))
    to_fill = f"{counted(draft.gaps, 'gap')} in square brackets to be filled or struck before it is sent."
    blocks: list[Block] = [head, Paragraph(f"Draft. {to_fill} {diagnosis.disclaimer}", quiet=True)]
    for name, parts in groupby(draft.parts, key=lambda part: part.part):
        blocks += [Heading(PARTS[name]), *(block for part in parts for block in _part(part))]
    return (*blocks, *_form(draft))


def _part(part: DraftPart) -> list[Block]:
    title: list[Block] = [Heading(part.title, 3)] if part.title else []
    return [*title, *(_line(line) for line in part.lines)]


def _line(line: DraftLine) -> Block:
    if line.kind == "frame":
        return Paragraph(line.text)
    return Entry(line.text, LINES[line.kind])


def _form(draft: Draft) -> list[Block]:
    filled = [item for item in draft.answers if item.text or item.left_out]
    if not filled:
        return []
    return [Heading("Short answers for a web form"), *(block for item in filled for block in _box(item))]


def _box(item: ShortAnswer) -> list[Block]:
    length = f"{len(item.text):,} of {item.length:,} characters"
    lines = [
        Entry(text.removeprefix("- "), strong=not text.startswith("- ")) for text in item.text.split("\n")
    ]
    left = [Entry(f"Did not fit: {text}", "warning") for text in item.left_out]
    gaps = [Entry(f"Left open in this part: {counted(item.gaps, 'gap')}.", "warning")] if item.gaps else []
    return [Heading(f"{PARTS[item.part]} ({length})", 3), *(lines if item.text else []), *left, *gaps]
