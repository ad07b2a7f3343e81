"""Looking ahead: how the ranking would be if a client gave some answers, tried on one settled engine.

Only what the answers change is worked out again: the facts they are about, the rules that fire or fall
silent, and the grounds those speak about. A new diagnosis of the case with the answers gives the same.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Mapping

from diagnose.conclusions import Ranking
from diagnose.engine import Firing, Inference, Key
from diagnose.findings import deduced, deduction_of, finding_of, findings_of
from diagnose.knowledge import KnowledgeBase
from diagnose.likeness import Worded
from diagnose.observe import Observed, observe_replies, settle
from diagnose.rank import Ranker
from facts_schema import Case, Observation, Reply


class Settled:
    """A case that is observed and concluded, on which answers can be tried. ``ranking`` is how it stands.

    It holds a borrowed engine: get it by ``with diagnoser.settled(case) as settled``, for one thread.
    """

    def __init__(
        self,
        knowledge: KnowledgeBase,
        ranker: Ranker,
        case: Case,
        observed: Observed,
        inference: Inference,
        replay: Callable[[Case], Ranking],
    ) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._case = case
        self._observed = observed
        self._replay = replay
        fired, self._supposing = inference.supposing(observed.settled.answers)
        _, self._behind = deduced(knowledge, observed, fired)
        self._findings = findings_of(knowledge, fired, self._behind)
        self._worded = Worded(knowledge, observed)
        self._grounds = ranker.grounds(self._findings, self._worded)
        self.ranking: Ranking = ranker.in_order(self._grounds.values())
        self._observations: dict[Key, list[Observation]] = defaultdict(list)
        for observation in observed.observations:
            self._observations[observation.fact, observation.listing].append(observation)
        self._firings: dict[str, set[Firing]] = defaultdict(set)
        self._deducing: dict[Key, set[Firing]] = defaultdict(set)
        self._rules_on: dict[Key, set[str]] = defaultdict(set)
        for firing in fired:
            self._note(firing)

    def _note(self, firing: Firing) -> None:
        if firing.kind == "deduction":
            self._deducing[deduction_of(self._knowledge, firing)[0]].add(firing)
        elif firing.kind == "rule":
            self._firings[firing.id].add(firing)
            for key in firing.support:
                self._rules_on[key].add(firing.id)

    def suppose(self, answers: Mapping[str, Reply]) -> Ranking:
        """The ranking of every ground, shown or not, if these answers were given besides; nothing is kept.

        Args:
            answers: as in a case: by fact or question, ``@ASIN`` for one listing; they replace answers to the
                same question or fact, and None is "unknown".

        Raises:
            AnswerError: an answer names no fact or question, or is no possible reply.
        """
        if any("@" in key and key.partition("@")[2] not in self._observed.in_play for key in answers):
            return self._replay(self._case.model_copy(update={"answers": {**self._case.answers, **answers}}))
        observed = self._observed_with(answers)
        supposed = {key: settled[0] for key, settled in observed.items()}
        before = self._observed.settled.answers
        changed = {key: answer for key, answer in supposed.items() if answer != before.get(key)}
        lost, gained = self._supposing.firings(changed) if changed else (frozenset(), frozenset())
        behind = self._behind_with(observed, lost, gained)
        return self._ranked_with(behind, lost, gained)

    def _observed_with(
        self, answers: Mapping[str, Reply]
    ) -> dict[Key, tuple[str | None, tuple[Observation, ...]]]:
        """The answer of each fact that the answers are about, and what stands behind it."""
        replaced = {key: self._case.answers[key] for key in answers if key in self._case.answers}
        gone, come = self._replies(replaced), self._replies(answers)
        found = {}
        for key in {(o.fact, o.listing) for o in (*gone, *come)}:
            left = [o for o in self._observations.get(key, ()) if o not in gone]
            left += [o for o in come if (o.fact, o.listing) == key]
            settled = settle(self._knowledge, left)
            found[key] = settled.answers.get(key), settled.behind.get(key, ())
        return found

    def _replies(self, answers: Mapping[str, Reply]) -> tuple[Observation, ...]:
        observed = self._observed
        return observe_replies(
            self._knowledge, answers, observed.in_play, observed.as_of, on_paper=self._case.seen
        )

    def _behind_with(
        self,
        observed: Mapping[Key, tuple[str | None, tuple[Observation, ...]]],
        lost: frozenset[Firing],
        gained: frozenset[Firing],
    ) -> dict[Key, tuple[Observation, ...]]:
        """What stands behind the facts whose observations or deductions change."""
        before = self._observed.settled.answers
        deductions = {f for f in lost | gained if f.kind == "deduction"}
        behind = {}
        for key in {*observed, *(deduction_of(self._knowledge, f)[0] for f in deductions)}:
            answer, seen = observed.get(key, (before.get(key), self._observed.settled.behind.get(key, ())))
            if answer is None:
                more = {f for f in gained if f.kind == "deduction" and self._tells(f, key)}
                firings = (self._deducing.get(key, set()) - lost) | more
                seen = tuple(deduction_of(self._knowledge, f)[1] for f in sorted(firings))
            behind[key] = seen
        return behind

    def _tells(self, firing: Firing, key: Key) -> bool:
        return deduction_of(self._knowledge, firing)[0] == key

    def _ranked_with(
        self,
        behind: dict[Key, tuple[Observation, ...]],
        lost: frozenset[Firing],
        gained: frozenset[Firing],
    ) -> Ranking:
        """The ranking with the findings that change."""
        rules = {f.id for f in lost | gained if f.kind == "rule"}
        rules |= {rule for key in behind for rule in self._rules_on.get(key, ())}
        findings = dict(self._findings)
        everything = ChainMap(behind, self._behind)
        for rule in rules:
            more = {f for f in gained if f.kind == "rule" and f.id == rule}
            firings = sorted((self._firings.get(rule, set()) - lost) | more)
            findings.pop(rule, None)
            if firings:
                findings[rule] = finding_of(self._knowledge, rule, firings, everything)
        return self._ranker.in_order(
            (self._grounds | self._ranker.grounds(findings, self._worded, rules)).values()
        )
