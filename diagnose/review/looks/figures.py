"""The figures of a letter against those of the reports and of the notice, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.knowledge.models import MetricKind
from diagnose.review.forms import ASIN, PAIR, PERCENT
from diagnose.review.given import Desk, Spots, at
from diagnose.review.letter import Sentence
from diagnose.review.looks.grounds import ABOUT
from facts_schema import Health, Metric

_INTEGER = re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,/-])\d+(?![\w%]|[.,/-]\d)")
_LEAST_NAME = 3
_MEASURED = "performance"
"""The family of the grounds that are about a rate."""


@dataclass(frozen=True)
class _Known:
    """A metric of the case: its names, the shares that are its limit, and those that it may be said to be.

    ``about`` is the theme of sentences that speak of it without its name: that of the only ground it is for.
    """

    kind: MetricKind
    metric: Metric
    names: re.Pattern[str]
    limits: tuple[float, ...]
    shares: tuple[float, ...]
    about: str


def figure_differs(desk: Desk) -> Spots:
    """Shares and counts of the past that are not those of the reports or of the notice."""
    known = list(_known(desk))
    for sentence in desk.letter.of("opening", "subject", "root-cause", "other"):
        for item in known:
            said = next(_differences(sentence, item), "")
            if said:
                yield at(sentence, said)
        yield from _units(desk, sentence)


def _known(desk: Desk) -> Iterator[_Known]:
    store = _store(desk)
    said = [m.value for m in desk.given.diagnosis.mentions if m.kind == "figure"]
    in_notice = [value for text in said for value, _ in _percents(text)]
    grounds = [ground.id for ground in desk.given.stated if ground.family == _MEASURED]
    measured = [name for name in (store.metrics if store else {}) if name in desk.knowledge.metrics]
    alone = f"{ABOUT}{grounds[0]}" if len(grounds) == len(measured) == 1 else ""
    for kind in desk.knowledge.metrics.values():
        metric = store.metrics.get(kind.id) if store else None
        if kind.unit != "rate" or (metric is None and not in_notice):
            continue
        metric = metric or Metric()
        limits = [100 * limit.value for limit in desk.knowledge.limits if limit.id == kind.limit]
        limits += [100 * metric.target] if metric.target is not None else []
        own = [100 * metric.value] if metric.value is not None else []
        names = "|".join(re.escape(n) for n in (kind.title, *kind.page_names) if len(n) >= _LEAST_NAME)
        yield _Known(
            kind,
            metric,
            re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE),
            tuple(limits),
            (*own, *(100 - share for share in own), *(share for share in in_notice if share not in limits)),
            alone if own else "",
        )


def _store(desk: Desk) -> Health | None:
    stores = desk.given.case.health
    own = [store for store in stores if store.marketplace == desk.given.diagnosis.marketplace]
    return next(iter(own or stores), None)


def _percents(text: str) -> list[tuple[float, int]]:
    """Every percentage with the number of its decimals."""
    found = [match[1].replace(",", ".") for match in PERCENT.finditer(text)]
    return [(float(number), len(number.partition(".")[2])) for number in found]


def _differences(sentence: Sentence, known: _Known) -> Iterator[str]:
    named = known.names.search(sentence.text) is not None
    spoken_of = named or known.about in sentence.says
    percents = _percents(sentence.text) if spoken_of else []
    percents = [(p, d) for p, d in percents if not any(_close(p, d, limit) for limit in known.limits)]
    if percents and known.shares and not any(_close(p, d, s) for p, d in percents for s in known.shares):
        told = known.metric.value
        right = f"the report says {100 * told:.4g} %" if told is not None else "the notice names another"
        yield f"{known.kind.title}: the letter says {percents[0][0]:g} %, {right}."
    count, out_of = known.metric.count, known.metric.out_of
    if count is None or out_of is None:
        return
    for part, total in _pairs(sentence.text):
        counts = {count, out_of - count, *known.metric.parts.values()}
        wrong = (part in counts) != (total == out_of) if not named else part not in counts or total != out_of
        if wrong:
            right = f"the report says {count:,} of {out_of:,}"
            yield f"{known.kind.title}: the letter says {part:,} of {total:,}, {right}."


def _close(value: float, decimals: int, other: float) -> bool:
    return abs(value - other) <= 0.5 * float(10**-decimals) + 1e-9


def _pairs(text: str) -> list[tuple[int, int]]:
    return [(int(m[1].replace(",", "")), int(m[2].replace(",", ""))) for m in PAIR.finditer(text)]


def _units(desk: Desk, sentence: Sentence) -> Spots:
    """Units sold and returned of one ASIN, against the totals of the reports."""
    asins = set(ASIN.findall(sentence.text))
    if len(asins) != 1:
        return
    asin, totals = asins.pop(), desk.given.case.totals
    for theme, counts in (("units-sold", totals.units_sold), ("units-returned", totals.units_returned)):
        numbers = [int(n.replace(",", "")) for n in _INTEGER.findall(ASIN.sub(" ", sentence.text))]
        if theme in sentence.says and asin in counts and numbers and counts[asin] not in numbers:
            what = theme.replace("-", " ")
            yield at(sentence, f"{asin}: the reports say {counts[asin]:,} {what}.")


def do_not_agree(desk: Desk) -> Spots:
    """A share beside two numbers that does not follow from them."""
    for sentence in desk.letter.sentences:
        pairs, percents = _pairs(sentence.text), _percents(sentence.text)
        if len(pairs) != 1 or len(percents) != 1 or not pairs[0][1] or pairs[0][0] > pairs[0][1]:
            continue
        share = 100 * pairs[0][0] / pairs[0][1]
        # "60 of 506 had no scan (rate 88.1 %)": the share of the rest is as good.
        if not any(_close(*percents[0], s) or _rounded(percents[0], s) for s in (share, 100 - share)):
            (part, total), (said, _) = pairs[0], percents[0]
            yield at(sentence, f"{part:,} of {total:,} is {share:.3g} %, not {said:g} %.")


def _rounded(said: tuple[float, int], share: float) -> bool:
    """Whether a share was cut off rather than rounded."""
    return abs(said[0] - share) < float(10 ** -said[1])
