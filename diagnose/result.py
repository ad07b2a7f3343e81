"""Joining what was concluded into the one value that leaves the program: the diagnosis."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from diagnose.conclusions import Finding, Ranked, Weighed
from diagnose.engine import Firing, Key
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import GroundKind, RootCauseKind
from diagnose.observe import Observed, figure
from diagnose.plan import with_listings
from diagnose.rank import Ranker
from facts_schema import (
    Case,
    Caution,
    Deadline,
    Diagnosis,
    Evidence,
    Ground,
    Observation,
    OpenFact,
    PlanItem,
    Reason,
    RootCause,
)

DISCLAIMER = (
    "This is no legal advice and not affiliated with Amazon. Whatever is sent to Amazon must be true: "
    "false statements can cost the account and the funds in it."
)


@dataclass(frozen=True)
class Result:
    """Everything concluded about a case, before it is put into words."""

    case: Case
    observed: Observed
    findings: Mapping[str, Finding]
    ranked: tuple[Ranked, ...]
    shown: tuple[Ranked, ...]
    evidence: tuple[Evidence, ...]
    actions: tuple[PlanItem, ...]
    cautions: tuple[Caution, ...]


def deduced(
    knowledge: KnowledgeBase, observed: Observed, fired: Iterable[Firing]
) -> tuple[Observed, dict[Key, tuple[Observation, ...]]]:
    """Add the deductions to what was observed; the second value is what stands behind each fact."""
    behind = dict(observed.settled.behind)
    added: list[Observation] = []
    for firing in fired:
        if firing.kind != "deduction":
            continue
        subject = firing.listing if knowledge.facts[firing.id].about == "listing" else ""
        if (firing.id, subject) in observed.settled.answers:
            continue
        observation = Observation(
            fact=firing.id,
            answer="yes",
            listing=subject,
            grade="inferred",
            origin="deduction",
            says=knowledge.facts[firing.id].means,
            grounds_on=tuple(sorted({fact for fact, _ in firing.support})),
        )
        behind[firing.id, subject] = (*behind.get((firing.id, subject), ()), observation)
        added.append(observation)
    return replace(observed, observations=(*observed.observations, *dict.fromkeys(added))), behind


def diagnosis_of(knowledge: KnowledgeBase, ranker: Ranker, result: Result) -> Diagnosis:
    """Put a result into words."""
    latest = result.observed.latest
    speaker = _Speaker(knowledge, ranker, result)
    return Diagnosis(
        id=result.case.id,
        enforcement=latest.enforcement if latest else _enforcement_of_data(result),
        enforcement_quote=latest.quote if latest else None,
        scope=latest.scope if latest else None,
        language=latest.language if latest else None,
        language_supported=latest.supported if latest else True,
        marketplace=result.observed.marketplace,
        as_of=result.observed.as_of,
        summary=_summary(knowledge, result),
        requests=latest.requests if latest else (),
        deadlines=_deadlines(result),
        mentions=tuple(dict.fromkeys(m for reading in result.observed.notices for m in reading.mentions)),
        grounds=tuple(speaker.ground(ranked) for ranked in result.shown),
        evidence=result.evidence,
        actions=result.actions,
        cautions=result.cautions,
        open_facts=_open_facts(knowledge, result),
        conflicts=result.observed.settled.conflicts,
        remarks=result.observed.remarks,
        not_read=result.case.not_read,
        warnings=result.case.warnings,
        observations=tuple(sorted(result.observed.observations, key=_observation_order)),
        knowledge_version=knowledge.version,
        disclaimer=DISCLAIMER,
    )


def short(diagnosis: Diagnosis) -> Diagnosis:
    """The same conclusions without observations, checks and quotes."""
    grounds = tuple(
        ground.model_copy(
            update={
                "because": _bare(ground.because),
                "against": _bare(ground.against),
                "root_causes": tuple(
                    cause.model_copy(
                        update={"because": _bare(cause.because), "against": _bare(cause.against)}
                    )
                    for cause in ground.root_causes
                ),
            }
        )
        for ground in diagnosis.grounds
    )
    evidence = tuple(item.model_copy(update={"checks": (), "refused": ()}) for item in diagnosis.evidence)
    return diagnosis.model_copy(
        update={"grounds": grounds, "evidence": evidence, "observations": (), "disclaimer": ""}
    )


def _bare(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(reason.model_copy(update={"observations": ()}) for reason in reasons)


def _observation_order(observation: Observation) -> tuple[str, str, str, str]:
    return observation.fact, observation.listing, observation.origin, observation.says


class _Speaker:
    """Puts ranked grounds and their reasons into words."""

    def __init__(self, knowledge: KnowledgeBase, ranker: Ranker, result: Result) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._result = result

    def ground(self, ranked: Ranked) -> Ground:
        item = _ground_of(ranked)
        return Ground(
            id=item.id,
            title=item.title,
            family=item.family,
            means=item.means,
            probability=ranked.probability,
            confidence=self._ranker.confidence(ranked.probability),
            standing=ranked.standing,
            remedy=item.remedy,
            outlook=item.outlook,
            outlook_because=item.outlook_because,
            because=self._reasons(ranked.to),
            against=self._reasons(ranked.away),
            listings=ranked.listings,
            root_causes=tuple(self._root_cause(cause) for cause in ranked.root_causes),
            often_confused_with=item.often_confused_with,
        )

    def _root_cause(self, ranked: Ranked) -> RootCause:
        item = ranked.item
        assert isinstance(item, RootCauseKind)
        known = {fact for fact, _ in self._result.observed.settled.answers}
        asked = dict.fromkeys(fact for rule in item.rules for fact in rule.when.facts)
        return RootCause(
            id=item.id,
            title=item.title,
            probability=ranked.probability,
            confidence=self._ranker.confidence(ranked.probability),
            basis=item.basis,
            because=self._reasons(ranked.to),
            against=self._reasons(ranked.away),
            listings=ranked.listings,
            missing=tuple(
                fact for fact in asked if fact not in known and self._knowledge.questions_for(fact)
            ),
        )

    def _reasons(self, weighed: Sequence[Weighed]) -> tuple[Reason, ...]:
        return tuple(self._reason(item) for item in weighed)

    def _reason(self, weighed: Weighed) -> Reason:
        rule = weighed.finding.rule
        sign = 1 if rule.points == "to" else -1
        return Reason(
            rule=rule.id,
            text=self._filled(rule.because, weighed.finding),
            strength=rule.strength,
            weight=round(sign * weighed.weight, 4),
            basis=rule.basis,
            counts_with=rule.counts_with or "",
            sources=rule.sources,
            listings=weighed.finding.listings,
            observations=weighed.finding.observations,
        )

    def _filled(self, text: str, finding: Finding) -> str:
        """Put listings and figures into a sentence."""
        listings = finding.listings or self._result.observed.named_listings
        text = with_listings(text, listings)
        for observation in finding.observations:
            for metric in observation.grounds_on if observation.origin == "metric" else ():
                unit = self._knowledge.metrics[metric].unit
                text = text.replace(f"{{{metric}}}", figure(observation.value, unit))
                text = text.replace(f"{{{metric}.target}}", figure(observation.limit, unit))
        return text


def _ground_of(ranked: Ranked) -> GroundKind:
    assert isinstance(ranked.item, GroundKind), "grounds are ranked at the top, root causes under them"
    return ranked.item


def _deadlines(result: Result) -> tuple[Deadline, ...]:
    latest = result.observed.latest
    return latest.deadlines if latest else ()


def _enforcement_of_data(result: Result) -> str | None:
    """Without a notice: what Amazon's own state of the account says."""
    states = {
        store.status for store in result.case.health if store.marketplace == result.observed.marketplace
    }
    if "DEACTIVATED" in states:
        return "account-deactivated"
    return "account-at-risk" if "AT_RISK" in states else None


