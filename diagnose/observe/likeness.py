"""How a notice as a whole is worded: the likeness of its text to the examples of each ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.terms import closed_up, counted, standing_in
from diagnose.knowledge.vocabulary import NOTHING, UNNAMED, Likeness, Vocabulary
from facts_schema import Observation, Quote

_WORDS_SHOWN = 4


class Alike(NamedTuple):
    """How much one notice is worded like the examples of a ground; ``log_odds`` against all other labels.

    ``told`` are the words that show it, where it is alike enough to tell.
    """

    ground: str
    log_odds: float
    told: Observation | None

    @property
    def observation(self) -> Observation:
        """What was seen: typical words, or that there are few of them."""
        return self.told or _observation(self.ground, "no", "few words are typical of it", None)


class Worded(NamedTuple):
    """A folded text, its sentences with start and end, the words of each, and a way to quote a span."""

    folded: str
    sentences: Sequence[tuple[int, int]]
    words: Sequence[Sequence[str]]
    quote: Callable[[int, int], Quote]


def alike_to(
    knowledge: KnowledgeBase, vocabulary: Vocabulary, likeness: Sequence[Likeness], text: Worded
) -> tuple[Alike, ...]:
    """Every ground with its likeness, most alike first; those alike enough to tell have their words."""
    weights = knowledge.weights.likeness
    if weights is None:
        return ()
    among = _among_grounds(likeness, weights.unnamed)
    found = [(item.label, item.log_odds) for item in among if item.label in knowledge.grounds]
    return tuple(
        [
            Alike(ground, odds, _telling(vocabulary, ground, text) if odds > weights.neutral else None)
            for ground, odds in found
        ]
    )


def _among_grounds(likeness: Sequence[Likeness], unnamed: float) -> Iterator[Likeness]:
    """The grounds by their shares where what names none counts for less."""
    none = math.fsum(item.probability for item in likeness if item.label in (NOTHING, UNNAMED))
    whole = 1 - none + unnamed * none
    for item in likeness:
        if item.label not in (NOTHING, UNNAMED):
            yield Likeness(item.label, min(item.probability / whole, 1.0))


def is_idle(likeness: Sequence[Likeness], at_least: float) -> bool:
    """Whether a message is worded like those in which nothing is to be diagnosed."""
    return any(item.label == NOTHING and item.probability >= at_least for item in likeness)


def names_no_ground(likeness: Sequence[Likeness]) -> bool:
    """Whether a notice is worded most like those that name no ground."""
    return bool(likeness) and likeness[0].label == UNNAMED


def _telling(vocabulary: Vocabulary, ground: str, text: Worded) -> Observation:
    terms = vocabulary.typical_terms(counted([*chain.from_iterable(text.words)]), ground, _WORDS_SHOWN)
    counts = standing_in(terms, [text.folded[start:end] for start, end in text.sentences])
    most = max(counts, default=0)
    return _observation(
        ground,
        "yes",
        "typical words: " + ", ".join(f'"{_as_written(term, text)}"' for term in terms),
        text.quote(*text.sentences[counts.index(most)]) if most else None,
    )


def _as_written(term: str, text: Worded) -> str:
    """A term as the notice itself writes it where folding took its spaces or changed its script."""
    written = closed_up(term)
    at = -1 if written == term and len(term) > 1 else text.folded.find(written)
    return written if at < 0 else text.quote(at, at + len(written)).text


def _observation(ground: str, answer: str, says: str, quote: Quote | None) -> Observation:
    return Observation.model_validate(
        {
            "fact": f"worded-like-{ground}",
            "answer": answer,
            "grade": "paper",
            "origin": "notice",
            "says": says,
            "quote": quote,
        }
    )
