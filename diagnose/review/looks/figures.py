"""The figures of a letter against those of the reports and of the notice, and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from diagnose.knowledge.models import MetricKind
from diagnose.review.forms import ASIN, PAIR, PERCENT
from diagnose.review.given import Desk, Spots, at
from diagnose.review.letter import Sentence
from facts_schema import Health, Metric

_INTEGER = re.compile(r"(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,/-])\d+(?![\w%]|[.,/-]\d)")
_LEAST_NAME = 3


@dataclass(frozen=True)
class _Known:
    """A metric of the case: how it is called, its figures, and every share that may be said of it."""

    kind: MetricKind
    metric: Metric
    names: re.Pattern[str]
    shares: tuple[float, ...]


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
    for kind in desk.knowledge.metrics.values():
        metric = store.metrics.get(kind.id) if store else None
        if kind.unit != "rate" or (metric is None and not in_notice):
            continue
        metric = metric or Metric()
        limits = [limit.value for limit in desk.knowledge.limits if limit.id == kind.limit]
        own = [value for value in (metric.value, metric.target) if value is not None]
        names = [kind.title, *kind.page_names]
        pattern = "|".join(re.escape(name) for name in names if len(name) >= _LEAST_NAME)
        yield _Known(
            kind,
            metric,
            re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE),
            (*(100 * value for value in (*own, *limits)), *in_notice),
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
    named = known.names.search(sentence.text)
    percents = _percents(sentence.text) if named else []
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
