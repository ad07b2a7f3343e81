"""How a notice as a whole is worded: the likeness of its text to the examples of each ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.terms import Sayings, closed_up, standing_in
from diagnose.knowledge.vocabulary import NOTHING, UNNAMED, Vocabulary, log_odds
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
        return self.told or _unlike(self.ground)


class Worded(NamedTuple):
    """A folded text, its sentences with start and end, their terms, and a way to quote a span."""

    folded: str
    sentences: Sequence[tuple[int, int]]
    sayings: Sayings
    quote: Callable[[int, int], Quote]


def alike_to(
    knowledge: KnowledgeBase, vocabulary: Vocabulary, likeness: Mapping[str, float], text: Worded
) -> tuple[Alike, ...]:
    """Every ground with its likeness; those alike enough to tell have the words that show it."""
    weights = knowledge.weights.likeness
    if weights is None:
        return ()
    among = _among_grounds(likeness, weights.unnamed)
    odds = [(label, log_odds(p)) for label, p in among if label in knowledge.grounds]
    return tuple(
        [Alike(g, x, _telling(vocabulary, g, text) if x > weights.neutral else None) for g, x in odds]
    )


def _among_grounds(likeness: Mapping[str, float], unnamed: float) -> list[tuple[str, float]]:
    """The grounds by their shares where what names none counts for less."""
    none = math.fsum([likeness.get(NOTHING, 0.0), likeness.get(UNNAMED, 0.0)])
    whole = 1 - none + unnamed * none
    return [(label, min(p / whole, 1.0)) for label, p in likeness.items() if label not in (NOTHING, UNNAMED)]


def is_idle(likeness: Mapping[str, float], at_least: float) -> bool:
    """Whether a message is worded like those in which nothing is to be diagnosed."""
    return likeness.get(NOTHING, -1.0) >= at_least


def names_no_ground(likeness: Mapping[str, float]) -> bool:
    """Whether a notice is worded most like those that name no ground."""
    return bool(likeness) and max(likeness, key=likeness.__getitem__) == UNNAMED


def _telling(vocabulary: Vocabulary, ground: str, text: Worded) -> Observation:
    terms = vocabulary.typical_terms(text.sayings.together(), ground, _WORDS_SHOWN)
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
def _unlike(ground: str) -> Observation:
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
