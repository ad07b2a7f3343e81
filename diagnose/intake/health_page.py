"""The Account Health page as a seller pastes it: names of metrics with figures around them.

The page is no format, so this reads what it can: from one metric's name to the next, the first percentage
that is no target is the value. Names come from the knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.intake.metric_checks import account_status, impossible
from diagnose.intake.metric_names import MetricNames
from diagnose.intake.tables import decimal, whole_number
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import MetricKind
from facts_schema import Health, Metric

_ENOUGH = 3
_LONG_LINE = 160
_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?![\d.,])|\d+(?:[.,]\d+)?"
_RATE = re.compile(rf"(?P<number>{_NUMBER})\s?%")
_TARGET = re.compile(
    rf"(?:target|goal)\W{{0,3}}(?:is\s+)?(?P<side>under|below|less than|<=?|≤|over|above|more than|"
    rf"greater than|at least|>=?|≥)?\s*(?P<number>{_NUMBER})\s?(?P<percent>%?)",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?P<count>{_NUMBER})\s+(?:of|out of)\s+(?P<out_of>{_NUMBER})",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![\d.,%])(?P<number>{_NUMBER})(?!\s?(?:%|days?\b|hours?\b|[\d.,]*%))", re.IGNORECASE
)
_RATING = re.compile(r"(?P<number>\d{1,4})\b|(?P<word>healthy|at risk|unhealthy|critical)", re.IGNORECASE)
_STATE = re.compile(
    r"account (?:status\W{0,3}|is (?:currently )?|has been )"
    r"(?P<state>normal|healthy|active|at risk|deactivated|suspended)",
    re.IGNORECASE,
)
_TWO_COLUMNS = re.compile(r"fulfilled by amazon|\bFBA\b", re.IGNORECASE)
_PARTS = (
    ("claims", r"a-to-z(?: guarantee)?(?: claims?)?"),
    ("chargebacks", r"(?:service |credit card )?chargebacks?(?: claims?)?"),
    ("negativeFeedback", r"negative feedbacks?"),
)
_PART_COUNT = r"\W{0,6}(?:[\d.,]+\s?%\W{0,6})?(\d+)\b(?!\s?%|[.,]\d)"
_NEAR = 80
_GREETING = re.compile(r"\s*(?:hello|dear|hi|greetings)\b", re.IGNORECASE)
_UNDER = frozenset({"under", "below", "less than", "<", "<=", "≤"})
_WELL = {"healthy": "NORMAL", "active": "NORMAL"}


@dataclass(frozen=True)
class _Block:
    """A metric's name and the text until the next one."""

    kind: MetricKind
    name: str
    body: str


def is_health_page(text: str, knowledge: KnowledgeBase) -> bool:
    """Whether several metrics stand here with figures, and it is a page and not a letter."""
    if _GREETING.match(text) or sum(len(line) > _LONG_LINE for line in text.splitlines()) > 2:
        return False
    found = {block.kind.id for block in _blocks(text, knowledge) if _figures(block)}
    return len(found) >= _ENOUGH


def read_health_page(text: str, source: str, knowledge: KnowledgeBase) -> tuple[Health, list[str]]:
    """The account's health as the page shows it, and the names that stand there without a figure."""
    names = MetricNames(knowledge)
    two_columns = _TWO_COLUMNS.search(text) is not None
    metrics: dict[str, Metric] = {}
    warnings: list[str] = []
    rating: tuple[str | None, int | None] = (None, None)
    for block in _blocks(text, knowledge):
        if "ahrScore" in block.kind.count_keys:
            rating = _rating(block.body)
        for kind, metric in _metrics(block, source, names if two_columns else None):
            checked, odd = impossible(kind, metric)
            metrics.setdefault(kind.id, checked)
            warnings += [f"{source}: {block.name}: {what}." for what in odd]
    state = _STATE.search(text)
    word = state["state"].lower() if state else ""
    health = Health(
        status=account_status(_WELL.get(word, word)),
        rating=rating[0],
        rating_score=rating[1],
        metrics=dict(sorted(metrics.items())),
    )
    return health, warnings


def _blocks(text: str, knowledge: KnowledgeBase) -> Iterator[_Block]:
    names = MetricNames(knowledge).by_page_name
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spaced = (r"[^\S\n]+".join(map(re.escape, name.split())) for name in longest_first)
    found = list(re.finditer(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", text, re.IGNORECASE)) if names else []
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=False):
        name = " ".join(match[0].lower().split())
        yield _Block(names[name], match[0], text[match.end() : end])


def _figures(block: _Block) -> bool:
    body = _TARGET.sub(" ", block.body)
    return bool(_RATE.search(body) if block.kind.unit == "rate" else _COUNT.search(body[:_NEAR]))


def _metrics(block: _Block, source: str, names: MetricNames | None) -> Iterator[tuple[MetricKind, Metric]]:
    if block.kind.unit != "rate":
        yield from _count(block, source)
        return
    body, target = _TARGET.sub(" ", block.body), _TARGET.search(block.body)
    rates = [decimal(match["number"]) for match in _RATE.finditer(body)]
    counts = [(_whole(match["count"]), _whole(match["out_of"])) for match in _OF.finditer(body)]
    amazon = names.amazon_side(block.kind) if names else None
    for place, kind in enumerate([block.kind, amazon] if amazon else [block.kind]):
        if place < len(rates):
            metric = _rate(kind, rates[place], counts[place : place + 1], target, source)
            yield kind, metric if place else metric.model_copy(update={"parts": _part_counts(kind, body)})


def _part_counts(kind: MetricKind, body: str) -> dict[str, int]:
    found = {key: re.search(words + _PART_COUNT, body, re.IGNORECASE) for key, words in _PARTS}
    return {
        kind.part_keys[key]: int(match[1]) for key, match in found.items() if match and key in kind.part_keys
    }


def _whole(text: str) -> int | None:
    """A count, in which points and commas only group digits."""
    return whole_number(re.sub(r"[.,]", "", text))


def _rate(
    kind: MetricKind,
    percent: float | None,
    counts: list[tuple[int | None, int | None]],
    target: re.Match[str] | None,
    source: str,
) -> Metric:
    count, out_of = counts[0] if counts else (None, None)
    under = (target["side"] or "").lower() in _UNDER if target and target["side"] else kind.good == "below"
    return Metric(
        value=None if percent is None else percent / 100,
        target=_target(target),
        condition=("LESS_THAN" if under else "GREATER_THAN") if target else None,
        count=count,
        out_of=out_of,
        source=source,
    )


def _target(match: re.Match[str] | None) -> float | None:
    number = decimal(match["number"]) if match else None
    return number / 100 if match and match["percent"] and number is not None else number


def _count(block: _Block, source: str) -> Iterator[tuple[MetricKind, Metric]]:
    found = _COUNT.search(_TARGET.sub(" ", block.body)[:_NEAR])
    number = _whole(found["number"]) if found else None
    if number is not None:
        yield block.kind, Metric(value=number, count=number, source=source)


def _rating(body: str) -> tuple[str | None, int | None]:
    found = list(_RATING.finditer(body[:200]))
    number = next((int(match["number"]) for match in found if match["number"]), None)
    word = next((match["word"] for match in found if match["word"]), None)
    return word, number if number is not None and number <= 1000 else None
