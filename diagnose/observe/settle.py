"""Settling: all observations of one fact and subject -> one answer, openly.

What the notice says: the consultant's correction before the text before a reply; a denial never cancels
what Amazon wrote. Facts of the world: correction, report, reply. Deductions come last, in the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from facts_schema import Conflict, Observation

Key = tuple[str, str]
_HEARD = {"correction": 0, "notice": 1, "reply": 2, "metric": 3, "rows": 3, "deduction": 4}
_WORLD = {"correction": 0, "notice": 1, "metric": 1, "rows": 1, "reply": 2, "deduction": 3}


class Settled(NamedTuple):
    """The answer taken for each fact and subject, with the observations behind it, and the conflicts."""

    answers: Mapping[Key, str]
    behind: Mapping[Key, tuple[Observation, ...]]
    conflicts: tuple[Conflict, ...]


def settle(knowledge: KnowledgeBase, observations: Iterable[Observation]) -> Settled:
    """Settle observations; their order makes no difference."""
    groups: dict[Key, list[Observation]] = defaultdict(list)
    for observation in observations:
        groups[observation.fact, observation.listing].append(observation)
    answers, behind, conflicts = {}, {}, []
    for key, group in sorted(groups.items()):
        rank = _HEARD if knowledge.facts[key[0]].heard else _WORLD
        ordered = group
        if len(group) > 1:
            ordered = sorted(group, key=lambda o: (rank[o.origin], o.answer != "yes", o.model_dump_json()))
        taken = ordered[0].answer
        answers[key] = taken
        agreeing = [o for o in ordered if o.answer == taken]
        behind[key] = tuple(dict.fromkeys(agreeing) if len(agreeing) > 1 else agreeing)
        if len(agreeing) < len(ordered):
            conflicts.append(Conflict(fact=key[0], listing=key[1], taken=taken, observations=tuple(ordered)))
    return Settled(answers, behind, tuple(conflicts))
