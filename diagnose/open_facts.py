"""What nobody has told that matters to what is shown, and which question asks for it."""

from __future__ import annotations

from collections.abc import Container, Sequence, Set
from functools import lru_cache

from diagnose.conclusions import Ranked
from diagnose.flags import Raised, waiting_flags
from diagnose.knowledge import KnowledgeBase
from diagnose.observe import Observed
from facts_schema import Case, OpenFact

_KEPT = 2048
_LISTS_KEPT = 512


class OpenFactLister:
    """Lists open facts; cases on the same grounds mostly lack the same, so lists are remembered."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._asked = frozenset(fact for question in knowledge.questions.values() for fact in question.tells)
        self._flags = frozenset(knowledge.askable_for_flags)
        conditions = [knowledge.flags[id].when for id in self._flags]
        self._flagged = frozenset(fact for when in conditions if when for fact in when.facts)
        self._listed = lru_cache(_LISTS_KEPT)(self._list)

    def open_facts(
        self, case: Case, observed: Observed, shown: Sequence[Ranked], flags: Sequence[Raised]
    ) -> tuple[OpenFact, ...]:
        """The open facts in a fixed order: those of the best ground first, those of flags last."""
        told_by = self._knowledge.told_by
        closed = {fact for fact, _ in observed.settled.answers}
        closed.update([observation.fact for observation in observed.observations])
        for question in {key.partition("@")[0] for key in case.answers} & told_by.keys():
            closed.update(told_by[question])
        yes = {observation.fact for observation in observed.observations if observation.answer == "yes"}
        return self._listed(
            tuple([ranked.item.id for ranked in shown]),
            self._asked & closed,
            self._flagged & yes,
            self._flags & {item.kind.id for item in flags},
        )

    def _list(
        self, shown: tuple[str, ...], closed: Set[str], yes: Set[str], raised: Set[str]
    ) -> tuple[OpenFact, ...]:
        matters: dict[str, list[str]] = {}
        for ground in map(self._knowledge.grounds.__getitem__, shown):
            for part in ground.parts:
                for fact in self._knowledge.askable[ground.id, part.id]:
                    if fact not in closed:
                        matters.setdefault(fact, []).append(part.id)
        for fact, flag in self._asked_by_flags(shown, closed, yes, raised):
            matters.setdefault(fact, []).append(flag)
        return tuple([self._open_fact(fact, owners, matters) for fact, owners in matters.items()])

    def _asked_by_flags(
        self, shown: Sequence[str], closed: Set[str], yes: Set[str], raised: Set[str]
    ) -> list[tuple[str, str]]:
        """The open facts of flags that could stop or forbid something, with the flag; delicate ones last."""
        if not shown:
            return []
        knowledge, asked = self._knowledge, self._knowledge.askable_for_flags
        told = {fact for facts in asked.values() for fact in facts if fact not in closed}
        grounds = [knowledge.grounds[ground] for ground in shown]
        waiting = [flag.id for flag in waiting_flags(knowledge, yes, told, grounds) if flag.id not in raised]
        found = [(fact, flag) for flag in waiting for fact in asked[flag] if fact not in closed]
        return sorted(found, key=lambda pair: pair[0] in knowledge.delicate)

    def _open_fact(self, fact: str, owners: Sequence[str], matters: Container[str]) -> OpenFact:
        # Of several questions the one that settles most of what is open, and least of what is not.
        told_by = self._knowledge.told_by
        question = max(
            self._knowledge.questions_for(fact),
            key=lambda item: (*_settles(told_by[item.id], matters), item.id),
        )
        means = self._knowledge.facts[fact].means
        return _as_open(fact, means, question.id, question.asks, *dict.fromkeys(owners))


@lru_cache(_KEPT)
def _as_open(fact: str, means: str, question: str, asks: str, *matters_to: str) -> OpenFact:
    """The value, which many lists hold."""
    return OpenFact(fact=fact, means=means, question=question, asks=asks, matters_to=matters_to)


def _settles(tells: Sequence[str], matters: Container[str]) -> tuple[int, int]:
    """How much of what is open a question settles, and how little of what is not."""
    return sum([told in matters for told in tells]), -len(tells)
