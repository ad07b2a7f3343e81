"""The draft of a plan of action: sentences, each with what stands behind it, and gaps to fill."""

from __future__ import annotations

from typing import Literal

from facts_schema.base import Value

DraftPartName = Literal["opening", "root-cause", "corrective", "preventive", "attachments", "closing"]


class DraftLine(Value):
    """A line of a draft.

    ``frame`` states nothing about the client; ``fact`` rests on the confirmed facts named in ``facts``;
    ``done`` and ``planned`` on the record of ``action``; a ``gap`` is for a person to fill or strike.
    """

    kind: Literal["frame", "fact", "done", "planned", "gap"]
    text: str
    facts: tuple[str, ...] = ()
    action: str = ""


class DraftPart(Value):
    """A part of the letter about one ground, or some of its listings; the opening is about no ground."""

    part: DraftPartName
    ground: str = ""
    title: str = ""
    listings: tuple[str, ...] = ()
    lines: tuple[DraftLine, ...] = ()


class ShortAnswer(Value):
    """What goes into one box of a web form, of at most ``length`` characters.

    ``left_out`` are the lines that did not fit, ``gaps`` those of its part of the letter that nobody filled.
    """

    part: DraftPartName
    text: str
    length: int
    left_out: tuple[str, ...] = ()
    gaps: int = 0


class Draft(Value):
    """The draft, or in ``blocked`` why there is none. ``gaps`` counts what is to be filled or struck."""

    id: str
    blocked: tuple[str, ...] = ()
    parts: tuple[DraftPart, ...] = ()
    answers: tuple[ShortAnswer, ...] = ()
    gaps: int = 0
