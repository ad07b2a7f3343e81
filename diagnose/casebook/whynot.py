"""Why a rule did not fire: its conditions one by one, as the case answers them."""

from __future__ import annotations

from diagnose.casebook.conditions import Plain
from diagnose.casebook.coverage import conditions
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FactKind, When
from diagnose.observe import settle
from diagnose.pipeline import Diagnoser
from facts_schema import Case

_TITLES = {"all": "a yes to", "any": "a yes to this or another of these,", "denied": "a known no to"}


def why_not(case: Case, rule: str, diagnoser: Diagnoser) -> str:
    """The conditions of a rule, flag or lack in a case, and what would meet those that are not met.

    Raises:
        KeyError: there is no such rule, flag or lack with conditions.
    """
    knowledge = diagnoser.knowledge
    when = dict(conditions(knowledge))[rule]
    plain = Plain(knowledge, settle(knowledge, list(diagnoser.diagnose(case).observations)).answers)
    lines = [f"{rule} {'fires' if plain.holds(when) else 'does not fire'}:"]
    for part, title in _TITLES.items():
        for fact in getattr(when, part):
            met = plain.met(when, fact)
            line = f"  {'met' if met else 'not met'}: {title} {fact} - {plain.answer(fact)}"
            lines.append(line if met else f"{line}; {_would_tell(knowledge, fact)}")
    if not plain.holds(when) and _each_met(plain, when):
        lines.append("  Facts about listings must hold for one and the same listing.")
    return "\n".join(lines)


def _each_met(plain: Plain, when: When) -> bool:
    """Whether every condition is met by itself, though perhaps for different listings."""
    some = not when.any or any(plain.met(when, fact) for fact in when.any)
    return some and all(plain.met(when, fact) for fact in (*when.all, *when.denied))


def _would_tell(knowledge: KnowledgeBase, fact: str) -> str:
    kind = knowledge.facts.get(fact)
    if kind is None:
        return "it is not defined"
    ways = [*_ways(kind), *(f"the question {item.id}" for item in knowledge.questions_for(fact))]
    return f"it is told by {', '.join(ways) or 'nothing'}"


def _ways(kind: FactKind) -> list[str]:
    ways = [
        ("words of the notice", kind.heard),
        ("a metric", kind.measured),
        ("rows of a report", kind.found),
        (f"deduction from {_sources(kind)}", kind.deduced_when),
        (f"the {kind.observed}", kind.observed),
    ]
    return [text for text, has in ways if has]


def _sources(kind: FactKind) -> str:
    return ", ".join(dict.fromkeys(fact for when in kind.deduced_when for fact in when.facts))
