"""What the index remembers: facts by pattern, and the branches that wait for them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from operator import itemgetter
from typing import Any

from diagnose.engine.patterns import Field, Pattern

Facts = dict[int, Any]
"""Facts by their identity as objects: the same object may be declared again under another number."""


class Index:
    """The facts of a memory by the values of some fields."""

    __slots__ = ("by_value", "key")

    def __init__(self, fields: tuple[Field, ...]) -> None:
        self.key: Callable[[Any], Any] = itemgetter(*fields)
        self.by_value: dict[Hashable, Facts] = {}

    def add(self, fact: Any) -> None:
        key = self.key(fact)
        if key in self.by_value:
            self.by_value[key][id(fact)] = fact
        else:
            self.by_value[key] = {id(fact): fact}

    def remove(self, fact: Any) -> None:
        key = self.key(fact)
        del self.by_value[key][id(fact)]
        if not self.by_value[key]:
            del self.by_value[key]


class Memory:
    """The facts that satisfy one pattern by themselves.

    ``watching`` are the branches that look again when the first fact comes; ``active`` the branches of which
    every pattern has some fact, with the place of this pattern in them.
    """

    __slots__ = ("active", "facts", "indexes", "watching")

    def __init__(self) -> None:
        self.facts: Facts = {}
        self.indexes: dict[tuple[Field, ...], Index] = {}
        self.watching: list[Branch] = []
        self.active: dict[Branch, int] = {}

    def index(self, fields: tuple[Field, ...]) -> Index:
        return self.indexes.setdefault(fields, Index(fields))

    def add(self, fact: Any) -> None:
        self.facts[id(fact)] = fact
        for index in self.indexes.values():
            index.add(fact)

    def remove(self, fact: Any) -> None:
        del self.facts[id(fact)]
        for index in self.indexes.values():
            index.remove(fact)

    def clear(self) -> None:
        self.facts.clear()
        self.active.clear()
        for index in self.indexes.values():
            index.by_value.clear()

    def wake(self) -> None:
        """Its first fact has come: each branch that watches it watches another pattern, or is active."""
        stay = []
        for branch in self.watching:
            for other in branch.memories:
                if not other.facts:
                    branch.watched = other
                    other.watching.append(branch)
                    break
            else:
                stay.append(branch)
                for place, memory in enumerate(branch.memories):
                    memory.active[branch] = place
        self.watching = stay

    def sleep(self) -> None:
        """Its last fact has gone: its branches are active no more and watch it."""
        for branch in self.active:
            for memory in branch.memories:
                if memory is not self:
                    del memory.active[branch]
            if branch.watched is not self:
                branch.watched.watching.remove(branch)
                branch.watched = self
                self.watching.append(branch)
        self.active = {}


class Step:
    """How to find the facts for one more pattern, given those chosen before."""

    __slots__ = ("index", "memory", "place", "sources")

    def __init__(
        self, place: int, memory: Memory, fields: tuple[Field, ...], sources: list[tuple[int, Field]]
    ):
        self.place = place
        self.memory = memory
        self.sources = sources
        self.index = memory.index(fields) if fields else None

    def candidates(self, chosen: list[Any]) -> Facts:
        if self.index is None:
            return self.memory.facts
        values = tuple(chosen[place][field] for place, field in self.sources)
        return self.index.by_value.get(values if len(values) > 1 else values[0], {})


class Branch:
    """One conjunction of a rule: a memory for each pattern, and a plan for joining from each of them."""

    __slots__ = ("memories", "names", "number", "overlap", "plans", "rule", "values", "watched")

    def __init__(self, rule: Any, number: int, patterns: tuple[Pattern, ...], memories: tuple[Memory, ...]):
        self.rule = rule
        self.number = number
        self.memories = memories
        self.watched = memories[0]
        self.plans = [_plan(place, patterns, memories) for place in range(len(patterns))]
        self.values = [
            (name, place, field)
            for name, (place, field) in {
                name: (place, field) for place, p in enumerate(patterns) for field, name in p.variables
            }.items()
        ]
        self.names = [(p.bound, place) for place, p in enumerate(patterns) if p.bound]
        self.overlap = any(a.may_share(b) for a, b in combinations(patterns, 2))

    def joins(self, place: int, fact: Any) -> Iterable[tuple[Any, ...]]:
        """Every choice of one fact a pattern that has this fact at that place."""
        plan = self.plans[place]
        if not plan:
            return ((fact,),)
        return self._chosen(plan, 0, [fact] * len(self.memories))

    def _chosen(self, plan: list[Step], depth: int, chosen: list[Any]) -> Iterator[tuple[Any, ...]]:
        if depth == len(plan):
            yield tuple(chosen)
            return
        for fact in plan[depth].candidates(chosen).values():
            chosen[plan[depth].place] = fact
            yield from self._chosen(plan, depth + 1, chosen)

    def context(self, facts: tuple[Any, ...]) -> dict[str, Any]:
        """The variables of the rule and the facts it named."""
        context = {name: facts[place][field] for name, place, field in self.values}
        for name, place in self.names:
            context[name] = facts[place]
        return context


def _plan(start: int, patterns: tuple[Pattern, ...], memories: tuple[Memory, ...]) -> list[Step]:
    """From one pattern to the others: those that share most variables with what is chosen come first."""
    known = {name: (start, field) for field, name in patterns[start].variables}
    left = [place for place in range(len(patterns)) if place != start]
    plan = []
    while left:
        place = max(left, key=lambda p: (sum(name in known for _, name in patterns[p].variables), -p))
        left.remove(place)
        shared = [(field, name) for field, name in patterns[place].variables if name in known]
        fields = tuple(field for field, _ in shared)
        plan.append(Step(place, memories[place], fields, [known[name] for _, name in shared]))
        known |= {name: (place, field) for field, name in patterns[place].variables if name not in known}
    return plan
