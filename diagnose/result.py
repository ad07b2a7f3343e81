"""Joining what was concluded into the one value that leaves the program: the diagnosis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from diagnose.conclusions import Finding, Ranked
from diagnose.flags import Lacking, Raised, answer_order, stops_drafting
from diagnose.knowledge import KnowledgeBase
from diagnose.observe import NoticeReading, Observed
from diagnose.rank import Ranker
from diagnose.speaker import Speaker
from diagnose.thread import thread_of
from facts_schema import (
    Case,
    Caution,
    Deadline,
    Diagnosis,
    Evidence,
    ListingInPlay,
    Observation,
    OpenFact,
    PlanItem,
)

DISCLAIMER = (
    "This is no legal advice and not affiliated with Amazon. Whatever is sent to Amazon must be true: "
    "false statements can cost the account and the funds in it."
)


class Result(NamedTuple):
    """Everything concluded about a case, before it is put into words."""

    case: Case
    observed: Observed
    findings: Mapping[str, Finding]
    ranked: tuple[Ranked, ...]
    shown: tuple[Ranked, ...]
    flags: tuple[Raised, ...]
    lacks: tuple[Lacking, ...]
    evidence: tuple[Evidence, ...]
    actions: tuple[PlanItem, ...]
    cautions: tuple[Caution, ...]
    open_facts: tuple[OpenFact, ...]


def diagnosis_of(knowledge: KnowledgeBase, ranker: Ranker, result: Result, short: bool = False) -> Diagnosis:
    """Put a result into words; ``short`` leaves out the observations and what repeats from case to case."""
    latest = result.observed.latest
    speaker = Speaker(knowledge, ranker, result.observed, result.flags, short)
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
        clocks=result.observed.clocks,
        mentions=tuple(dict.fromkeys(m for reading in result.observed.notices for m in reading.mentions)),
        grounds=tuple(speaker.ground(ranked) for ranked in result.shown),
        flags=tuple(speaker.flag(item) for item in result.flags),
        answer_order=answer_order(result.flags, result.shown),
        drafting_stopped=stops_drafting(result.flags),
        missing_from_appeal=tuple(speaker.lack(item) for item in result.lacks),
        evidence=result.evidence,
        actions=result.actions,
        cautions=result.cautions,
        open_facts=result.open_facts,
        listings=_listings(knowledge, result),
        conflicts=result.observed.settled.conflicts,
        senders=tuple(reading.sender for reading in result.observed.notices if reading.sender),
        thread=thread_of(knowledge, result.case, result.observed),
        remarks=result.observed.remarks,
        not_read=result.case.not_read,
        warnings=result.case.warnings,
        packs=knowledge.packs,
        observations=() if short else tuple(sorted(result.observed.observations, key=_observation_order)),
        knowledge_version=knowledge.version,
        disclaimer="" if short else DISCLAIMER,
    )


def _observation_order(observation: Observation) -> tuple[str, str, str, str]:
    return observation.fact, observation.listing, observation.origin, observation.says


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
    if latest and latest.enforcement is None and _is_suspicious(latest):
        return "The message does not look like one from Amazon: no diagnosis was drawn from it."
    kinds = {kind.id: kind for kind in knowledge.enforcement}
    enforcement = latest.enforcement if latest else _enforcement_of_data(result)
    does = kinds[enforcement].means if enforcement else "No notice says what Amazon does."
    if result.shown:
        return f"{does} The ground is most likely: {result.shown[0].item.title}."
    if latest and latest.enforcement == "reinstated":
        return does
    if latest and latest.enforcement is None:
        return "The message takes no action against the account, and no data point to a ground."
    return f"{does} No ground is named or found: read the first notice, and what Account Health asks for."


def _is_suspicious(reading: NoticeReading) -> bool:
    return bool(reading.sender and reading.sender.verdict == "suspicious" and not reading.sender.trusted)


def _listings(knowledge: KnowledgeBase, result: Result) -> tuple[ListingInPlay, ...]:
    """The listings that matter: named in a notice, or with something that speaks against them."""
    seen: dict[str, list[Observation]] = {asin: [] for asin in result.observed.named_listings}
    for observation in result.observed.observations:
        if observation.listing and knowledge.facts[observation.fact].adverse and observation.answer == "yes":
            seen.setdefault(observation.listing, []).append(observation)
    named = frozenset(result.observed.named_listings)
    rows = {key: row for row in reversed(result.case.listings) for key in (row.sku, row.asin) if key}
    return tuple(
        ListingInPlay(
            asin=name,
            sku=rows[name].sku if name in rows else "",
            title=rows[name].title if name in rows else "",
            named_in_notice=name in named,
            facts=tuple(sorted({o.fact for o in observations})),
            says=tuple(sorted({knowledge.facts[o.fact].means for o in observations})),
        )
        for name, observations in sorted(seen.items())
    )
