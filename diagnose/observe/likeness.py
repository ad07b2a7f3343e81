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


class Worded(NamedTuple):
    """A folded text, its sentences with start and end, their terms, and a way to quote a span."""

    folded: str
    sentences: Sequence[tuple[int, int]]
    sayings: Sayings
    quote: Callable[[int, int], Quote]


class Likened(NamedTuple):
    """How much one notice is worded like the examples of each label; ``alike`` are the grounds it tells.

    ``whole`` is what all labels together count for, of which those that name no ground count for less.
    """

    likeness: Mapping[str, float]
    whole: float
    alike: frozenset[str]
    text: Worded

    def share(self, ground: str) -> float:
        """How much it is worded like the examples of a ground of which something was learned."""
        return min(self.likeness[ground] / self.whole, 1.0)

    def seen(self, ground: str, quoted: bool = True) -> Observation:
        """What shows that it is worded like a ground, or that it is not."""
        return _telling(ground, self.text, quoted) if ground in self.alike else _unlike(ground)


def likened(knowledge: KnowledgeBase, likeness: Mapping[str, float], text: Worded) -> Likened | None:
    """The grounds by their likeness."""
    weights = knowledge.weights.likeness
    if weights is None:
        return None
    none = math.fsum([likeness.get(NOTHING, 0.0), likeness.get(UNNAMED, 0.0)])
    whole = 1 - none + weights.unnamed * none
    least = weights.neutral_share * whole
    alike = [label for label, p in likeness.items() if p > least and label in knowledge.grounds]
    return Likened(likeness, whole, frozenset(alike), text)


def is_idle(likeness: Mapping[str, float], at_least: float) -> bool:
    """Whether a message is worded like those in which nothing is to be diagnosed."""
    return likeness.get(NOTHING, -1.0) >= at_least


def names_no_ground(likeness: Mapping[str, float]) -> bool:
    """Whether a notice is worded most like those that name no ground."""
    return bool(likeness) and max(likeness, key=likeness.__getitem__) == UNNAMED


def _telling(ground: str, text: Worded, quoted: bool) -> Observation:
    terms = text.sayings.vocabulary.typical_terms(text.sayings.whole(), ground, _WORDS_SHOWN)
    words = ", ".join(f'"{_as_written(term, text)}"' for term in terms)
    quote = _quote(terms, text) if quoted else None
    return _observation(ground, "yes", f"typical words: {words}", quote)


def _quote(terms: Sequence[str], text: Worded) -> Quote | None:
    """The sentence that holds most of some terms."""
    counts = standing_in(terms, [text.folded[start:end] for start, end in text.sentences])
    most = max(counts, default=0)
    return text.quote(*text.sentences[counts.index(most)]) if most else None


def _as_written(term: str, text: Worded) -> str:
    """A term as the notice itself writes it where folding took its spaces or changed its script."""
    written = closed_up(term)
    at = -1 if written == term and len(term) > 1 else text.folded.find(written)
    return written if at < 0 else text.quote(at, at + len(written)).text


@cache
def _unlike(ground: str) -> Observation:
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
