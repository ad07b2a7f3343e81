"""What is told beside the grounds: warnings and priorities, and what an answer finds missing."""

from __future__ import annotations

from typing import Literal

from facts_schema.base import Value
from facts_schema.observation import BUILT_IN, Observation


class Flag(Value):
    """A warning or a priority beside the grounds, with what made it rise and what to do about it.

    ``grounds`` are the shown grounds it speaks of; none means the case as a whole.
    """

    id: str
    kind: Literal[
        "stop",
        "before-the-click",
        "contradiction",
        "mixed-admission-and-dispute",
        "priority",
        "no-appeal-needed",
        "do-not",
        "outlook",
    ]
    text: str
    do: str = ""
    grounds: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    basis: str = "practice"
    pack: str = BUILT_IN
    sources: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()


class Lack(Value):
    """What Amazon's answer says is missing from the appeal, and what supplies it.

    ``part`` is the part of the plan to write anew, ``documents`` for papers, ``whole`` for all of it.
    """

    id: str
    title: str
    part: Literal["root-cause", "corrective", "preventive", "documents", "whole"]
    do: str
    evidence: tuple[str, ...] = ()
    basis: str = "practice"
    pack: str = BUILT_IN
    sources: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
