"""Firings joined with the observations that stand behind them: once for each rule, flag or lack."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diagnose.conclusions import Finding, Witnessed
from diagnose.engine import Firing, Key, Kind
from diagnose.knowledge import KnowledgeBase
from diagnose.observe import Observed
from facts_schema import Observation

Behind = Mapping[Key, tuple[Observation, ...]]
"""The observations behind each fact."""


def deduction_of(knowledge: KnowledgeBase, firing: Firing) -> tuple[Key, Observation]:
    """What a deduction tells: a fact about a subject, and the observation of it."""
    kind = knowledge.facts[firing.id]
    subject = firing.listing if kind.about == "listing" else ""
    observation = Observation(
        fact=firing.id,
        answer="yes",
        listing=subject,
        grade="inferred",
        origin="deduction",
        says=kind.means,
        grounds_on=tuple(sorted({fact for fact, _ in firing.support})),
    )
    return (firing.id, subject), observation


def deduced(
    knowledge: KnowledgeBase, observed: Observed, fired: Iterable[Firing]
) -> tuple[Observed, dict[Key, tuple[Observation, ...]]]:
    """Add the deductions to what was observed; the second value is what stands behind each fact."""
    behind = dict(observed.settled.behind)
    added: list[Observation] = []
    for firing in fired:
        if firing.kind != "deduction":
            continue
        key, observation = deduction_of(knowledge, firing)
        if key not in observed.settled.answers:
            behind[key] = (*behind.get(key, ()), observation)
            added.append(observation)
    if not added:
        return observed, behind
    return observed._replace(observations=(*observed.observations, *dict.fromkeys(added))), behind


def witnessed(fired: Iterable[Firing], behind: Behind, kind: Kind) -> dict[str, Witnessed]:
    """What fired of one kind, by id: once, however many listings it fired for."""
    by_id: dict[str, list[Firing]] = defaultdict(list)
    for firing in fired:
        if firing.kind == kind:
            by_id[firing.id].append(firing)
    return {id: _joined(by_id[id], behind) for id in sorted(by_id)}


def findings_of(knowledge: KnowledgeBase, fired: Iterable[Firing], behind: Behind) -> dict[str, Finding]:
    """One finding a rule, however many listings it fired for."""
    seen = witnessed(fired, behind, "rule")
    return {rule: _finding(knowledge, rule, by) for rule, by in seen.items()}


def finding_of(knowledge: KnowledgeBase, rule: str, firings: Sequence[Firing], behind: Behind) -> Finding:
    """The finding of one rule, from its firings in their order."""
    return _finding(knowledge, rule, _joined(firings, behind))


def _finding(knowledge: KnowledgeBase, rule: str, by: Witnessed) -> Finding:
    return Finding(knowledge.rules_by_id[rule], by.listings, by.observations)


def _joined(firings: Sequence[Firing], behind: Behind) -> Witnessed:
    seen = [o for f in firings for key in f.support for o in behind[key]]
    return Witnessed(
        listings=tuple(sorted({f.listing for f in firings if f.listing})),
        observations=tuple(dict.fromkeys(seen) if len(seen) > 1 else seen),
    )
