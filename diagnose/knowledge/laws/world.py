"""What the laws look at: every item, every name that is used, and who uses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.models import (
    ActionKind,
    CautionKind,
    CheckKind,
    EvidenceKind,
    Filter,
    Fitting,
    GroundKind,
    Item,
    Need,
    PaperTest,
    Refusal,
    RootCauseKind,
    RuleKind,
    When,
    Wording,
)
from diagnose.knowledge.problems import Problem
from diagnose.knowledge.reader import Draft

WORD_LIST = re.compile(r"<([a-z0-9-]+)>")


@dataclass(frozen=True)
class Use:
    """A place that uses a name of some kind. ``verb`` completes: <who> <verb> "<name>"."""

    kind: str
    name: str
    item: Item
    who: str
    verb: str


@dataclass(frozen=True)
class World:
    """The knowledge as the laws see it: the base, and the draft with what the base leaves out."""

    base: KnowledgeBase
    draft: Draft

    @cached_property
    def rules(self) -> tuple[tuple[GroundKind | RootCauseKind, RuleKind], ...]:
        """Every rule with its scope: the ground, or the root cause."""
        return tuple((scope, rule) for _, scope in self.scopes for rule in scope.rules)

    @cached_property
    def scopes(self) -> tuple[tuple[GroundKind, GroundKind | RootCauseKind], ...]:
        """Every ground and every root cause, with the ground."""
        return tuple((ground, scope) for ground in self.base.grounds.values() for scope in ground.parts)

    @cached_property
    def wordings(self) -> tuple[tuple[str, Wording], ...]:
        """Every wording with its language."""
        return tuple((code, entry) for code, entries in self.base.wordings.items() for entry in entries)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every use of a name, in all files."""
        return tuple(_uses(self))

    @cached_property
    def used(self) -> Mapping[str, frozenset[str]]:
        """The names used, by kind."""
        by_kind: dict[str, set[str]] = {}
        for use in self.uses:
            by_kind.setdefault(use.kind, set()).add(use.name)
        return {kind: frozenset(names) for kind, names in by_kind.items()}

    @cached_property
    def whole_grounds(self) -> tuple[GroundKind, ...]:
        """The grounds of which nothing had to be left out."""
        incomplete = self.draft.incomplete
        return tuple(ground for ground in self.base.grounds.values() if ground.id not in incomplete)

    def excused(self, name: str) -> bool:
        """Whether a broken item has or mentions the name; the reader has complained of that item already."""
        return name in self.draft.excused or name in self.draft.incomplete


Law = Callable[[World], Iterator[Problem]]


def problem(item: Item, text: str) -> Problem:
    """A problem where the item is written."""
    return Problem(item.file, item.line, text)


def _uses(world: World) -> Iterator[Use]:
    base = world.base
    for ground, scope in world.scopes:
        yield from _uses_of_scope(scope, f'{"ground" if scope is ground else "root cause"} "{scope.id}"')
    for ground in base.grounds.values():
        for other in ground.often_confused_with:
            yield Use("ground", other, ground, f'ground "{ground.id}"', "is often confused with")
        for shared in ground.shared_root_causes:
            yield Use("root-cause", shared.use, shared, f'ground "{ground.id}"', "shares the root cause")
    yield from _uses_of_flags(world)
    yield from _uses_of_facts(world)
    for question in base.questions.values():
        for fact in question.tells:
            yield Use("fact told", fact, question, f'question "{question.id}"', "tells the fact")
    for evidence in base.evidence.values():
        yield from _uses_of_evidence(evidence)
    yield from _uses_of_wordings(world)
    yield from _uses_of_lists(world)
    yield from _uses_of_reviews(world)
    yield from _uses_of_handover(world)
    yield from _uses_of_sources(world)


def _uses_of_scope(scope: GroundKind | RootCauseKind, who: str) -> Iterator[Use]:
    parts: tuple[RuleKind | ActionKind | CautionKind | Need, ...] = (
        *scope.rules,
        *scope.actions,
        *scope.cautions,
        *scope.evidence,
    )
    for part in parts:
        yield from _uses_of_when(part.when, _called(part, who))
        yield from _sources(part, _called(part, who))
    for need in scope.evidence:
        yield Use("evidence", need.need, need, who, "needs the evidence")


def _called(part: RuleKind | ActionKind | CautionKind | Need, who: str) -> str:
    if isinstance(part, RuleKind):
        return f'rule "{part.id}"'
    if isinstance(part, ActionKind):
        return f'action "{part.id}"'
    return f"a caution of {who}" if isinstance(part, CautionKind) else f'the need of "{part.need}" of {who}'


def _uses_of_when(when: When | None, who: str) -> Iterator[Use]:
    for fact in when.facts if when else ():
        assert when is not None
        yield Use("fact", fact, when, who, "asks for the fact")


def _uses_of_flags(world: World) -> Iterator[Use]:
    for flag in world.base.flags.values():
        who = f'flag "{flag.id}"'
        yield from _uses_of_when(flag.when, who)
        yield from _sources(flag, who)
        for showing in filter(None, (flag.shown, flag.before)):
            for ground in showing.grounds:
                yield Use("ground", ground, flag, who, "speaks of the ground")
            for family in showing.families:
                yield Use("family", family, flag, who, "speaks of the family")
    for lack in world.base.lacks.values():
        who = f'lack "{lack.id}"'
        yield from _uses_of_when(lack.when, who)
        yield from _sources(lack, who)
        for evidence in lack.evidence:
            yield Use("evidence", evidence, lack, who, "asks for the evidence")


