"""The grounds and root causes that can still change, and the facts that would change them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from diagnose.conclusions import Ranked
from diagnose.interview.advice import Part, conditions_of
from diagnose.interview.known import Known
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import GroundKind, RuleKind
from diagnose.rank import Ranker


@dataclass(frozen=True)
class OpenRule:
    """A rule that has not fired and still can: what it adds, and the facts it waits for."""

    rule: RuleKind
    weight: float
    missing: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Live:
    """A ground or root cause that can still change.

    ``believed`` is its probability (for a root cause times that of its ground), ``shown_at`` the log-odds
    from which it is shown, ``main`` whether it is a shown ground or belongs to one.
    """

    part: Part
    score: float
    believed: float
    shown_at: float
    main: bool
    rules: tuple[OpenRule, ...]

    @property
    def can_turn(self) -> bool:
        """Whether all open rules together could show it, or take it from what is shown."""
        if self.score < self.shown_at:
            return self.score + sum(r.weight for r in self.rules if r.rule.points == "to") >= self.shown_at
        return self.score - sum(r.weight for r in self.rules if r.rule.points == "away") < self.shown_at


class Life:
    """What of the knowledge is alive in one state of a case."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        ranker: Ranker,
        known: Known,
        refused: frozenset[str],
        ranked: Sequence[Ranked],
    ) -> None:
        self._knowledge, self._ranker, self._known, self._refused = knowledge, ranker, known, refused
        self._ranked = {item.item.id: item for item in ranked}
        self.shown = ranker.shown(ranked)
        self.parts = tuple(self._parts())

    def relevance(self) -> Mapping[str, float]:
        """The open facts, each with a first guess of how much it would change."""
        weights: dict[str, float] = defaultdict(float)
        for live in self.parts:
            for rule in live.rules:
                for fact, _ in rule.missing:
                    weights[fact] += rule.weight * max(live.believed, 0.01) / len(rule.missing)
        for fact in self._conditional():
            weights[fact] += self._knowledge.weights.asking.item
        return dict(sorted(weights.items()))

    def turning(self) -> frozenset[str]:
        """Facts that could, with others, change whether a ground or root cause is shown."""
        return frozenset(
            fact
            for live in self.parts
            if (live.main or not self.shown) and live.can_turn
            for rule in live.rules
            for fact, _ in rule.missing
        )

    def beliefs(self) -> Mapping[tuple[str, bool], float]:
        """How far an answer to a fact is believed: as far as what it speaks for."""
        beliefs: dict[tuple[str, bool], float] = {}
        for live in self.parts:
            for rule in live.rules:
                for fact, answer in rule.missing:
                    told = answer if rule.rule.points == "to" else not answer
                    beliefs[fact, told] = max(beliefs.get((fact, told), 0.0), live.believed)
        return beliefs

    def _parts(self) -> Iterator[Live]:
        weights = self._knowledge.weights
        shown_at, cause_at = _log_odds(weights.show_at), _log_odds(weights.show_root_cause_at)
        shown = {ranked.item.id for ranked in self.shown}
        near = {name for id in shown for name in self._knowledge.grounds[id].often_confused_with}
        for ground in self._knowledge.grounds.values():
            score = self._score(ground)
            main = ground.id in shown
            live = Live(ground, score, _odds(score), shown_at, main, self._open(ground))
            # What is not shown matters only if it can be, and something speaks of it or confuses it.
            if self.shown and not main and not (live.can_turn and self._in_question(ground, near)):
                continue
            yield live
            for cause in ground.root_causes if main else ():
                own = self._score_of_cause(ground, cause.id, weights.root_cause_priors[cause.frequency])
                yield Live(cause, own, _odds(score) * _odds(own), cause_at, True, self._open(cause))

    def _in_question(self, ground: GroundKind, near: set[str]) -> bool:
        return ground.id in near or ground.id in self._ranked

    def _score(self, ground: GroundKind) -> float:
        ranked = self._ranked.get(ground.id)
        return ranked.score if ranked else self._knowledge.weights.priors[ground.frequency]

    def _score_of_cause(self, ground: GroundKind, cause: str, prior: float) -> float:
        ranked = self._ranked[ground.id].root_causes if ground.id in self._ranked else ()
        return next((item.score for item in ranked if item.item.id == cause), prior)

    def _open(self, part: Part) -> tuple[OpenRule, ...]:
        waiting = ((rule, self._known.missing(rule.when)) for rule in part.rules)
        return tuple(
            OpenRule(rule, self._ranker.weight_of(rule, "client"), missing)
            for rule, missing in waiting
            if missing and all(map(self._can_be_asked, (fact for fact, _ in missing)))
        )

    def _conditional(self) -> Iterator[str]:
        """Facts that evidence, actions and cautions of what is shown wait for."""
        for ranked in _with_root_causes(self.shown):
            for _, _, when in conditions_of(ranked.item):
                for fact, _ in self._known.missing(when) if when else ():
                    if self._can_be_asked(fact):
                        yield fact

    def _can_be_asked(self, fact: str) -> bool:
        return fact not in self._refused and bool(self._knowledge.questions_for(fact))


def _with_root_causes(shown: Iterable[Ranked]) -> Iterator[Ranked]:
    for ranked in shown:
        yield ranked
        yield from ranked.root_causes


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _odds(score: float) -> float:
    """The probability that a score stands for."""
    return 1 / (1 + math.exp(-score))
