"""What a client is handed and what stays in the office."""

from __future__ import annotations

from typing import Literal

from facts_schema import Diagnosis, Ground, RootCause

Audience = Literal["client", "internal"]


_OF_THE_OFFICE = ("outlook", "contradiction", "mixed-admission-and-dispute")
"""The kinds of flags that are doubts of the adviser."""


def for_client(diagnosis: Diagnosis) -> Diagnosis:
    """The diagnosis without doubts: no outlook, no contradictions, nothing that speaks against."""
    return diagnosis.model_copy(
        update={
            "grounds": tuple(_plain(ground) for ground in diagnosis.grounds),
            "conflicts": (),
            "remarks": (),
            "flags": tuple(flag for flag in diagnosis.flags if flag.kind not in _OF_THE_OFFICE),
        }
    )


def _plain(ground: Ground) -> Ground:
    causes = tuple(_without_doubt(cause) for cause in ground.root_causes)
    nothing = {"against": (), "outlook": "", "outlook_because": ""}
    return ground.model_copy(update={**nothing, "root_causes": causes})


def _without_doubt(cause: RootCause) -> RootCause:
    return cause.model_copy(update={"against": ()})
