"""What Amazon was told, held against itself and against what is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagnose.interview.known import Key, known_of
from facts_schema import Case, Statement


@dataclass(frozen=True)
class Contradiction:
    """A fact on which a statement (``number`` from 1) differs from an earlier one, or from what is known."""

    fact: str
    number: int
    says: bool
    earlier: int | None


def contradictions(case: Case, answers: Mapping[Key, str]) -> tuple[Contradiction, ...]:
    """Every contradiction, in the order of the statements as they were given to Amazon."""
    known = known_of(answers)
    found: list[Contradiction] = []
    first: dict[str, tuple[int, bool]] = {}
    for number, statement in _in_order(case.statements):
        for fact, says in sorted(statement.says.items()):
            earlier, said = first.setdefault(fact, (number, says))
            if said != says:
                found.append(Contradiction(fact, number, says, earlier))
            if known.contradicts({fact: says}):
                found.append(Contradiction(fact, number, says, None))
    return tuple(found)


def _in_order(statements: tuple[Statement, ...]) -> Iterator[tuple[int, Statement]]:
    """By date; one without a date keeps its place after the one before it."""
    numbered = list(enumerate(statements, 1))
    if all(statement.date for statement in statements):
        numbered.sort(key=lambda item: (item[1].date, item[0]))
    yield from numbered
