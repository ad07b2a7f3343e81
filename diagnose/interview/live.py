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
from diagnose.knowledge.models import GroundKind, Question, RuleKind
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

    ``ground`` is the id of its ground, ``believed`` its probability (for a root cause times that of its
    ground), ``shown_at`` the log-odds from which it is shown, ``main`` whether it is a shown ground or
    belongs to one.
    """

    part: Part
    ground: str
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
    """What of the knowledge is alive in one state of a case; while no ground is likely, every one of them."""

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
        self._likely = frozenset(r.item.id for r in self.shown if r.probability >= knowledge.weights.show_at)
        self.parts = tuple(self._parts())
        self._silenced = self._silences()
        self._concerned = self._concerns()

    @property
    def likely(self) -> bool:
        """Whether some ground is likely."""
        return bool(self._likely)

    def relevance(self) -> Mapping[str, float]:
        """The open facts, each with a first guess of how much it would change."""
        weights: dict[str, float] = defaultdict(float)
        for live in self.parts:
            for rule in live.rules:
                promised = rule.weight * max(live.believed, 0.01) * self._silenced[live.ground]
                for fact, _ in rule.missing:
                    weights[fact] += promised / len(rule.missing)
        for _, fact in self._conditional():
            weights[fact] += self._knowledge.weights.asking.item
        return dict(sorted(weights.items()))

    def concerns(self, question: Question) -> float:
        """How likely it is that a question concerns the case, so that the client has something to say.

        An opening question concerns every seller; others do if Amazon acts on a ground that waits for them.
        """
        if question.opening:
            return 1.0
        grounds = {ground for fact in question.tells for ground in self._concerned.get(fact, ())}
        return 1 - math.prod(1 - self._in_play(ground) for ground in sorted(grounds))

    def stopping(self) -> tuple[str, ...]:
        """The open facts for which no plan would be drafted."""
        waiting = (self._known.missing(flag.when) for flag in self._knowledge.stops if flag.when)
        return tuple(dict.fromkeys(f for missing in waiting for f, _ in missing if self._can_be_asked(f)))

    def turning(self) -> frozenset[str]:
        """Facts that could, with others, change whether a ground or root cause is shown."""
        return frozenset(
            fact
            for live in self.parts
            if live.main and live.can_turn
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
            live = Live(ground, ground.id, score, _odds(score), shown_at, main, self._open(ground))
            # What is not shown matters only if it can be, and something speaks of it or confuses it.
            if self.likely and not main and not (live.can_turn and self._in_question(ground, near)):
                continue
            yield live
            for cause in ground.root_causes if main else ():
                own = self._score_of_cause(ground, cause.id, weights.root_cause_priors[cause.frequency])
                believed = _odds(score) * _odds(own)
                yield Live(cause, ground.id, own, believed, cause_at, True, self._open(cause))

    def _silences(self) -> Mapping[str, float]:
        """What each ground still counts after the questions about it that the client could not answer.

        What is likely for other reasons does not become less so.
        """
        counts: dict[str, float] = defaultdict(lambda: 1.0)
        questions = (self._knowledge.questions.get(name) for name in sorted(self._refused))
        for question in filter(None, questions):
            facts = set(question.tells)
            for ground, needs in self._knowledge.facts_of.items():
                if ground not in self._likely and not facts.isdisjoint(needs):
                    counts[ground] *= self._knowledge.weights.asking.silence
        return counts

    def _concerns(self) -> Mapping[str, set[str]]:
        """The grounds that wait for each open fact."""
        grounds: dict[str, set[str]] = defaultdict(set)
        for live in self.parts:
            for rule in live.rules:
                for fact, _ in rule.missing:
                    grounds[fact].add(live.ground)
        for ground, fact in self._conditional():
            grounds[fact].add(ground)
        return grounds

    def _in_play(self, ground: str) -> float:
        return _odds(self._score(self._knowledge.grounds[ground])) * self._silenced[ground]

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

    def _conditional(self) -> Iterator[tuple[str, str]]:
        """Facts that evidence, actions and cautions of what is shown wait for, each after its ground."""
        for ground, ranked in _with_root_causes(self.shown):
            for _, _, when in conditions_of(ranked.item):
                for fact, _ in self._known.missing(when) if when else ():
                    if self._can_be_asked(fact):
                        yield ground, fact

    def _can_be_asked(self, fact: str) -> bool:
        return fact not in self._refused and bool(self._knowledge.questions_for(fact))


def _with_root_causes(shown: Iterable[Ranked]) -> Iterator[tuple[str, Ranked]]:
    for ranked in shown:
        for part in (ranked, *ranked.root_causes):
            yield ranked.item.id, part


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _odds(score: float) -> float:
    """The probability that a score stands for."""
    return 1 / (1 + math.exp(-score))
