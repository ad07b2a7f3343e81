"""Prevention: the health of an account without a notice, and what to watch after reinstatement."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import WatchKind
from diagnose.knowledge.models.handover import fits
from diagnose.report.blocks import Block, Blocks, Entry, Gauge, Heading, Paragraph, Table
from diagnose.report.figures import figures
from diagnose.report.trends import WORSE
from diagnose.report.words import counted, joined
from facts_schema import Case, Diagnosis

LISTINGS_SHOWN = 40
USUALLY_NEAR = 0.75
"""The share of a limit that is close to it where no watch says otherwise."""


def health_check(diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase) -> Blocks:
    """What is breached, what is close to its limit, which listings carry risk, and what to watch."""
    drawn = figures(diagnosis, case, knowledge)
    heading = [row for block in drawn if isinstance(block, Table) for row in block.rows if row[2] == WORSE]
    gauges = [block for block in drawn if isinstance(block, Gauge)]
    near = _near(knowledge)
    breached = [gauge for gauge in gauges if gauge.breached]
    close = [gauge for gauge in gauges if not gauge.breached and _close(gauge, near)]
    title = joined(["Health check", diagnosis.id, diagnosis.marketplace or ""], " · ")
    return (
        Heading(title, 1),
        Paragraph(_told(breached, close, diagnosis)),
        *_figures("Breached", breached),
        *_figures("Close to its limit", close),
        *_heading_for(heading),
        *_risks(diagnosis),
        *_listings(diagnosis),
        *drawn,
        *monitoring(diagnosis, knowledge),
        Paragraph(diagnosis.disclaimer, quiet=True),
    )


def _near(knowledge: KnowledgeBase) -> dict[str, float]:
    watched = knowledge.watches.values()
    return {knowledge.metrics[name].title: watch.near for watch in watched for name in watch.metrics}


def _close(gauge: Gauge, near: dict[str, float]) -> bool:
    """Whether a figure has used up the share of its limit from which it is close."""
    share = near.get(gauge.title, USUALLY_NEAR)
    if gauge.good == "above":
        best = 1.0 if gauge.limit < 1 else 2 * gauge.limit
        return gauge.value - gauge.limit < (1 - share) * (best - gauge.limit)
    return gauge.limit > 0 and gauge.value >= share * gauge.limit


def _told(breached: list[Gauge], close: list[Gauge], diagnosis: Diagnosis) -> str:
    found = [
        f"{counted(len(breached), 'figure')} breached",
        f"{counted(len(close), 'figure')} close to a limit",
        f"{counted(len(diagnosis.listings), 'listing')} with a risk",
    ]
    return f"{joined(found)}."


def _figures(title: str, gauges: list[Gauge]) -> list[Block]:
    return [Heading(title), *(Entry(gauge.words, "warning") for gauge in gauges)] if gauges else []


def _heading_for(rows: list[tuple[str, ...]]) -> list[Block]:
    """What is getting worse, breached or not."""
    lines = [Entry(f"{title}: {readings}", "warning", pace) for title, readings, _, pace in rows]
    return [Heading("Getting worse"), *lines] if lines else []


def _risks(diagnosis: Diagnosis) -> list[Block]:
    """The grounds that the data point to, though Amazon has not acted on them."""
    lines = [Entry(ground.title, "warning", ground.confidence) for ground in diagnosis.grounds]
    return [Heading("What the data point to"), *lines] if lines else []


def _listings(diagnosis: Diagnosis) -> list[Block]:
    items = [item for item in diagnosis.listings if item.says]
    lines = [Entry(item.asin, "warning", notes=item.says) for item in items[:LISTINGS_SHOWN]]
    rest = [Paragraph(f"and {counted(len(items) - LISTINGS_SHOWN, 'more listing')}")]
    more = rest if len(items) > LISTINGS_SHOWN else []
    return [Heading("Listings with a risk"), *lines, *more] if lines else []


def monitoring(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> list[Block]:
    """What to watch, from which report, how often, by whom, and what to do at which value."""
    rows = tuple(
        (watch.title, watch.report, watch.often, watch.who, watch.at, watch.do)
        for watch in _watched(diagnosis, knowledge)
    )
    head = ("Watch", "From", "How often", "Who", "Act at", "Then")
    return [Heading("Monitoring plan"), Table("What to watch", head, rows)] if rows else []


def _watched(diagnosis: Diagnosis, knowledge: KnowledgeBase) -> Iterator[WatchKind]:
    """After an enforcement the metrics that its grounds are measured by; else every metric."""
    used = {
        metric
        for ground in diagnosis.grounds
        for rule in knowledge.grounds[ground.id].rules
        for fact in rule.when.facts
        for measure in knowledge.facts[fact].measured
        for metric in (measure.metric,)
    }
    for watch in knowledge.watches.values():
        about = not (watch.metrics and diagnosis.enforcement) or bool(used & set(watch.metrics))
        if about and fits(watch.fits, diagnosis):
            yield watch