def _summary(knowledge: KnowledgeBase, result: Result) -> str:
    """What stands, in a sentence or two."""
    latest = result.observed.latest
    if latest and not latest.supported:
        return latest.remarks[0]
    kinds = {kind.id: kind for kind in knowledge.enforcement}
    does = (
        kinds[latest.enforcement].means
        if latest and latest.enforcement in kinds
        else "No notice says what Amazon does."
    )
    if result.shown:
        return f"{does} The ground is most likely: {result.shown[0].item.title}."
    if latest and latest.enforcement == "reinstated":
        return does
    if latest and latest.enforcement is None:
        return "The message takes no action against the account, and no data point to a ground."
    return f"{does} No ground is named or found: read the first notice, and what Account Health asks for."


def _open_facts(knowledge: KnowledgeBase, result: Result) -> tuple[OpenFact, ...]:
    """Facts nobody has told that matter to what is shown, in a fixed order: best ground first."""
    known = {fact for fact, _ in result.observed.settled.answers}
    known |= {observation.fact for observation in result.observed.observations}
    matters: dict[str, list[str]] = {}
    parts = [part for ranked in result.shown for part in _ground_of(ranked).parts]
    for part in parts:
        for fact in (fact for rule in part.rules for fact in rule.when.facts):
            if fact not in known and knowledge.questions_for(fact):
                matters.setdefault(fact, []).append(part.id)
    return tuple(_open_fact(knowledge, fact, owners) for fact, owners in matters.items())


def _open_fact(knowledge: KnowledgeBase, fact: str, owners: Sequence[str]) -> OpenFact:
    question = knowledge.questions_for(fact)[0]
    return OpenFact(
        fact=fact,
        means=knowledge.facts[fact].means,
        question=question.id,
        asks=question.asks,
        matters_to=tuple(dict.fromkeys(owners)),
    )
