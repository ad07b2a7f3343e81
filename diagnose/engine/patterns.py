"""Which rules the index can serve: conjunctions of patterns with literals and variables, in every branch."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from diagnose.engine._experta import AND, OR, ConditionalElement, Fact, InitialFact, L, Rule, W, prepare_rule

Field = str | int


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a fact must be: its type, values that are given, and fields that it must have.

    ``variables`` are fields with the variable each is bound to; ``bound`` is the name for the fact itself.
    """

    type: type
    literals: tuple[tuple[Field, Hashable], ...]
    variables: tuple[tuple[Field, str], ...]
    required: tuple[Field, ...]
    bound: str | None

    @property
    def memory(self) -> tuple[object, ...]:
        """Patterns with equal values here are satisfied by the same facts."""
        return self.type, frozenset(self.literals), frozenset(self.required)

    def may_share(self, other: Pattern) -> bool:
        """Whether one fact could satisfy both."""
        theirs = dict(other.literals)
        return self.type is other.type and all(
            theirs.get(field, value) == value for field, value in self.literals
        )


@dataclass(frozen=True, slots=True)
class Indexable:
    """A rule as experta's matchers prepare it, and the patterns of each of its branches."""

    rule: Any
    branches: tuple[tuple[Pattern, ...], ...]


Reader = Callable[[Any], Pattern | None]
"""Reads a pattern; None if it cannot be looked up."""


def indexable(rule: Any, reader: Reader) -> Indexable | None:
    """The rule as patterns, or None where only Rete does it justice."""
    facts = _conjunction(rule)
    prepared = prepare_rule(rule) if facts is None else _unbound(rule, facts or [InitialFact()])
    read = [_patterns(part, reader) for part in _parts(prepared)]
    branches = tuple(patterns for patterns in read if patterns is not None)
    return Indexable(prepared, branches) if len(branches) == len(read) else None


def _unbound(rule: Any, facts: list[Any]) -> Any:
    """What experta's ``new_conditions`` makes, without inspecting the signature of the right side again."""
    made = type(rule)(*facts, salience=rule.salience)
    made.__dict__.update(rule.__dict__)
    made._wrapped_self = None
    return made


def _conjunction(rule: Any) -> list[Any] | None:
    """The facts of a plain conjunction, which is its own normal form; None for anything else."""
    parts = [item for part in rule for item in (part if isinstance(part, AND) else (part,))]
    return parts if all(isinstance(part, Fact) and _is_plain(part) for part in parts) else None


def _is_plain(fact: Any) -> bool:
    return all(type(v) in (W, L) or not isinstance(v, ConditionalElement) for v in fact.values())


def _parts(prepared: Any) -> Sequence[Any]:
    """The alternatives of a rule in disjunctive normal form."""
    return prepared[0] if isinstance(prepared[0], OR) and len(prepared) == 1 else (prepared,)


def _patterns(part: Any, reader: Reader) -> tuple[Pattern, ...] | None:
    """The patterns of one conjunction; None if one cannot be indexed or two depend on one another oddly."""
    facts = part if isinstance(part, (AND, Rule)) else (part,)
    # Rete gives equal patterns the same fact, so that one of them is enough.
    read = [reader(fact) if isinstance(fact, Fact) else None for fact in dict.fromkeys(facts)]
    patterns = tuple(pattern for pattern in read if pattern is not None)
    if len(patterns) < len(read) or len({p.memory for p in patterns}) < len(patterns):
        return None
    names = [p.bound for p in patterns if p.bound]
    variables = {name for p in patterns for _, name in p.variables}
    return patterns if len({*names}) == len(names) and variables.isdisjoint(names) else None


def once() -> Reader:
    """A reader that reads the patterns that rules share once."""
    known: dict[int, tuple[Any, Pattern | None]] = {}

    def read(fact: Any) -> Pattern | None:
        if id(fact) not in known:
            known[id(fact)] = fact, _pattern(fact)
        return known[id(fact)][1]

    return read


def _pattern(fact: Any) -> Pattern | None:
    literals: list[tuple[Field, Hashable]] = []
    variables: list[tuple[Field, str]] = []
    required: list[Field] = []
    for field, how in fact.items():
        if field == "__bind__":
            continue
        if isinstance(field, str) and "__" in field:  # an accessor into a nested value
            return None
        value = how.value if type(how) is L else how
        if type(how) is W:
            required.append(field)
        elif isinstance(value, ConditionalElement) or not _can_be_looked_up(value):
            return None
        else:
            literals.append((field, value))
        if type(how) in (W, L) and how.__bind__ is not None:
            variables.append((field, how.__bind__))
    if len({name for _, name in variables}) < len(variables):
        return None
    return Pattern(
        type(fact),
        _in_order(literals),
        _in_order(variables),
        tuple(sorted(required, key=repr)),
        fact.__bind__,
    )


def _in_order(pairs: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(pairs, key=lambda pair: repr(pair[0])))


def _can_be_looked_up(value: object) -> bool:
    """Whether a table finds the value whenever ``==`` would (not so for NaN)."""
    try:
        hash(value)
    except TypeError:
        return False
    return value == value
