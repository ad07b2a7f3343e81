"""experta's engine with its costs a case taken out: the same working, without looking again at what is known.

Stock ``reset`` inspects every member of the engine, ``declare`` looks for patterns and validates fields in
facts that have neither, and the agenda compares activations in Python. Each override does what experta 1.9.4
does and is exchanged for it in experta's own tests (``tests/engine/experta_own.py``).
"""

from __future__ import annotations

import inspect
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from diagnose.engine._experta import (
    Agenda,
    ConditionalElement,
    DepthStrategy,
    Fact,
    FactList,
    InitialFact,
    KnowledgeEngine,
    watchers,
)
from diagnose.engine.matcher import IndexedMatcher

_key = attrgetter("key")
_DECLARES_INITIAL = vars(KnowledgeEngine)["_declare_initial_fact"]
_INITIAL_ID = FactList._get_fact_id(InitialFact())


class PlainFact(Fact):  # type: ignore[misc]
    """A fact of named texts, without fields to validate; made by :meth:`of`, it carries its own identity."""

    plain_id: object = None

    @classmethod
    def of(cls, **texts: str) -> Any:
        """The fact with these texts, without experta's freezing, which texts do not need."""
        fact = cls.__new__(cls)
        dict.update(fact, texts)
        fact.plain_id = frozenset((cls, *texts.items()))  # as FactList._get_fact_id
        return fact

    def __str__(self) -> str:
        return f"<f-{dict.get(self, '__factid__')}>"


class Facts(FactList):  # type: ignore[misc]
    """experta's list of facts, with a short way for plain ones."""

    last_index: int

    @staticmethod
    def _get_fact_id(fact: Any) -> Any:
        return getattr(fact, "plain_id", None) or FactList._get_fact_id(fact)

    def declare(self, fact: Any) -> Any:
        """Take a fact in, unless an equal one is there and duplication is off."""
        plain_id = getattr(fact, "plain_id", None)
        if plain_id is None:
            return super().declare(fact)
        if plain_id in self.reference_counter and not self.duplication:
            return None
        number: int = self.last_index
        dict.__setitem__(fact, "__factid__", number)
        self[number] = fact
        self.last_index = number + 1
        self.added.append(fact)
        self.reference_counter[plain_id] += 1
        watchers.FACTS.info(" ==> %s: %r", fact, fact)
        return fact


class Order(DepthStrategy):  # type: ignore[misc]
    """experta's depth strategy, which keeps no activations alive and always finds the one to remove."""

    def get_key(self, activation: Any) -> Any:
        """Salience, then the numbers of the facts from the newest; the last in this order fires first."""
        numbers = [fact["__factid__"] for fact in activation.facts]
        if len(numbers) > 1:
            numbers.sort(reverse=True)
        return activation.rule.salience, numbers

    def update_agenda(self, agenda: Any, added: Any, removed: Any) -> None:
        """As experta's, where there is anything to change."""
        if added or removed:
            super().update_agenda(agenda, added, removed)

    def _update_agenda(self, agenda: Any, added: Any, removed: Any) -> None:
        waiting = agenda.activations
        for activation in removed:
            key = activation.key = activation.key or self.get_key(activation)
            for place in range(bisect_left(waiting, key, key=_key), bisect_right(waiting, key, key=_key)):
                if waiting[place] == activation:
                    del waiting[place]
                    break
        for activation in added:
            activation.key = self.get_key(activation)
            waiting.append(activation)
        if added:
            waiting.sort(key=_key)


class TrimmedEngine(KnowledgeEngine):  # type: ignore[misc]
    """experta's engine with the indexed matcher and nothing looked up twice."""

    __matcher__ = IndexedMatcher
    __strategy__ = Order
    _deffacts: tuple[tuple[Any, frozenset[str] | None], ...] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()

    def reset(self, **kwargs: Any) -> None:
        """As experta's, with the members that declare first facts found once."""
        self.agenda = Agenda()
        self.facts = Facts()
        self.matcher.reset()
        self._take(*self._first_facts(kwargs))
        self.running = False

    def _first_facts(self, kwargs: dict[str, Any]) -> Iterator[Any]:
        if self._deffacts is None:
            self._deffacts = tuple((item, _names(item)) for item in self.get_deffacts())
        for item, names in self._deffacts:
            if item is _DECLARES_INITIAL:
                initial = InitialFact.__new__(InitialFact)
                initial.plain_id = _INITIAL_ID
                yield initial
            else:
                taken = kwargs if names is None else {k: v for k, v in kwargs.items() if k in names}
                yield from item(**taken)

    def get_activations(self) -> Any:
        """As experta's, where any fact has come or gone."""
        if self.facts.added or self.facts.removed:
            return super().get_activations()
        return [], []

    def declare(self, *facts: Any) -> Any:
        """As experta's, without a search for patterns in plain facts."""
        if not self.facts:
            watchers.ENGINE.warning("Declaring fact before reset()")
        return self._take(*facts)

    def _take(self, *facts: Any) -> Any:
        for fact in facts:
            if getattr(fact, "plain_id", None) is None:
                _refuse_patterns(fact)
        last = None
        for fact in facts:
            last = self.facts.declare(fact)
        if not self.running:
            self.strategy.update_agenda(self.agenda, *self.get_activations())
        return last


def _names(deffacts: Any) -> frozenset[str] | None:
    """The keywords that a first-facts member takes; None if it takes any."""
    parameters = inspect.signature(deffacts).parameters
    if any(p.kind == inspect.Parameter.VAR_KEYWORD for p in parameters.values()):
        return None
    return frozenset(parameters)


def _refuse_patterns(fact: Any) -> None:
    if any(isinstance(value, ConditionalElement) for value in fact.values()):
        raise TypeError("Declared facts cannot contain conditional elements")
    if fact.has_nested_accessor():
        raise KeyError("Cannot declare facts containing double underscores as keys.")
