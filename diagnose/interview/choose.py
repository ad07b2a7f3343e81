"""The next question: whose replies are expected to change the result most, for what it costs to answer.

Every reply of the most promising questions is tried out through the same engine, and weighed by how far the
grounds and root causes that it speaks for are believed, and by how likely the client has something to say.
A question of which no reply changes what is to be done is not asked, unless it could with others together.

While no ground is likely no single reply shows one: then the question is asked that promises most, counting
what it adds to rules that wait for several facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.conclusions import Ranked
from diagnose.interview.advice import Advice, advice_of
from diagnose.interview.known import answers_of, known_of, names_of
from diagnose.interview.live import Life
from diagnose.interview.lookahead import LookAhead
from diagnose.interview.questions import Ask, Option, options_of
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import Question
from diagnose.rank import Ranker
from facts_schema import Case, Diagnosis


@dataclass(frozen=True)
class Prospect:
    """What one reply would lead to: how likely it is, the ranking it makes, and how much that changes."""

    option: Option
    likely: float
    ranked: tuple[Ranked, ...]
    gain: float


class Chooser:
    """Chooses the next question for one state of a case; ``look`` supposes replies on that state."""

    def __init__(
        self, knowledge: KnowledgeBase, ranker: Ranker, case: Case, diagnosis: Diagnosis, look: LookAhead
    ) -> None:
        self._knowledge, self._ranker, self._look = knowledge, ranker, look
        self._case, self._diagnosis = case, diagnosis
        self._known = known_of(answers_of(diagnosis))
        self._refused = names_of(name for name, reply in case.answers.items() if _not_known(reply))
        self._now = look.suppose({})
        self._life = Life(knowledge, ranker, self._known, self._refused, self._now)
        self._advice = advice_of(self._life.shown, self._known, knowledge.stops)
        self._beliefs = self._life.beliefs()

    def best(self) -> Ask | None:
        """The question to ask next, or none if no reply would change what is to be done."""
        candidates = self.candidates()
        if not self._life.likely:
            return next((ask for ask in candidates if self._is_worth(ask)), None)
        step = self._knowledge.weights.asking.tried
        for start in range(0, len(candidates), step):
            best = max(map(self.weighed, candidates[start : start + step]), key=lambda ask: ask.gain)
            if self._is_worth(best):
                return best
        turning = self._life.turning()
        return next((ask for ask in candidates if not turning.isdisjoint(_told(ask))), None)

    def candidates(self) -> tuple[Ask, ...]:
        """Every question that tells an open fact and was not asked yet, the most promising first.

        Its gain is what it promises.
        """
        relevance = self._life.relevance()
        open_questions = {q.id: q for fact in relevance for q in self._knowledge.questions_for(fact)}
        promise = {
            id: sum(relevance.get(fact, 0.0) for fact in question.tells) * self._chance(question)
            for id, question in open_questions.items()
        }
        order = sorted(promise, key=lambda id: (-promise[id], id))
        asks = ((self.ask(open_questions[id]), promise[id]) for id in order)
        return tuple(replace(ask, gain=round(gain, 6)) for ask, gain in asks if ask is not None)

    def stopping(self) -> tuple[Ask, ...]:
        """The questions to ask in private before anything is drafted: a reply may stop all drafting."""
        questions = [q for fact in self._life.stopping() for q in self._knowledge.questions_for(fact)]
        return tuple(filter(None, map(self.ask, {q.id: q for q in questions}.values())))

    def worth_asking(self) -> tuple[Ask, ...]:
        """The questions of which some reply would change what is to be done, the best first."""
        weighed = self.candidates()
        if self._life.likely:
            weighed = tuple(map(self.weighed, weighed))
        return tuple(sorted(filter(self._is_worth, weighed), key=lambda ask: (-ask.gain, ask.question)))

    def _is_worth(self, ask: Ask) -> bool:
        return ask.gain > (0.0 if self._life.likely else self._knowledge.weights.asking.worth)

    def ask(self, question: Question) -> Ask | None:
        """The question as it would be asked now; none if it was, was put aside, or cannot be judged."""
        listings, options = self._listings(question), options_of(question, self._diagnosis.as_of)
        if listings is None or not options or question.id in self._case.skipped:
            return None
        return self._ask(question, options, listings)

    def once_more(self, name: str) -> Ask:
        """A question as it would be asked if it had not been; a fact as a question of yes and no."""
        subject, _, listing = name.partition("@")
        question = self._knowledge.questions.get(subject)
        if question is None:
            fact = self._knowledge.facts[subject]
            question = Question(id=fact.id, asks=fact.means, why="It was answered by its name.", fact=fact.id)
        listings = (listing,) if listing else ()
        return self._ask(question, options_of(question, self._diagnosis.as_of), listings)

    def _ask(self, question: Question, options: tuple[Option, ...], listings: tuple[str, ...]) -> Ask:
        return Ask(
            question=question.id,
            asks=question.asks,
            why=question.why,
            help=question.help,
            kind=question.kind,
            effort=question.effort,
            options=options,
            listings=listings,
            matters_to=self._matters_to(question),
        )

    def weighed(self, ask: Ask) -> Ask:
        """The question with the gain that is to be expected from asking it."""
        expected = sum(prospect.likely * prospect.gain for prospect in self.prospects(ask))
        return replace(ask, gain=round(expected * self._chance(self._knowledge.questions[ask.question]), 6))

    def _chance(self, question: Question) -> float:
        """How likely the client has an answer, for what it costs to ask."""
        asking = self._knowledge.weights.asking
        answered = self._life.concerns(question) * (1 - asking.unanswered[question.effort])
        return answered / asking.cost[question.effort]

    def prospects(self, ask: Ask) -> tuple[Prospect, ...]:
        """What each reply would lead to; the likelihoods add up to 1."""
        floor = self._knowledge.weights.asking.believed_at_least
        believed = [self._believed(option, floor) for option in ask.options]
        total = sum(believed) or 1.0
        return tuple(
            self._prospect(ask, option, belief / total)
            for option, belief in zip(ask.options, believed, strict=True)
        )

    def _prospect(self, ask: Ask, option: Option, likely: float) -> Prospect:
        new = {
            fact: answer for fact, answer in option.tells.items() if fact not in self._known or ask.listings
        }
        if not new or not likely:
            return Prospect(option, likely, self._now, 0.0)
        ranked = self._look.suppose(_about(new, ask, self._knowledge))
        advice = advice_of(self._ranker.shown(ranked), self._known.with_(new), self._knowledge.stops)
        return Prospect(option, likely, ranked, self._gain(ranked, advice))

    def _gain(self, ranked: Sequence[Ranked], advice: Advice) -> float:
        """How much changes: probabilities of what is shown, pieces of advice; nothing if no advice does."""
        changed = len(advice ^ self._advice)
        if not changed:
            return 0.0
        now, then = self._life.shown, self._ranker.shown(ranked)
        before, after = dict(_probabilities(now)), dict(_probabilities(then))
        moved = sum(abs(after.get(key, 0.0) - before.get(key, 0.0)) for key in before.keys() | after.keys())
        return moved + self._knowledge.weights.asking.item * changed

    def _believed(self, option: Option, floor: float) -> float:
        if self._known.contradicts(option.tells):
            return 0.0
        told = [self._beliefs.get((fact, answer), floor) for fact, answer in option.tells.items()]
        return max(floor, sum(told) / len(told)) if told else floor

    def _listings(self, question: Question) -> tuple[str, ...] | None:
        """The listings to ask about (none for the account); ``None`` if everything was asked."""
        asked = [name for name in self._case.answers if name.partition("@")[0] == question.id]
        if question.about != "listing":
            return None if asked else ()
        if question.id in asked:
            return None
        left = tuple(
            item.asin for item in self._diagnosis.listings if f"{question.id}@{item.asin}" not in asked
        )
        return None if asked and not left else left

    def _matters_to(self, question: Question) -> tuple[str, ...]:
        tells = set(question.tells)
        return tuple(
            live.part.id
            for live in sorted(self._life.parts, key=lambda live: (-live.believed, live.part.id))
            if any(fact in tells for rule in live.rules for fact, _ in rule.missing)
        )


def _probabilities(shown: Sequence[Ranked]) -> Iterator[tuple[tuple[str, str], float]]:
    """Of each ground, and of each root cause as far as its ground is believed."""
    for ranked in shown:
        yield (ranked.item.id, ""), ranked.probability
        for cause in ranked.root_causes:
            yield (ranked.item.id, cause.item.id), ranked.probability * cause.probability


def _told(ask: Ask) -> frozenset[str]:
    return frozenset(fact for option in ask.options for fact in option.tells)


def _about(tells: Mapping[str, bool], ask: Ask, knowledge: KnowledgeBase) -> dict[str, bool]:
    """The facts by the keys of a case document: facts about listings for each listing asked about."""
    return {
        key: answer
        for fact, answer in tells.items()
        for key in (
            [f"{fact}@{asin}" for asin in ask.listings]
            if ask.listings and knowledge.facts[fact].about == "listing"
            else [fact]
        )
    }


def _not_known(reply: object) -> bool:
    return reply is None or str(reply).strip().casefold() in {"", "unknown", "?"}
