"""How a notice as a whole is worded: the likeness of its text to the examples of each ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.vocabulary import NOTHING, UNNAMED, Likeness, Vocabulary, closed_up, stands_in
from facts_schema import Observation, Quote

_WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Alike:
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


def alike_to(
    knowledge: KnowledgeBase,
    vocabulary: Vocabulary,
    likeness: Sequence[Likeness],
    folded: str,
    sentences: Sequence[tuple[int, int]],
    quote: Callable[[int, int], Quote],
) -> tuple[Alike, ...]:
    """Every ground with its likeness, most alike first; those alike enough to tell have their words.

    Args:
        folded: the text as it was folded.
        sentences: start and end of each sentence in it.
        quote: makes a quote of a span of the folded text.
    """
    weights = knowledge.weights.likeness
    if weights is None:
        return ()
    return tuple(
        Alike(
            item.label,
            item.log_odds,
            _telling(vocabulary, item.label, folded, sentences, quote)
            if item.log_odds > weights.neutral
            else None,
        )
        for item in _among_grounds(likeness, weights.unnamed)
        if item.label in knowledge.grounds
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


def _telling(
    vocabulary: Vocabulary,
    ground: str,
    folded: str,
    sentences: Sequence[tuple[int, int]],
    quote: Callable[[int, int], Quote],
) -> Observation:
    terms = vocabulary.typical_terms(folded, ground, _WORDS_SHOWN)
    places = [
        (sum(stands_in(term, folded[start:end]) for term in terms), -start, (start, end))
        for start, end in sentences
    ]
    most = max(places, default=None)
    return _observation(
        ground,
        "yes",
        "typical words: " + ", ".join(f'"{_as_written(term, folded, quote)}"' for term in terms),
        quote(*most[2]) if most and most[0] else None,
    )


def _as_written(term: str, folded: str, quote: Callable[[int, int], Quote]) -> str:
    """A term as the notice itself writes it where folding took its spaces or changed its script."""
    written = closed_up(term)
    at = -1 if written == term and len(term) > 1 else folded.find(written)
    return written if at < 0 else quote(at, at + len(written)).text


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
