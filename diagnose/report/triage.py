"""The head of a report: what happened, what Amazon wants, until when, and what the way back is."""

from __future__ import annotations

from diagnose.report.blocks import Block, Entry, Field, Fields, Heading, Paragraph
from diagnose.report.flags import card, stop
from diagnose.report.grounds import leading
from diagnose.report.words import (
    MENTIONS,
    REMEDIES,
    SCOPES,
    SENDERS,
    TRACKS,
    day,
    joined,
    own,
    quoted,
    some,
    spoken,
)
from facts_schema import Case, Clock, Deadline, Diagnosis, Ground, Mention

UNNAMED = Case.model_fields["id"].default


def triage(diagnosis: Diagnosis) -> list[Block]:
    """What a reader needs in the first minute."""
    where = diagnosis.marketplace or ""
    dated = f"as of {day(diagnosis.as_of)}" if diagnosis.as_of else ""
    named = f"Diagnosis of {diagnosis.id}" if diagnosis.id != UNNAMED else "Diagnosis"
    title = joined([named, where, dated], " · ")
    summary: list[Block] = [Paragraph(diagnosis.summary)] if diagnosis.summary else []
    rows = (
        *stop(diagnosis),
        _happened(diagnosis),
        *_sent_by(diagnosis),
        *_wanted(diagnosis),
        *_until(diagnosis),
        *_usual(diagnosis),
        *_remedy(diagnosis),
        *card(diagnosis),
        *_named(diagnosis),
    )
    return [Heading(title, 1), *summary, *_doubtful(diagnosis), *_foreign(diagnosis), Fields(rows)]


def _doubtful(diagnosis: Diagnosis) -> list[Block]:
    """Warnings of messages that pretend to be Amazon's; what the consultant trusts is only remarked."""
    warnings: list[Block] = []
    for check in diagnosis.senders:
        if check.verdict == "suspicious":
            head = f"Possible phishing{f' in {check.source}' if check.source else ''}"
            taken = "read on your word" if check.trusted else "nothing was concluded from it"
            warnings.append(Entry(f"{head}: {taken}", "warning", notes=check.reasons, strong=True))
    return warnings


def _foreign(diagnosis: Diagnosis) -> list[Block]:
    if diagnosis.language_supported:
        return []
    language = diagnosis.language or "unknown"
    return [
        Paragraph(
            f"The language of the notice ({language}) is not supported yet: its words were not judged. "
            "Give an English translation of it for a diagnosis."
        )
    ]


def _happened(diagnosis: Diagnosis) -> Field:
    if not diagnosis.enforcement:
        return Field("What happened", ("No enforcement was recognised in what was given.",))
    scope = SCOPES.get(diagnosis.scope or "", spoken(diagnosis.scope or ""))
    quote = (quoted(diagnosis.enforcement_quote.text),) if diagnosis.enforcement_quote else ()
    return Field("What happened", (joined([spoken(diagnosis.enforcement), scope], " · "),), quote)


def _sent_by(diagnosis: Diagnosis) -> list[Field]:
    known = [check for check in diagnosis.senders if check.address and check.verdict != "suspicious"]
    said = (f"{check.address} ({SENDERS[check.verdict]})" for check in known)
    return [Field("Sender", tuple(dict.fromkeys(said)))] if known else []


def _wanted(diagnosis: Diagnosis) -> list[Field]:
    titles = tuple(dict.fromkeys(request.title for request in diagnosis.requests))
    return [Field("Amazon wants", titles)] if titles else []


def _until(diagnosis: Diagnosis) -> list[Field]:
    if not diagnosis.deadlines:
        return [Field("Until", ("No time is named.",))] if diagnosis.enforcement else []
    return [Field("Until", (_deadline(item),), (quoted(item.text),)) for item in diagnosis.deadlines]


def _usual(diagnosis: Diagnosis) -> list[Field]:
    """The clocks that run although the notice does not say so."""
    rules = f"by the rules of {diagnosis.as_of.year}" if diagnosis.as_of else ""
    return [Field("Usual time", (_clock(item, rules),), (item.means,)) for item in diagnosis.clocks]


def _clock(item: Clock, rules: str) -> str:
    until = f"until {day(item.falls_on)}" if item.falls_on else ""
    return joined([f"{item.amount} {item.unit}", until, TRACKS[item.track], rules, own(item.pack)])


def _deadline(item: Deadline) -> str:
    span = f"{item.amount} {(item.unit or '').replace('-', ' ')}" if item.amount else ""
    falls = day(item.falls_on) if item.falls_on else ""
    if span and not falls:
        falls = "counted from a day that is not known"
    return joined([joined([falls, span] if item.falls_on else [span, falls]), TRACKS[item.track]])


def _remedy(diagnosis: Diagnosis) -> list[Field]:
    by_remedy: dict[str, list[Ground]] = {}
    for ground in leading(diagnosis):
        by_remedy.setdefault(ground.remedy, []).append(ground)
    many = len(by_remedy) > 1
    ways = tuple(
        REMEDIES.get(remedy, spoken(remedy))
        + (f" · on the ground of {some([g.title for g in held])}" if many else "")
        for remedy, held in by_remedy.items()
    )
    if not ways:
        return []
    first = diagnosis.grounds[0]
    outlook = joined([spoken(first.outlook), first.outlook_because], ". ")
    return [Field("Remedy", ways), *([Field("Outlook", (outlook,))] if first.outlook else [])]


def _named(diagnosis: Diagnosis) -> list[Field]:
    values = {
        kind: _values(diagnosis.mentions, kind) for kind in ("asin", "order", "complaint", "rights-owner")
    }
    lines = tuple(f"{MENTIONS[kind]}: {some(found)}" for kind, found in values.items() if found)
    return [Field("It names", lines)] if lines else []


def _values(mentions: tuple[Mention, ...], kind: str) -> list[str]:
    return list(dict.fromkeys(mention.value for mention in mentions if mention.kind == kind))
