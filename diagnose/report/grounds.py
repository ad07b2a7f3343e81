"""The grounds and root causes with their bars and reasons."""

from __future__ import annotations

from diagnose.report.blocks import Bar, Block, Entry, Heading, Mark, Paragraph
from diagnose.report.words import GRADES, STANDINGS, counted, joined, own, quoted, some
from facts_schema import Diagnosis, Ground, Observation, Quote, Reason, RootCause

LINES = 6
WITNESSES = 4


def grounds(diagnosis: Diagnosis) -> list[Block]:
    """Every shown ground, best first, each with its root causes."""
    if not diagnosis.grounds:
        return [Heading("Grounds"), *_open(diagnosis)]
    return [
        Heading("Grounds and root causes"),
        *(block for ground in diagnosis.grounds for block in _ground(ground)),
    ]


def leading(diagnosis: Diagnosis) -> tuple[Ground, ...]:
    """The grounds that Amazon states, or where it states none, those that the data show."""
    stated = tuple(ground for ground in diagnosis.grounds if ground.standing == "stated")
    return stated or diagnosis.grounds


def _open(diagnosis: Diagnosis) -> list[Block]:
    text = "No ground is supported by what was given."
    if diagnosis.enforcement:
        text += (
            " Give the first notice about this matter, which names a reason, and the account health report."
        )
    return [Paragraph(text)]


def _ground(ground: Ground) -> list[Block]:
    words = joined([ground.confidence, STANDINGS[ground.standing], ground.id, own(ground.pack)], " · ")
    notes = [f"Listings: {some(ground.listings)}"] if ground.listings else []
    return [
        Bar(ground.title, ground.probability, words),
        *(Entry(note) for note in notes),
        *_reasons(ground.because, ground.against, 0),
        *(block for cause in ground.root_causes for block in _root_cause(cause)),
    ]


def _root_cause(cause: RootCause) -> list[Block]:
    words = joined([cause.confidence, cause.id, own(cause.pack)], " · ")
    return [Bar(cause.title, cause.probability, words, depth=1), *_reasons(cause.because, cause.against, 1)]


def _reasons(because: tuple[Reason, ...], against: tuple[Reason, ...], depth: int) -> list[Entry]:
    marked: list[tuple[Mark, Reason]] = [("for", item) for item in because]
    marked += [("against", item) for item in against]
    return [
        Entry(reason.text, mark, tag=_weight(reason), notes=witnesses(reason), depth=depth)
        for mark, reason in marked
    ]


def _weight(reason: Reason) -> str:
    return joined([reason.strength, "practice" if reason.basis == "practice" else "", own(reason.pack)])


def witnesses(reason: Reason) -> tuple[str, ...]:
    """What a reason rests on: quoted words, a metric against its limit, rows of a report, a reply."""
    said = dict.fromkeys(witness(item) for item in reason.observations)
    lines = [line for line in said if line]
    rest = len(lines) - WITNESSES
    return tuple(lines[:WITNESSES]) + ((f"and {counted(rest, 'more observation')}",) if rest > 0 else ())


def witness(seen: Observation) -> str:
    """One observation with the place it was read at."""
    if seen.quote is not None:
        return joined([quoted(seen.quote.text), joined(place(seen)), own(seen.pack)], " - ")
    where = joined(place(seen)) or GRADES[seen.grade]
    return joined([seen.says.rstrip("."), where, own(seen.pack)], " - ")


def spot(quote: Quote) -> list[str]:
    """The page and the line of a quote, where they are known."""
    page = f"page {quote.page}" if quote.page else ""
    line = f"line {quote.line}" if quote.line else ""
    return [part for part in (page, line) if part]


def place(seen: Observation) -> list[str]:
    """Where it was read: the file with the page and line of a quote, or with its lines."""
    if seen.quote and seen.quote.source:
        return [seen.quote.source, *spot(seen.quote)]
    source = seen.source
    numbers = ", ".join(str(line) for line in seen.lines[:LINES]) + (
        " ..." if len(seen.lines) > LINES else ""
    )
    lines = f"{'line' if len(seen.lines) == 1 else 'lines'} {numbers}" if seen.lines else ""
    return [part for part in (source, lines) if part]
