"""Judging a diagnosis by what was expected, and saying the difference so that it can be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from diagnose.casebook.entries import Expect
from facts_schema import Diagnosis, Reason

if TYPE_CHECKING:
    from diagnose.casebook.run import Outcome


def judge(expect: Expect, diagnosis: Diagnosis, fired: Collection[str]) -> tuple[str, ...]:
    """Every expectation that is not met, as a sentence."""
    grounds = [ground.id for ground in diagnosis.grounds]
    causes = [cause.id for cause in diagnosis.grounds[0].root_causes] if diagnosis.grounds else []
    return (
        *_is("first ground", expect.first, grounds[:1]),
        *_is("first root cause", expect.root_cause, causes[:1]),
        *_is("enforcement", expect.enforcement, [diagnosis.enforcement] if diagnosis.enforcement else []),
        *(_nothing(grounds) if expect.nothing else ()),
        *_has("grounds shown", expect.shown, grounds),
        *_lacks("grounds shown", expect.not_shown, grounds),
        *_has("root causes", expect.root_causes, causes),
        *_lacks("root causes", expect.not_root_causes, causes),
        *_has("requests", expect.requests, [request.id for request in diagnosis.requests]),
        *_has("evidence", expect.evidence, [item.id for item in diagnosis.evidence]),
        *_has("actions", expect.actions, [item.id for item in diagnosis.actions]),
        *_has("flags", expect.flags, [flag.id for flag in diagnosis.flags]),
        *_lacks("flags", expect.not_flags, [flag.id for flag in diagnosis.flags]),
        *_has("missing from the appeal", expect.lacks, [lack.id for lack in diagnosis.missing_from_appeal]),
        *_lacks("missing from the appeal", expect.not_lacks, [x.id for x in diagnosis.missing_from_appeal]),
        *_is("ground to answer first", expect.answer_first, list(diagnosis.answer_order[:1])),
        *_is("outlook of the first ground", expect.outlook, [g.outlook for g in diagnosis.grounds[:1]]),
        *_has("rules that fired", expect.fires, sorted(fired)),
        *_lacks("rules that fired", expect.silent, sorted(fired)),
    )


def _is(what: str, wanted: str | None, came: list[str]) -> Iterable[str]:
    if wanted is not None and came != [wanted]:
        yield f"{what}: expected {wanted}, came {came[0] if came else 'nothing'}"


def _nothing(grounds: list[str]) -> Iterable[str]:
    if grounds:
        yield f"grounds shown: expected nothing, came {', '.join(grounds)}"


def _has(what: str, wanted: Iterable[str], came: Collection[str]) -> Iterable[str]:
    missing = [name for name in wanted if name not in came]
    if missing:
        yield f"{what}: expected {', '.join(missing)}, came {', '.join(came) or 'nothing'}"


def _lacks(what: str, unwanted: Iterable[str], came: Collection[str]) -> Iterable[str]:
    present = [name for name in unwanted if name in came]
    if present:
        yield f"{what}: {', '.join(present)} must not be there"


def report(outcome: Outcome) -> str:
    """The failures, what was concluded, and every rule that fired with its reason and quotes."""
    entry = outcome.entry
    lines = [f"{entry.file}:{entry.line}: {entry.case}", *(f"  - {failure}" for failure in outcome.failures)]
    diagnosis = outcome.diagnosis
    if diagnosis is None:
        return "\n".join(lines)
    lines.append(
        f"  enforcement: {diagnosis.enforcement or 'none'}; language: {diagnosis.language or 'unknown'}"
    )
    for ground in diagnosis.grounds:
        causes = ", ".join(f"{cause.id} {cause.probability:.2f}" for cause in ground.root_causes)
        lines.append(f"  shown: {ground.id} {ground.probability:.2f} ({causes or 'no root cause'})")
        lines += [
            f"    {sign} {_reason(reason)}" for sign, reason in _reasons(ground.because, ground.against)
        ]
    lines += _unshown(outcome, diagnosis)
    return "\n".join(lines + [f"  remark: {remark}" for remark in diagnosis.remarks])


def _reasons(because: Iterable[Reason], against: Iterable[Reason]) -> list[tuple[str, Reason]]:
    return [*(("+", reason) for reason in because), *(("-", reason) for reason in against)]


def _reason(reason: Reason) -> str:
    quotes = [item.quote.text for item in reason.observations if item.quote]
    words = "".join(f' "{" ".join(quote.split())}"' for quote in quotes)
    return f"{reason.rule} [{reason.strength}]: {reason.text}{words}"


def _unshown(outcome: Outcome, diagnosis: Diagnosis) -> list[str]:
    """The rules that fired for grounds and root causes that are not shown."""
    shown = {reason.rule for ground in diagnosis.grounds for reason in (*ground.because, *ground.against)}
    rest = [finding for finding in outcome.findings if finding.rule.id not in shown]
    return [
        f"  also fired: {finding.rule.id} [{finding.rule.strength}]"
        + "".join(f' "{" ".join(item.quote.text.split())}"' for item in finding.observations if item.quote)
        for finding in rest
    ]
