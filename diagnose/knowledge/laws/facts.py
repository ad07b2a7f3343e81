"""Laws of facts: every fact can be known, and what is measured, found or asked is well put."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge.laws.world import World, problem
from diagnose.knowledge.models import FactKind, Filter, Measure, Question
from diagnose.knowledge.problems import Problem, did_you_mean
from facts_schema import Feedback, Listing, Order, Return

_NOT_COLUMNS = {"source", "line", "rows"}
COLUMNS = {
    "listings": set(Listing.model_fields) - _NOT_COLUMNS | {"text"},
    "returns": set(Return.model_fields) - _NOT_COLUMNS,
    "feedback": set(Feedback.model_fields) - _NOT_COLUMNS,
    "orders": set(Order.model_fields) - _NOT_COLUMNS,
}
_HEARD = ("notice-says-", "notice-asks-", "notice-names-")


def facts_can_be_known(world: World) -> Iterator[Problem]:
    """Every fact is heard, measured, found, deduced, observed, or told by the reply to a question."""
    asked = world.used.get("fact told", frozenset())
    needed = world.used.get("fact", frozenset())
    if "questions" in world.draft.missing:
        return
    for fact in world.base.facts.values():
        other_ways = fact.heard or fact.measured or fact.found or fact.deduced_when or fact.observed
        if other_ways or fact.id in asked or world.excused(fact.id):
            continue
        who = "A rule needs it; add" if fact.id in needed else "Add"
        reason = f"no document and no question tells it. {who} a question under rules/questions/."
        yield problem(fact, f'fact "{fact.id}" can never be known: {reason}')


def heard_facts_are_worded(world: World) -> Iterator[Problem]:
    """What a notice says has English words, and what has words is marked as heard."""
    worded = {entry.fact for entry in world.base.wordings.get("en", ()) if entry.fact}
    for fact in world.base.facts.values():
        if world.excused(fact.id):
            continue
        if fact.heard and fact.id not in worded:
            yield problem(fact, f'fact "{fact.id}" is heard, but no file under rules/wording/en/ says how.')
        if fact.heard != fact.id.startswith(_HEARD):
            yield problem(
                fact, f'fact "{fact.id}": ids of heard facts, and no others, begin {" or ".join(_HEARD)}.'
            )
        if fact.asks_for and not fact.heard:
            yield problem(fact, f'fact "{fact.id}" has asks_for, which is for heard facts only.')
    for _, entry in world.wordings:
        told = world.base.facts.get(entry.fact or "")
        if told and not told.heard and not world.excused(told.id):
            yield problem(entry, f'the wording of "{told.id}" is for a fact that is not "heard: true".')


def denied_facts_can_be_no(world: World) -> Iterator[Problem]:
    """A condition waits for a known no only where something can tell a no; silence never does."""
    no = _facts_told_no(world)
    for use in world.uses:
        fact = world.base.facts.get(use.name)
        if fact is None or use.kind != "fact" or fact.id not in getattr(use.item, "denied", ()):
            continue
        if not (fact.measured or fact.found or fact.observed or fact.id in no):
            yield problem(use.item, f'{use.who} waits for a no of "{fact.id}", which nothing can ever tell.')


def _facts_told_no(world: World) -> set[str]:
    told: set[str] = set()
    for question in world.base.questions.values():
        told |= {fact for choice in question.choices for fact, answer in choice.tells.items() if not answer}
        told |= {question.fact} if question.fact else set()
        told |= {threshold.fact for threshold in question.thresholds}
    return told


def deductions_have_no_circle(world: World) -> Iterator[Problem]:
    """No fact is deduced by way of itself."""
    needs = {fact.id: _needed(fact) for fact in world.base.facts.values() if fact.deduced_when}
    for fact in sorted(needs):
        reached: set[str] = set()
        ahead = set(needs[fact])
        while ahead:
            name = ahead.pop()
            reached.add(name)
            ahead |= set(needs.get(name, ())) - reached
        if fact in reached:
            yield problem(
                world.base.facts[fact], f'fact "{fact}" is deduced by way of itself; break the circle.'
            )


def _needed(fact: FactKind) -> set[str]:
    return {name for when in fact.deduced_when for name in when.facts}


def measures_are_complete(world: World) -> Iterator[Problem]:
    """Each test of a metric has what it needs: a metric, a part that exists, a state."""
    for fact in world.base.facts.values():
        for measure in fact.measured:
            reason = _measure_fault(world, measure)
            if reason:
                yield problem(measure, f'fact "{fact.id}": {reason}')


def _measure_fault(world: World, measure: Measure) -> str:
    if measure.test == "state":
        return (
            ""
            if measure.state in ("DEACTIVATED", "AT_RISK")
            else "the test state needs state: DEACTIVATED or AT_RISK."
        )
    if not measure.metric:
        return f"the test {measure.test} needs a metric."
    metric = world.base.metrics.get(measure.metric)
    parts = set(metric.part_keys.values()) if metric else set()
    if metric is None or measure.test != "leads" or measure.part in parts:
        return ""
    hint = did_you_mean(measure.part or "", parts)
    return (
        f'the test leads needs a part of "{metric.id}" ({", ".join(sorted(parts)) or "it has none"}).{hint}'
    )


def filters_fit_their_rows(world: World) -> Iterator[Problem]:
    """A filter names columns that exist, and tests that exist."""
    for fact in world.base.facts.values():
        for found in fact.found:
            for reason in _filter_faults(found):
                yield problem(found, f'fact "{fact.id}": {reason}')


def _filter_faults(found: Filter) -> Iterator[str]:
    columns = COLUMNS[found.rows_in]
    for name, wanted in found.where.items():
        if name not in columns:
            hint = did_you_mean(name, columns) or f" They are: {', '.join(sorted(columns))}."
            yield f'{found.rows_in} have no column "{name}".{hint}'
        if isinstance(wanted, dict):
            yield from _test_faults(name, wanted)


def _test_faults(column: str, wanted: dict[str, object]) -> Iterator[str]:
    for test, value in wanted.items():
        if test not in ("says", "above", "below", "empty"):
            yield f'the test "{test}" of {column} is unknown; use says, above, below or empty.'
        elif test in ("above", "below") and (isinstance(value, bool) or not isinstance(value, (int, float))):
            yield f'the test "{test}" of {column} needs a number.'
        elif test == "empty" and not isinstance(value, bool):
            yield f'the test "empty" of {column} needs true or false.'


def questions_can_be_answered(world: World) -> Iterator[Problem]:
    """A question has what its kind needs, and tells facts that exist and are about the same thing."""
    for question in world.base.questions.values():
        reason = _question_fault(question)
        if reason:
            yield problem(question, f'question "{question.id}": {reason}')
        for name in question.tells:
            fact = world.base.facts.get(name)
            if fact and (fact.about == "listing") != (question.about == "listing"):
                which = f'is about the {question.about}, but the fact "{name}" is about the {fact.about}.'
                yield problem(question, f'question "{question.id}" {which}')
            if fact and fact.heard:
                yield problem(
                    question, f'question "{question.id}" tells "{name}", which only a notice can say.'
                )


def _question_fault(question: Question) -> str:
    if question.kind == "yes-no":
        return "" if question.fact and not question.choices else "yes-no needs one fact and no choices."
    if question.kind == "choice":
        return "" if len(question.choices) > 1 else "kind: choice needs at least two choices."
    if not question.thresholds:
        return f"kind: {question.kind} needs thresholds."
    both = [item for item in question.thresholds if (item.at_least is None) == (item.below is None)]
    return "each threshold has either at_least or below." if both else ""
