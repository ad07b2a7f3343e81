"""The knowledge base: everything under ``rules/`` in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from diagnose.knowledge.models import (
    ClockKind,
    ContactKind,
    Domain,
    EnforcementKind,
    EvidenceKind,
    FactKind,
    FlagKind,
    GroundKind,
    LackKind,
    Language,
    Limit,
    Marketplace,
    MetricKind,
    PaperWords,
    PhraseKind,
    Question,
    Retired,
    ReviewRule,
    RootCauseKind,
    RouteKind,
    RuleKind,
    Said,
    Source,
    WatchKind,
    Weights,
    Wording,
)
from diagnose.knowledge.speech import Speech
from diagnose.knowledge.vocabulary import Vocabulary


@dataclass(frozen=True)
class KnowledgeBase:
    """All knowledge, checked. Mappings are by id (a marketplace's by code), in the order of the ids.

    ``vocabularies`` are by language and name. ``enforcement`` keeps the order of its file, which is the
    order of precedence. ``version`` is the first twelve hexadecimal digits of a SHA-256 over every file's
    name and bytes. ``packs`` are the names of the packs on top of the built-in knowledge.
    ``speech`` is the language in which it is told, if that is not English.
    """

    sources: Mapping[str, Source]
    metrics: Mapping[str, MetricKind]
    facts: Mapping[str, FactKind]
    questions: Mapping[str, Question]
    evidence: Mapping[str, EvidenceKind]
    grounds: Mapping[str, GroundKind]
    flags: Mapping[str, FlagKind]
    lacks: Mapping[str, LackKind]
    phrases: Mapping[str, PhraseKind]
    routes: Mapping[str, RouteKind]
    clocks: Mapping[str, ClockKind]
    contacts: Mapping[str, ContactKind]
    watches: Mapping[str, WatchKind]
    paper_words: Mapping[str, PaperWords]
    review_rules: Mapping[str, ReviewRule]
    review_wordings: tuple[Said, ...]
    marketplaces: Mapping[str, Marketplace]
    languages: Mapping[str, Language]
    domains: Mapping[str, Domain]
    limits: tuple[Limit, ...]
    enforcement: tuple[EnforcementKind, ...]
    wordings: Mapping[str, tuple[Wording, ...]]
    vocabularies: Mapping[tuple[str, str], Vocabulary]
    weights: Weights
    retired: tuple[Retired, ...]
    version: str
    packs: tuple[str, ...] = ()
    speech: Speech | None = None

    @cached_property
    def rules_by_id(self) -> Mapping[str, RuleKind]:
        """Every rule, of grounds and of root causes."""
        own = {rule.id: rule for ground in self.grounds.values() for rule in ground.rules}
        return dict(
            sorted((own | {rule.id: rule for _, cause in self._causes for rule in cause.rules}).items())
        )

    @cached_property
    def root_causes(self) -> Mapping[str, tuple[str, RootCauseKind]]:
        """Every root cause, with the id of its ground; of a shared one, the last of its grounds."""
        return dict(sorted((cause.id, (ground, cause)) for ground, cause in self._causes))

    @cached_property
    def _causes(self) -> tuple[tuple[str, RootCauseKind], ...]:
        return tuple((ground.id, cause) for ground in self.grounds.values() for cause in ground.root_causes)

    @cached_property
    def _questions_by_fact(self) -> Mapping[str, tuple[Question, ...]]:
        by_fact: dict[str, tuple[Question, ...]] = {}
        for question in self.questions.values():
            for fact in question.tells:
                by_fact[fact] = (*by_fact.get(fact, ()), question)
        return by_fact

    @cached_property
    def facts_of(self) -> Mapping[str, frozenset[str]]:
        """The facts that the rules of each ground and of its root causes need."""
        return {
            ground.id: frozenset(
                fact for part in ground.parts for rule in part.rules for fact in rule.when.facts
            )
            for ground in self.grounds.values()
        }

    @cached_property
    def grounds_alleged_by(self) -> Mapping[str, tuple[str, ...]]:
        """The grounds that a fact by itself speaks for strongly, by the fact."""
        found: dict[str, list[str]] = {}
        for ground in self.grounds.values():
            for rule in ground.rules:
                if (
                    rule.points == "to"
                    and rule.strength in ("decisive", "strong")
                    and len(rule.when.facts) == 1
                ):
                    found.setdefault(rule.when.facts[0], []).append(ground.id)
        return {fact: tuple(dict.fromkeys(grounds)) for fact, grounds in found.items()}

    @cached_property
    def askable(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The facts that the rules of a ground or root cause need and some question tells.

        By the ids of the ground and of the part: what a shared root cause needs differs by ground.
        """
        return {
            (ground.id, part.id): tuple(
                dict.fromkeys(
                    fact for rule in part.rules for fact in rule.when.facts if self.questions_for(fact)
                )
            )
            for ground in self.grounds.values()
            for part in ground.parts
        }

    @cached_property
    def flags_of_grounds(self) -> tuple[FlagKind, ...]:
        """The flags that rise with the grounds that are shown, whatever the facts are."""
        return tuple(flag for flag in self.flags.values() if flag.when is None)

    @cached_property
    def stops(self) -> tuple[FlagKind, ...]:
        """The flags for which no plan is drafted."""
        return tuple(flag for flag in self.flags.values() if flag.kind == "stop")

    @cached_property
    def askable_for_flags(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that a flag that stops or forbids needs and some question tells, by its id."""
        return {
            flag.id: tuple(fact for fact in flag.when.facts if self.questions_for(fact))
            for flag in self.flags.values()
            if flag.when and flag.kind in ("stop", "do-not")
        }

    @cached_property
    def told_by(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that the replies to each question tell."""
        return {question.id: question.tells for question in self.questions.values()}

    @cached_property
    def delicate(self) -> frozenset[str]:
        """The facts that only delicate questions tell."""
        asked = self._questions_by_fact.items()
        return frozenset(f for f, questions in asked if all(q.effort == "delicate" for q in questions))

    def questions_for(self, fact: str) -> tuple[Question, ...]:
        """The questions of which some reply tells the fact, by id."""
        return self._questions_by_fact.get(fact, ())
