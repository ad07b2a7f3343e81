"""An indexed matcher for experta: a changed fact touches only the rules it can concern.

Facts are found by type, field and value in tables instead of by testing every pattern. A branch of a rule
*watches* one pattern without facts; only when that gets its first fact does it look for another to watch, and
joins once there is none (after the watched literals of M. Moskewicz et al., "Chaff: engineering an efficient
SAT solver", 2001). Joins start from the new fact and keep no partial results (D. Miranker, "TREAT: a better
match algorithm for AI production systems", 1987). Rules with anything but conjunctions of literals and
variables are left to experta's own Rete in the same engine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any

from diagnose.engine._experta import Activation, Matcher, ReteMatcher
from diagnose.engine.memory import Branch, Memory
from diagnose.engine.patterns import Field, Pattern, indexable, once

Fields = tuple[Field, ...]
_number = attrgetter("number")


class Match(Activation):  # type: ignore[misc]
    """An activation of an indexed rule. Each is made once, so that it is equal only to itself."""

    def __init__(self, branch: Branch, facts: tuple[Any, ...]) -> None:
        self.rule = branch.rule
        self.facts = tuple({id(fact): fact for fact in facts}.values()) if branch.overlap else facts
        self.context = branch.context(facts) if branch.values or branch.names else {}
        self.key = None
        self.number = branch.number

    __eq__ = object.__eq__
    __hash__ = object.__hash__


class _Table:
    """Memories of one type of facts whose patterns give the same fields, by the values given."""

    def __init__(self, given: Fields, required: Fields) -> None:
        self.given = given
        self.values: Callable[[Any], Any] = itemgetter(*given) if given else lambda fact: ()
        self.required = required
        self.memories: dict[Any, Memory] = {}

    def find(self, fact: Any) -> Memory | None:
        try:
            memory = self.memories.get(self.values(fact))
            if memory is not None:
                for field in self.required:
                    fact[field]
        except (KeyError, TypeError):
            return None
        return memory


class _Rules:
    """Stands for an engine where Rete asks for its rules."""

    def __init__(self, rules: list[Any]) -> None:
        self.get_rules = lambda: rules


class IndexedMatcher(Matcher):  # type: ignore[misc]
    """Matches by index what it can and leaves the rest to Rete; set it as an engine's ``__matcher__``."""

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self._tables: dict[type, list[_Table]] = {}
        left = self._build(engine.get_rules())
        self._rete = ReteMatcher(_Rules(left)) if left else None
        self._facts: dict[int, Any] = {}
        self._filled: list[Memory] = []
        self._matches: list[Match] = []
        self._by_fact: dict[int, dict[Match, None]] | None = None

    @property
    def by_index(self) -> bool:
        """Whether every rule is matched by index, none by Rete."""
        return self._rete is None

    def reset(self) -> None:
        """Forget all facts. Branches go on watching where they do: every pattern is without facts."""
        for memory in self._filled:
            memory.clear()
        self._facts = {}
        self._filled = []
        self._matches = []
        self._by_fact = None
        if self._rete:
            self._rete.reset()

    def changes(
        self, adding: Iterable[Any] | None = None, deleting: Iterable[Any] | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Take facts in and out; the activations that this adds and removes.

        A fact that came and went since the last call is not taken in.
        """
        added: list[Any] = []
        removed: list[Any] = []
        if deleting:
            adding, deleting = self._lasting(adding or (), deleting)
            for fact in deleting:
                removed += self._delete(fact)
        for fact in adding or ():
            self._add(fact, added)
        if len(added) > 1:
            added.sort(key=_number)
        if self._rete:
            more, fewer = self._rete.changes(adding, deleting)
            return [*added, *more], [*removed, *fewer]
        return added, removed

    def _lasting(self, adding: Iterable[Any], deleting: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        gone = Counter(id(fact) for fact in deleting if id(fact) not in self._facts)
        lasting = []
        for fact in adding:
            if gone[id(fact)]:
                gone[id(fact)] -= 1
            else:
                lasting.append(fact)
        return lasting, [fact for fact in deleting if id(fact) in self._facts]

    def _build(self, rules: Iterable[Any]) -> list[Any]:
        """Index the rules; return those that cannot be."""
        left = []
        seen: dict[int, list[Any]] = {}
        reader, memory = once(), cache(self._memory)
        number = 0
        for rule in rules:
            found = indexable(rule, reader)
            if found is None:
                left.append(rule)
                continue
            same = seen.setdefault(id(found.rule._wrapped), [])
            if found.rule in same:  # as in Rete, a rule under two names is one rule
                continue
            same.append(found.rule)
            for patterns in found.branches:
                branch = Branch(found.rule, number, patterns, tuple(map(memory, patterns)))
                branch.watched.watching.append(branch)
                number += 1
        return left

    def _memory(self, pattern: Pattern) -> Memory:
        given = tuple(field for field, _ in pattern.literals)
        values = tuple(value for _, value in pattern.literals)
        tables = self._tables.setdefault(pattern.type, [])
        table = next((t for t in tables if (t.given, t.required) == (given, pattern.required)), None)
        if table is None:
            table = _Table(given, pattern.required)
            tables.append(table)
        return table.memories.setdefault(values[0] if len(values) == 1 else values, Memory())

    def _memories_of(self, fact: Any) -> Iterator[Memory]:
        for table in self._tables.get(type(fact), ()):
            memory = table.find(fact)
            if memory is not None:
                yield memory

    def _add(self, fact: Any, added: list[Any]) -> None:
        self._facts[id(fact)] = fact
        for memory in self._memories_of(fact):
            first = not memory.facts
            memory.add(fact)
            if first:
                self._filled.append(memory)
                memory.wake()
            for branch, place in memory.active.items():
                for facts in branch.joins(place, fact):
                    match = Match(branch, facts)
                    self._note(match)
                    added.append(match)

    def _note(self, match: Match) -> None:
        if self._by_fact is None:
            self._matches.append(match)
        else:
            for fact in match.facts:
                self._by_fact.setdefault(id(fact), {})[match] = None

    def _delete(self, fact: Any) -> list[Match]:
        del self._facts[id(fact)]
        for memory in self._memories_of(fact):
            memory.remove(fact)
            if not memory.facts:
                memory.sleep()
        by_fact = self._matches_by_fact()
        removed = list(by_fact.pop(id(fact), {}))
        for match in removed:
            for other in match.facts:
                if other is not fact:
                    by_fact[id(other)].pop(match, None)
        return removed

    def _matches_by_fact(self) -> dict[int, dict[Match, None]]:
        """Which matches a fact is in: made at the first retraction, since most cases have none."""
        if self._by_fact is None:
            self._by_fact = {}
            for match in self._matches:
                self._note(match)
            self._matches = []
        return self._by_fact
