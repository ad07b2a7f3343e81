"""Mutation: break the knowledge in one small place; some case must notice, or the place is untested.

Nothing is diagnosed anew. A changed condition is read plainly over the answers each case has settled; where
the rule's outcome changes, the findings are ranked again and the case is judged. A phrase is dropped by
looking up which cases only that phrase lets hear a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from diagnose.casebook.conditions import Plain, inverted, without
from diagnose.casebook.phrases import heard_by_one_phrase
from diagnose.casebook.run import Outcome
from diagnose.casebook.sentences import Sentence, needed_phrases
from diagnose.conclusions import Finding, Witnessed
from diagnose.flags import FlagRaiser
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import FlagKind, LackKind, RuleKind, When
from diagnose.rank import Ranker


@dataclass(frozen=True, order=True)
class Mutant:
    """A change that no case noticed."""

    file: str
    line: int
    text: str


class Mutation(NamedTuple):
    """The changes that nothing noticed, of all that were tried."""

    survivors: tuple[Mutant, ...]
    tried: int


def mutate(
    outcomes: Sequence[Outcome],
    knowledge: KnowledgeBase,
    about: str = "",
    sentences: Sequence[Sentence] = (),
) -> Mutation:
    """The mutants that survive every case and sentence, by file and line. Only entries that pass take part.

    ``about`` is a part of the names of the files that are changed.
    """
    owners = _owners(knowledge)
    passed = [outcome for outcome in outcomes if outcome.diagnosis and not outcome.failures]
    sound = [_Replay(outcome, knowledge, owners) for outcome in passed]
    rules = [rule for rule in knowledge.rules_by_id.values() if about in rule.file]
    tried = [pair for rule in rules for pair in _of_rule(rule, sound)]
    beside: list[FlagKind | LackKind] = [*knowledge.flags.values(), *knowledge.lacks.values()]
    tried += [pair for item in beside if about in item.file for pair in _of_flag(item, sound)]
    tried += [pair for pair in _of_phrases(knowledge, sound, sentences) if about in pair[0].file]
    return Mutation(tuple(sorted({mutant for mutant, caught in tried if not caught})), len(tried))


def _owners(knowledge: KnowledgeBase) -> dict[str, frozenset[str]]:
    """The grounds of each rule; a rule of a shared root cause has several."""
    owners: dict[str, set[str]] = {}
    for ground in knowledge.grounds.values():
        for rule in (rule for scope in ground.parts for rule in scope.rules):
            owners.setdefault(rule.id, set()).add(ground.id)
    return {rule: frozenset(grounds) for rule, grounds in owners.items()}


def _of_flag(item: FlagKind | LackKind, replays: Sequence[_Replay]) -> Iterator[tuple[Mutant, bool]]:
    kind = "flag" if isinstance(item, FlagKind) else "lack"
    for fact in item.when.facts if item.when else ():
        assert item.when is not None
        for done, when in (("without", without(item.when, fact)), ("inverted", inverted(item.when, fact))):
            text = f'{kind} "{item.id}": no case notices {_change(done, fact)}.'
            yield Mutant(item.file, item.line, text), any(replay.tells(item, when) for replay in replays)


def _of_rule(rule: RuleKind, replays: Sequence[_Replay]) -> Iterator[tuple[Mutant, bool]]:
    # The cases of the rule's own ground notice most, so they are asked first.
    own = Path(rule.file).stem
    replays = sorted(replays, key=lambda replay: replay.outcome.entry.ground != own)
    for fact in rule.when.facts:
        for done, when in (("without", without(rule.when, fact)), ("inverted", inverted(rule.when, fact))):
            text = f'rule "{rule.id}": no case notices {_change(done, fact)}.'
            yield Mutant(rule.file, rule.line, text), any(replay.notices(rule, when) for replay in replays)


def _change(done: str, fact: str) -> str:
    return (
        f'that "{fact}" is no longer asked' if done == "without" else f'that "{fact}" is asked the other way'
    )


def _of_phrases(
    knowledge: KnowledgeBase, replays: Sequence[_Replay], sentences: Sequence[Sentence]
) -> Iterator[tuple[Mutant, bool]]:
    shown = needed_phrases(sentences, knowledge)
    needed: dict[tuple[str, int, str], list[tuple[_Replay, str]]] = {}
    for replay in replays:
        for place, fact in heard_by_one_phrase(knowledge, replay.outcome.entry.read(knowledge).notices):
            needed.setdefault(place, []).append((replay, fact))
    for entries in knowledge.wordings.values():
        for entry in entries:
            for phrase in entry.phrases if entry.fact else ():
                place = (entry.file, entry.line, phrase)
                caught = place in shown or any(r.misses(fact) for r, fact in needed.get(place, ()))
                text = f'wording of "{entry.fact}": no case notices that "{phrase}" is gone.'
                yield Mutant(entry.file, entry.line, text), caught


class _Replay:
    """One passed entry, judged again under small changes."""

    def __init__(
        self, outcome: Outcome, knowledge: KnowledgeBase, owners: Mapping[str, frozenset[str]]
    ) -> None:
        self.outcome = outcome
        self._owners = owners
        self._knowledge = knowledge
        self._plain = Plain(knowledge, outcome.answers)
        self._findings = {finding.rule.id: finding for finding in outcome.findings}

    def notices(self, rule: RuleKind, when: When) -> bool:
        """Whether the entry fails when the rule has another condition."""
        before, after = rule.id in self._findings, self._plain.holds(when)
        return before != after and self._fails(self._changed(rule, after))

    def misses(self, fact: str) -> bool:
        """Whether the entry fails when a fact is not heard."""
        answers = {key: answer for key, answer in self.outcome.answers.items() if key[0] != fact}
        plain = Plain(self._knowledge, answers)
        kept = {id: finding for id, finding in self._findings.items() if plain.holds(finding.rule.when)}
        return (
            self._requested(fact)
            or any(self._is_unmet(item, plain, item.when) for item in self._expected(fact))
            or (len(kept) < len(self._findings) and self._fails(kept))
        )

    def tells(self, item: FlagKind | LackKind, when: When) -> bool:
        """Whether the entry fails when a flag or lack has another condition."""
        return self._is_unmet(item, self._plain, when)

    def _expected(self, fact: str) -> Iterator[FlagKind | LackKind]:
        """The flags and lacks of the expectation that ask for a fact."""
        for table, names in (
            (self._knowledge.flags, self.outcome.entry.expect.flags),
            (self._knowledge.lacks, self.outcome.entry.expect.lacks),
        ):
            items = (table[name] for name in names)
            yield from (item for item in items if item.when and fact in item.when.facts)

    def _is_unmet(self, item: FlagKind | LackKind, plain: Plain, when: When | None) -> bool:
        """Whether a flag or lack with this condition is not as the entry expects."""
        expect = self.outcome.entry.expect
        holds = when is None or plain.holds(when)
        if isinstance(item, LackKind):
            return (item.id in expect.lacks and not holds) or (item.id in expect.not_lacks and holds)
        raised = holds and self._fits(item)
        return (item.id in expect.flags and not raised) or (item.id in expect.not_flags and raised)

    def _fits(self, flag: FlagKind) -> bool:
        """Whether a flag whose condition holds is raised beside the shown grounds."""
        only = replace(self._knowledge, flags={flag.id: flag})
        ranker = Ranker(self._spoken_of(self._findings))
        fired = {flag.id: Witnessed()} if flag.when else {}
        return bool(FlagRaiser(only).raised(fired, ranker.shown(ranker.rank(self._findings))))

    def _requested(self, fact: str) -> bool:
        return self._knowledge.facts[fact].asks_for in self.outcome.entry.expect.requests

    def _changed(self, rule: RuleKind, fires: bool) -> Mapping[str, Finding]:
        rest = {id: finding for id, finding in self._findings.items() if id != rule.id}
        return {**rest, rule.id: Finding(rule, (), ())} if fires else rest

    def _spoken_of(self, findings: Iterable[str]) -> KnowledgeBase:
        """The knowledge with only the grounds that some finding speaks about: the others rank nowhere."""
        grounds = frozenset[str]().union(*(self._owners[rule] for rule in findings))
        return replace(self._knowledge, grounds={id: self._knowledge.grounds[id] for id in sorted(grounds)})

    def _fails(self, findings: Mapping[str, Finding]) -> bool:
        """Whether the expectations about rules, grounds and root causes break."""
        expect = self.outcome.entry.expect
        if not set(expect.fires) <= findings.keys() or set(expect.silent) & findings.keys():
            return True
        ranker = Ranker(self._spoken_of(findings))
        shown = ranker.shown(ranker.rank(findings))
        grounds = [ranked.item.id for ranked in shown]
        causes = [ranked.item.id for ranked in shown[0].root_causes] if shown else []
        return (
            _other(expect.first, grounds)
            or _other(expect.root_cause, causes)
            or (expect.nothing and bool(grounds))
            or _unmet(expect.shown, expect.not_shown, grounds)
            or _unmet(expect.root_causes, expect.not_root_causes, causes)
        )


def _other(wanted: str | None, came: Sequence[str]) -> bool:
    return wanted is not None and list(came[:1]) != [wanted]


def _unmet(wanted: Iterable[str], unwanted: Iterable[str], came: Sequence[str]) -> bool:
    return not set(wanted) <= set(came) or bool(set(unwanted) & set(came))
