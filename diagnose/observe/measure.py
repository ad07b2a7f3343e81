"""What a notice does, where its sentences speak of several measures.

A letter says first what it does; what it recalls, threatens or explains stands further down. So each
sentence speaks for the measures it names, by their weight, and the more quietly the later it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from diagnose.knowledge.models import EnforcementKind
from diagnose.knowledge.vocabulary import Likeness
from diagnose.knowledge.wording import ONGOING, SILENT, Hit, Phrasebook, Reading

_FADING = 0.6
"""The sentence after the first speaks 1 / (1 + 0.6) as loudly, the next one 1 / (1 + 1.2), and so on."""
_AS_LOUD = 0.85
"""Of the measures spoken of at least this share as loudly as the loudest, the first in precedence counts."""
_REPEATED = 0.4
"""The power to which the number of words for one measure in one sentence counts."""
_LIKELY = 0.5
"""How loudly a sentence speaks that is only worded like those that state a measure."""
_PROBABLY = 0.5
_STATES = 15
"""A line of fewer characters states nothing."""
_SHORTEST = 25
"""A line of fewer characters is a greeting or a label: it does not put what follows further down."""


class Measure(NamedTuple):
    """What a notice does, and the span of the folded text that says so; ``hit`` where a wording says it."""

    kind: str
    start: int
    end: int
    sentence: int
    hit: Hit | None = None


def measure_of(
    reading: Reading, book: Phrasebook, kinds: Mapping[str, EnforcementKind], likely: Sequence[Likely] = ()
) -> Measure | None:
    """The measure a notice speaks of most, with the words that say it first.

    ``likely`` are the sentences that are worded like those that state a measure (:func:`likely_measures`).
    """
    does = book.enforcements
    hits = [hit for hit in reading.hits if does[hit.entry] in kinds]
    spoken = _spoken(hits, likely, reading, book, kinds)
    if not spoken:
        return None
    loud = _AS_LOUD * max(spoken.values())
    best = next(kind for kind in kinds if spoken.get(kind, 0) >= loud)
    for hit in hits:
        if does[hit.entry] == best:
            return Measure(best, hit.start, hit.end, hit.sentence, hit)
    sentence = max((item for item in likely if item.kind == best), key=lambda item: item.probability).sentence
    return Measure(best, reading.sentences[sentence].start, reading.sentences[sentence].end, sentence)


class Likely(NamedTuple):
    """A sentence that is worded like those that state a measure."""

    sentence: int
    kind: str
    probability: float


def likely_measures(
    reading: Reading,
    book: Phrasebook,
    like: Callable[[str], Likeness | None],
    kinds: Mapping[str, EnforcementKind],
) -> tuple[Likely, ...]:
    """The sentences that state a measure more probably than not; ``like`` tells what one is worded like.

    Questions, silent sections and sentences that deny something or say what goes on state none; under a
    condition stands what is threatened, and nothing else.
    """
    guards = reading.guards
    denied = {hit.sentence for kind in ("negated", ONGOING) for hit in guards.get(kind, ())}
    conditional = {hit.sentence for hit in guards.get("conditional", ())}
    found = []
    for number, sentence in enumerate(reading.sentences):
        states = not (sentence.question or number in denied or sentence.section in SILENT)
        if states and sentence.end - sentence.start >= _STATES:
            item = like(reading.folded.text[sentence.start : sentence.end])
            kind = kinds.get(item.label) if item is not None and item.probability >= _PROBABLY else None
            if item and kind and (kind.threatens or number not in conditional):
                found.append(Likely(number, item.label, item.probability))
    return tuple(found)


def _spoken(
    hits: Sequence[Hit],
    likely: Sequence[Likely],
    reading: Reading,
    book: Phrasebook,
    kinds: Mapping[str, EnforcementKind],
) -> dict[str, float]:
    """How loudly the sentences speak of each measure; words for one in a sentence count as their root."""
    loudness = _loudness(reading)
    said = Counter([(hit.sentence, book.enforcements[hit.entry] or "") for hit in hits])
    spoken: dict[str, float] = defaultdict(float)
    for (sentence, kind), times in said.items():
        spoken[kind] += kinds[kind].weight * times**_REPEATED * loudness[sentence]
    for item in likely:
        spoken[item.kind] += _LIKELY * item.probability * kinds[item.kind].weight * loudness[item.sentence]
    return spoken


def _loudness(reading: Reading) -> list[float]:
    before, loudness = 0, []
    for sentence in reading.sentences:
        loudness.append(1 / (1 + _FADING * before))
        before += sentence.end - sentence.start >= _SHORTEST
    return loudness
