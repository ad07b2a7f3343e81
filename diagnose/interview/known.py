"""What is known of a case, and what a condition still lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from diagnose.knowledge.models import When
from facts_schema import Diagnosis

Key = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """The facts with a yes and with a no; a fact about listings may stand in both, for different ones."""

    yes: frozenset[str]
    no: frozenset[str]

    def with_(self, tells: Mapping[str, bool]) -> Known:
        """What would be known besides; what is known already stays."""
        new = {fact: answer for fact, answer in tells.items() if fact not in self}
        return Known(
            self.yes | {fact for fact, answer in new.items() if answer},
            self.no | {fact for fact, answer in new.items() if not answer},
        )

    def __contains__(self, fact: str) -> bool:
        return fact in self.yes or fact in self.no

    def contradicts(self, tells: Mapping[str, bool]) -> bool:
        """Whether some of it is known to be otherwise, for every listing."""
        return any(
            fact in (self.no - self.yes if answer else self.yes - self.no) for fact, answer in tells.items()
        )

    def holds(self, when: When) -> bool:
        """Whether a condition is met."""
        any_of = not when.any or any(fact in self.yes for fact in when.any)
        return any_of and self.yes.issuperset(when.all) and self.no.issuperset(when.denied)

    def missing(self, when: When) -> tuple[tuple[str, bool], ...]:
        """What could still meet a condition: facts with the answers it needs; none if it is met or lost."""
        if self.holds(when) or self._lost(when):
            return ()
        wanted = [(fact, True) for fact in when.all if fact not in self.yes]
        wanted += [(fact, False) for fact in when.denied if fact not in self.no]
        if not any(fact in self.yes for fact in when.any):
            wanted += [(fact, True) for fact in when.any if fact not in self]
        return tuple(wanted)

    def _lost(self, when: When) -> bool:
        only_no, only_yes = self.no - self.yes, self.yes - self.no
        return (
            any(fact in only_no for fact in when.all)
            or any(fact in only_yes for fact in when.denied)
            or (bool(when.any) and all(fact in only_no for fact in when.any))
        )


def answers_of(diagnosis: Diagnosis) -> dict[Key, str]:
    """The answer taken for every fact and listing that was observed or deduced."""
    taken: dict[Key, str] = {(o.fact, o.listing): o.answer for o in diagnosis.observations}
    return taken | {(item.fact, item.listing): item.taken for item in diagnosis.conflicts}


def known_of(answers: Mapping[Key, str]) -> Known:
    """The facts with a yes and with a no, whatever listing they are about."""
    sides: dict[str, set[str]] = defaultdict(set)
    for (fact, _), answer in answers.items():
        sides[answer].add(fact)
    return Known(frozenset(sides["yes"]), frozenset(sides["no"]))


def names_of(replies: Iterable[str]) -> frozenset[str]:
    """The facts and questions of reply keys, without their listings."""
    return frozenset(name.partition("@")[0] for name in replies)
