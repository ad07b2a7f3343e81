"""How a notice as a whole is worded: the likeness of its text to the examples of each ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.sayings import Sayings
from diagnose.knowledge.terms import closed_up, standing_in
from diagnose.knowledge.vocabulary import NOTHING, UNNAMED
from facts_schema import Observation, Quote

_WORDS_SHOWN = 4


class Likened(NamedTuple):
    """How much one notice is worded like the examples of each ground, as its share among all of them.

    ``told`` are the words that show it, for the grounds that it is alike enough to tell.
    """

    shares: Mapping[str, float]
    told: Mapping[str, Observation]


class Worded(NamedTuple):
    """A folded text, its sentences with start and end, their terms, and a way to quote a span."""

    folded: str
    sentences: Sequence[tuple[int, int]]
    sayings: Sayings
    quote: Callable[[int, int], Quote]


def likened(knowledge: KnowledgeBase, likeness: Mapping[str, float], text: Worded) -> Likened | None:
    """The grounds by their likeness; those alike enough to tell have the words that show it."""
    weights = knowledge.weights.likeness
    if weights is None:
        return None
    shares = _among_grounds(knowledge, likeness, weights.unnamed)
    neutral = weights.neutral_share
    alike = [ground for ground, share in shares.items() if share > neutral]
    typical = text.sayings.vocabulary.typical_terms
    told = {
        ground: _telling(typical(text.sayings.whole(), ground, _WORDS_SHOWN), ground, text)
        for ground in alike
    }
    return Likened(shares, told)


def _among_grounds(
    knowledge: KnowledgeBase, likeness: Mapping[str, float], unnamed: float
) -> dict[str, float]:
    """The grounds by their shares where what names none counts for less."""
    none = math.fsum([likeness.get(NOTHING, 0.0), likeness.get(UNNAMED, 0.0)])
    whole = 1 - none + unnamed * none
    return {label: min(p / whole, 1.0) for label, p in likeness.items() if label in knowledge.grounds}


def is_idle(likeness: Mapping[str, float], at_least: float) -> bool:
    """Whether a message is worded like those in which nothing is to be diagnosed."""
    return likeness.get(NOTHING, -1.0) >= at_least


def names_no_ground(likeness: Mapping[str, float]) -> bool:
    """Whether a notice is worded most like those that name no ground."""
    return bool(likeness) and max(likeness, key=likeness.__getitem__) == UNNAMED


def _telling(terms: Sequence[str], ground: str, text: Worded) -> Observation:
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


@cache
def unlike(ground: str) -> Observation:
    """What was seen of a ground that a notice is not worded like."""
    return _observation(ground, "no", "few words are typical of it", None)


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