def _uses_of_facts(world: World) -> Iterator[Use]:
    for fact in world.base.facts.values():
        who = f'fact "{fact.id}"'
        for when in fact.deduced_when:
            yield from _uses_of_when(when, who)
        for measure in fact.measured:
            if measure.metric:
                yield Use("metric", measure.metric, measure, who, "is measured by the metric")
        for found in fact.found:
            for theme in themes(found):
                yield Use("theme", theme, found, who, "looks for words of the theme")
        if fact.asks_for:
            yield Use("evidence", fact.asks_for, fact, who, "asks for the evidence")


def themes(found: Filter) -> list[str]:
    """The themes a filter looks for."""
    said = [value["says"] for value in found.where.values() if isinstance(value, dict) and "says" in value]
    return [theme for entry in said for theme in (entry if isinstance(entry, (list, tuple)) else [entry])]


def _uses_of_evidence(evidence: EvidenceKind) -> Iterator[Use]:
    who = f'evidence "{evidence.id}"'
    yield from _sources(evidence, who)
    parts: tuple[CheckKind | Refusal, ...] = (*evidence.checks, *evidence.refused)
    for part in parts:
        yield from _sources(part, f"a check of {who}")
        yield from _uses_of_test(part.test, who)
    if evidence.recognised_by:
        lists = evidence.recognised_by
        for name in (*lists.title, *lists.words, *lists.never):
            yield Use("paper-words", name, lists, who, "is recognised by the list of words")


def _uses_of_test(test: PaperTest | None, who: str) -> Iterator[Use]:
    if test is None:
        return
    for name in (*test.words, *test.also, *test.unless, *test.asked_as):
        yield Use("paper-words", name, test, f"a test of {who}", "looks for the list of words")
    for name in test.kinds:
        yield Use("evidence", name, test, f"a test of {who}", "looks for a paper of the kind")


def _uses_of_wordings(world: World) -> Iterator[Use]:
    for code, entry in world.wordings:
        kind, name = entry.key
        who = f'the wording of "{name}"'
        if kind in ("fact", "enforcement"):
            yield Use("fact worded" if kind == "fact" else kind, name, entry, who, f"says the {kind}")
        for section in (*entry.inside, *([entry.section] if entry.section else [])):
            yield Use(f"section {code}", section, entry, who, "stands in the section")
        for guard in entry.even_if:
            yield Use(f"guard {code}", guard, entry, who, "sets aside the guard")
        for phrase in (*entry.phrases, *entry.unless, *entry.without):
            for words in WORD_LIST.findall(phrase):
                yield Use(f"words {code}", words, entry, who, "uses the list of words")


def _uses_of_reviews(world: World) -> Iterator[Use]:
    for rule in world.base.review_rules.values():
        who = f'review rule "{rule.id}"'
        for ground in (*rule.fits.grounds, *rule.fits.not_grounds) if rule.fits else ():
            yield Use("ground", ground, rule, who, "speaks of the ground")
        for family in rule.fits.families if rule.fits else ():
            yield Use("family", family, rule, who, "speaks of the family")


def _uses_of_lists(world: World) -> Iterator[Use]:
    for metric in world.base.metrics.values():
        if metric.limit:
            yield Use("limit", metric.limit, metric, f'metric "{metric.id}"', "is judged by the limit")
    for item in world.base.enforcement:
        for clock in item.clocks:
            yield Use(
                "limit", clock.limit, clock, f'enforcement "{item.id}"', "sets off the clock of the limit"
            )
    for limit in world.base.limits:
        for store in limit.stores:
            yield Use("store", store, limit, f'limit "{limit.id}"', "holds in the store")


def _uses_of_handover(world: World) -> Iterator[Use]:
    base = world.base
    for clock in base.clocks.values():
        yield Use("limit", clock.limit, clock, f'clock "{clock.id}"', "takes its length from the limit")
    for watch in base.watches.values():
        for metric in watch.metrics:
            yield Use("metric", metric, watch, f'watch "{watch.id}"', "watches the metric")
    kinds = (("clock", base.clocks), ("route", base.routes), ("watch", base.watches))
    for kind, items in kinds:
        for item in items.values():
            yield from _uses_of_fitting(item.fits, f'{kind} "{item.id}"')


def _uses_of_fitting(fitting: Fitting, who: str) -> Iterator[Use]:
    """What has to be there for something to fit. An enforcement that no wording says is not used by this."""
    for kind, names in (
        ("enforcement fitted", fitting.enforcements),
        ("ground", fitting.grounds),
        ("family", fitting.families),
        ("evidence fitted", fitting.requests),
        ("store", fitting.stores),
        ("fact", fitting.facts),
    ):
        for name in names:
            yield Use(kind, name, fitting, who, f"is for the {kind.partition(' ')[0]}")


def _uses_of_sources(world: World) -> Iterator[Use]:
    base = world.base
    named: list[tuple[str, Any]] = [("ground", scope) for _, scope in world.scopes]
    for kind, items in (
        ("fact", base.facts),
        ("question", base.questions),
        ("clock", base.clocks),
        ("route", base.routes),
        ("watch", base.watches),
        ("contact", base.contacts),
    ):
        named += [(kind, item) for item in items.values()]
    named += [("review rule", rule) for rule in base.review_rules.values()]
    named += [("limit", limit) for limit in base.limits]
    named += [("enforcement", item) for item in base.enforcement]
    for kind, item in named:
        yield from _sources(item, f'{kind} "{item.id}"')


def _sources(item: Any, who: str) -> Iterator[Use]:
    for source in getattr(item, "sources", ()):
        yield Use("source", source, item, who, "relies on the source")
