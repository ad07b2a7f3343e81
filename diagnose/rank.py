"""Ranking: findings -> grounds and root causes in order, by weights of evidence in log-odds.

I. J. Good, "Probability and the Weighing of Evidence" (1950); D. J. Spiegelhalter and R. P. Knill-Jones,
"Statistical and knowledge-based approaches to clinical decision-support systems" (1984). Grounds do not
exclude each other: each has odds of its own. Volume does not beat the notice: findings of one origin count
once and by halves, a decisive finding sets a floor, and what only data support stays below what is stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from diagnose.conclusions import Finding, Ranked, Ranking, Weighed, Worded
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import GroundKind, RootCauseKind, RuleKind
from facts_schema import Confidence, Grade

_ORDER = ("decisive", "strong", "moderate", "slight")


class Ranker:
    """Weighs findings by the words and numbers of ``weights.yaml``."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._weights = knowledge.weights
        self._grounds_of: dict[str, list[str]] = {}  # several where they share a root cause
        self._part_of = {
            ground.id: {rule.id: part.id for part in ground.parts for rule in part.rules}
            for ground in knowledge.grounds.values()
        }
        for ground, rules in self._part_of.items():
            for rule in rules:
                self._grounds_of.setdefault(rule, []).append(ground)

    def rank(self, findings: Mapping[str, Finding], worded: Worded | None = None) -> Ranking:
        """Every ground that some finding speaks about, in order; not all of them are to be shown."""
        return self.in_order(self.grounds(findings, worded).values())

    def grounds(
        self,
        findings: Mapping[str, Finding],
        worded: Worded | None = None,
        rules: Iterable[str] | None = None,
    ) -> dict[str, Ranked]:
        """The grounds that some finding (or some of these rules) is about, each weighed by itself.

        Without ``rules`` also those that the notices are ``worded`` like.
        """
        about = findings if rules is None else rules
        concerned = dict.fromkeys(ground for rule in about for ground in self._grounds_of[rule])
        if worded is not None and rules is None:
            concerned |= dict.fromkeys(worded.towards)
        return {id: self._ground(self._knowledge.grounds[id], findings, worded) for id in concerned}

    def in_order(self, grounds: Iterable[Ranked]) -> Ranking:
        """Grounds that were weighed by themselves, in their order: the stated before the only found."""
        spoken = [item for item in grounds if item.to or item.away]
        ranked = self._below_the_stated(spoken)
        named = any(self._leads(item) for item in ranked)
        return tuple(sorted(ranked, key=lambda r: (named and _modifies(r), -r.score, r.item.id)))

    def _leads(self, ranked: Ranked) -> bool:
        """Whether a notice states a ground that others can modify: what modifies it then stands below."""
        return not _modifies(ranked) and _decided(ranked) and ranked.probability >= self._weights.show_at

    def shown(self, ranked: Sequence[Ranked], guess: bool = True) -> tuple[Ranked, ...]:
        """The grounds a person should see, each with the root causes worth naming.

        Where none is likely the best few are shown, unless there is nothing to ``guess``: a notice that is
        worded like those that name no ground.
        """
        speaking = [item for item in ranked if item.to]
        likely = [item for item in speaking if item.probability >= self._weights.show_at]
        if guess and not any(item.probability >= self._weights.sure_at for item in likely):
            stated = any(item.standing == "stated" for item in likely)
            able = [item for item in speaking if item.standing == "stated" or not stated]
            best = [item for item in able if item.probability >= self._guessed_from(item)]
            likely = max(likely, best[: self._weights.guesses], key=len)
        return tuple(map(self._with_causes_worth_naming, likely))

    def _with_causes_worth_naming(self, ground: Ranked) -> Ranked:
        least = self._weights.show_root_cause_at
        causes = tuple([cause for cause in ground.root_causes if cause.probability >= least])
        return ground if len(causes) == len(ground.root_causes) else ground._replace(root_causes=causes)

    def _guessed_from(self, item: Ranked) -> float:
        """Where nothing but the wording as a whole speaks for a ground, more is needed to guess it."""
        alone = all(weighed.finding.weight is not None for weighed in item.to)
        return self._weights.guess_alone_at if alone else self._weights.guess_at

    def confidence(self, probability: float) -> Confidence:
        """The word for a probability."""
        words: tuple[Literal["clear", "likely", "possible"], ...] = ("clear", "likely", "possible")
        return next((word for word in words if probability >= self._weights.confidence[word]), "open")

    def _ground(self, ground: GroundKind, findings: Mapping[str, Finding], worded: Worded | None) -> Ranked:
        part_of, found = self._part_of[ground.id], defaultdict(list)
        for rule in findings.keys() & part_of.keys():
            found[part_of[rule]].append(findings[rule])
        mine = found[ground.id]
        causes = [
            self._item(cause, self._weights.root_cause_priors[cause.frequency], found[cause.id], ())
            for cause in ground.root_causes
            if cause.id in found
        ]
        order = sorted((c for c in causes if c.to), key=lambda c: (-c.score, c.item.id))
        alike = worded.finding(ground.id) if worded is not None else None
        if alike is not None and _counts(alike, ground, mine):
            mine.append(alike)
        return self._item(ground, self._weights.priors[ground.frequency], mine, tuple(order))

    def _item(
        self,
        item: GroundKind | RootCauseKind,
        prior: float,
        findings: Sequence[Finding],
        root_causes: tuple[Ranked, ...],
    ) -> Ranked:
        to = self._weighed([f for f in findings if f.rule.points == "to"])
        away = self._weighed([f for f in findings if f.rule.points == "away"])
        score = prior + sum(w.weight for w in to) - sum(w.weight for w in away)
        if any(w.finding.rule.strength == "decisive" for w in to) and not any(
            w.finding.rule.strength == "decisive" or w.finding.weight is not None for w in away
        ):
            score = max(score, self._weights.decisive_floor)
        standing: Literal["stated", "found"] = "stated" if any(w.finding.stated for w in to) else "found"
        return Ranked(item, score, standing, to, away, root_causes)

    def _weighed(self, findings: Sequence[Finding]) -> tuple[Weighed, ...]:
        """Within one origin the strongest counts fully and each further one half of the one before."""
        if len(findings) < 2:
            return tuple(Weighed(finding, self._full(finding)) for finding in findings)
        by_origin: dict[str, list[Weighed]] = defaultdict(list)
        for finding in findings:
            by_origin[finding.origin].append(Weighed(finding, self._full(finding)))
        weighed = []
        for group in by_origin.values():
            ordered = sorted(group, key=_strongest_first)
            weighed += [
                Weighed(w.finding, w.weight * self._weights.further**place) for place, w in enumerate(ordered)
            ]
        return tuple(sorted(weighed, key=_strongest_first))

    def _full(self, finding: Finding) -> float:
        if finding.weight is not None:
            return finding.weight
        # A chain is as well known as its least well known link.
        return self.weight_of(finding.rule, *(o.grade for o in finding.observations))

    def weight_of(self, rule: RuleKind, *grades: Grade) -> float:
        """The log-odds that a rule adds where its facts are known in these grades."""
        strength = rule.strength
        if rule.basis == "practice":
            strength = max(strength, self._weights.practice_at_most, key=_ORDER.index)
        return self._weights.strengths[strength] * min((self._weights.grades[g] for g in grades), default=1.0)

    def _below_the_stated(self, ranked: list[Ranked]) -> list[Ranked]:
        """What only data support stays below what the notice states, unless a finding on it is decisive."""
        stated = [
            r.score for r in ranked if r.standing == "stated" and r.probability >= self._weights.show_at
        ]
        if not stated:
            return ranked
        ceiling = min(stated) - 0.01
        return [
            r if r.standing == "stated" or _decided(r) else r._replace(score=min(r.score, ceiling))
            for r in ranked
        ]


def _counts(alike: Finding, ground: GroundKind, findings: Sequence[Finding]) -> bool:
    """Whether the wording of the notice as a whole is evidence about a ground.

    What only data say is not less true because the notice speaks of something else, nor is what modifies
    another ground; and where a rule decides that it is another ground, no likeness speaks for this one.
    """
    if alike.rule.points == "away":
        return not ground.modifier and any(finding.stated for finding in findings)
    return not any(f.rule.points == "away" and f.rule.strength == "decisive" for f in findings)


def _strongest_first(weighed: Weighed) -> tuple[float, str]:
    return -weighed.weight, weighed.finding.rule.id


def _modifies(ranked: Ranked) -> bool:
    return isinstance(ranked.item, GroundKind) and ranked.item.modifier


def _decided(ranked: Ranked) -> bool:
    return any(w.finding.rule.strength == "decisive" for w in ranked.to)
