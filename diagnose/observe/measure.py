"""What a notice does, where its sentences speak of several measures.

A letter says first what it does; what it recalls, threatens or explains stands further down. So each
sentence speaks for the measures it names, by their weight, and the more quietly the later it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from diagnose.knowledge.models import EnforcementKind
from diagnose.knowledge.wording import Hit, Phrasebook, Reading

_FADING = 0.6
"""The sentence after the first speaks 1 / (1 + 0.6) as loudly, the next one 1 / (1 + 1.2), and so on."""
_AS_LOUD = 0.85
"""Of the measures spoken of at least this share as loudly as the loudest, the first in precedence counts."""
_REPEATED = 0.4
"""The power to which the number of words for one measure in one sentence counts."""
_SHORTEST = 25
"""A line of fewer characters is a greeting or a label: it does not put what follows further down."""


def measure_of(
    reading: Reading, book: Phrasebook, kinds: Mapping[str, EnforcementKind]
) -> tuple[str | None, Hit | None]:
    """The measure a notice speaks of most, with the words that say it first."""
    hits = [hit for hit in reading.hits if book.entries[hit.entry].enforcement in kinds]
    if not hits:
        return None, None
    spoken = _spoken(hits, reading, book, kinds)
    loud = _AS_LOUD * max(spoken.values())
    best = next(kind for kind in kinds if spoken.get(kind, 0) >= loud)
    return best, next(hit for hit in hits if book.entries[hit.entry].enforcement == best)


def _spoken(
    hits: Sequence[Hit], reading: Reading, book: Phrasebook, kinds: Mapping[str, EnforcementKind]
) -> dict[str, float]:
    """How loudly the sentences speak of each measure; words for one in a sentence count as their root."""
    loudness = _loudness(reading)
    said = Counter((hit.sentence, book.entries[hit.entry].enforcement or "") for hit in hits)
    spoken: dict[str, float] = defaultdict(float)
    for (sentence, kind), times in said.items():
        spoken[kind] += kinds[kind].weight * times**_REPEATED * loudness[sentence]
    return spoken


def _loudness(reading: Reading) -> list[float]:
    before, loudness = 0, []
    for sentence in reading.sentences:
        loudness.append(1 / (1 + _FADING * before))
        before += sentence.end - sentence.start >= _SHORTEST
    return loudness
