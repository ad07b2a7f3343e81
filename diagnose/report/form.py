"""What goes into the boxes of a web form: whole lines, as many as the box takes."""

from __future__ import annotations

from collections.abc import Sequence

from facts_schema.draft import DraftPart, DraftPartName, ShortAnswer

BOXES: tuple[DraftPartName, ...] = ("root-cause", "corrective", "preventive")
SAID = ("fact", "done", "planned")
"""What can stand in a form: facts and records, no frames, no gaps."""


def short_answers(parts: Sequence[DraftPart], length: int) -> tuple[ShortAnswer, ...]:
    """An answer for each of the three boxes, never longer than ``length`` characters."""
    return tuple(_answer(box, [part for part in parts if part.part == box], length) for box in BOXES)


def _answer(box: DraftPartName, parts: list[DraftPart], length: int) -> ShortAnswer:
    text, left_out = "", []
    many = sum(any(line.kind in SAID for line in part.lines) for part in parts) > 1
    for part in parts:
        title = f"{part.title}:\n" if many else ""
        for line in (f"- {line.text}" for line in part.lines if line.kind in SAID):
            longer = f"{text}{title}{line}\n"
            if len(longer) - 1 <= length:
                text, title = longer, ""
            else:
                left_out.append(line.removeprefix("- "))
    gaps = sum(line.kind == "gap" for part in parts for line in part.lines)
    return ShortAnswer(part=box, text=text.rstrip("\n"), length=length, left_out=tuple(left_out), gaps=gaps)
