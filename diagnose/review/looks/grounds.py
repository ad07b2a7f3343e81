"""Which ground a letter answers, which parts it has, and whether its root cause is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.terms import terms_of
from diagnose.knowledge.vocabulary import log_odds
from diagnose.knowledge.wording import fold
from diagnose.review.given import Desk, Spots, at, whole
from diagnose.review.letter import SCORED, Letter, Sentence
from diagnose.review.words import content_words

ABOUT = "ground-"
"""Themes so named say that a sentence is about a ground."""
_FEWEST_WORDS = 5
_EXPLAINED = 4
"""So many times the least of words of his own explain a cause without naming what was not done."""
_CLOSE = 5
"""A letter that is silent on its only ground may be about one of so many that it is most worded like."""
_PART_NAMES = {"root-cause": "root cause", "corrective": "corrective", "preventive": "preventive"}


def likeness(letter: Letter, knowledge: KnowledgeBase) -> Mapping[str, float]:
    """How much a letter is worded like notices on each ground, in log-odds; empty where that is not known."""
    weights, key = knowledge.weights.likeness, (letter.language or "", "grounds")
    if weights is None or key not in knowledge.vocabularies:
        return {}
    there = {sentence.part for sentence in letter.of(*SCORED)}
    sentences = letter.of(*SCORED) if len(there) > 1 else letter.sentences
    folded = fold(" ".join(sentence.text for sentence in sentences)).text
    vocabulary = knowledge.vocabularies[key]
    told = [vocabulary.told(terms_of(folded))]
    shares = vocabulary.likeness(told, weights.sharpness, weights.whole_at)
    return {name: log_odds(share) for name, share in shares.items() if name in knowledge.grounds}


def wrong_ground(desk: Desk) -> Spots:
    """The letter is worded much more like letters on another ground than on any of the case's."""
    alike = likeness(desk.letter, desk.knowledge)
    stated = [ground.id for ground in desk.given.stated]
    if not alike or not stated:
        return
    ranked = sorted(alike, key=lambda ground: (-alike[ground], ground))
    best = ranked[0]
    nearest = min(ranked.index(ground) if ground in alike else len(ranked) for ground in stated)
    wanted = ", ".join(desk.knowledge.grounds[ground].title for ground in stated)
    if nearest >= _CLOSE and not _spoken_of(desk, stated):
        says = f"The notice is about “{wanted}”; the letter does not speak of it."
        sentence = next(iter(desk.letter.of("root-cause")), None)
        yield at(sentence, says) if sentence else whole(says)
    elif nearest and _prefers(desk, alike, ranked, nearest):
        title = desk.knowledge.grounds[best].title
        says = f"It reads as an answer to “{title}”; the notice is about “{wanted}”."
        sentence = _first_about(desk.letter, best)
        yield at(sentence, says) if sentence else whole(says)


def _prefers(desk: Desk, alike: Mapping[str, float], ranked: Sequence[str], nearest: int) -> bool:
    """Whether a letter is worded clearly more like another ground, and speaks of it at least as often.

    Where the grounds of the case are far down, twice as clearly is enough.
    """
    by = alike[ranked[0]] - (alike[ranked[nearest]] if nearest < len(ranked) else min(alike.values()))
    if nearest >= _CLOSE and by > 2 * desk.limit():
        return True
    stated = [ground.id for ground in desk.given.stated]
    return by > desk.limit() and _spoken_of(desk, ranked[:1]) >= _spoken_of(desk, stated)


def _spoken_of(desk: Desk, grounds: Sequence[str]) -> int:
    """How many sentences of the three parts are about any of some grounds."""
    names = {f"{ABOUT}{ground}" for ground in grounds}
    return sum(not names.isdisjoint(sentence.says) for sentence in desk.letter.of(*SCORED))


def _first_about(letter: Letter, ground: str) -> Sentence | None:
    sentences = letter.of("root-cause") or letter.sentences
    about = (sentence for sentence in sentences if f"{ABOUT}{ground}" in sentence.says)
    return next(about, sentences[0] if sentences else None)


def not_answered(desk: Desk) -> Spots:
    """Grounds of the notice of which the three parts of the letter do not speak."""
    spoken = frozenset().union(
        *(s.says for s in desk.letter.sentences if s.part not in ("opening", "subject"))
    )
    worded = {said.ground for said in desk.knowledge.review_wordings if said.ground}
    sure = [ground for ground in desk.given.stated if ground.confidence in ("clear", "likely")]
    for ground in sure if len(sure) > 1 else ():
        if ground.id in worded and f"{ABOUT}{ground.id}" not in spoken:
            yield whole(f"The notice is also about “{ground.title}”; the letter does not answer it.")


def part_missing(desk: Desk) -> Spots:
    """Parts of a plan that the letter does not have; a dispute has none, and needs none."""
    letter = desk.letter
    if not desk.given.plan_wanted:
        return
    there = [part for part in SCORED if sum(len(s.text.split()) for s in letter.of(part)) >= _FEWEST_WORDS]
    if "disputes" in letter.says and "admits" not in letter.says and len(there) < 2:
        return
    for part in SCORED:
        if part not in there:
            yield whole(f"There is no {_PART_NAMES[part]} part.")


def symptom(desk: Desk) -> Spots:
    """The root cause names no step of the seller's own work, or nothing that the notice does not say."""
    sentences = desk.letter.of("root-cause")
    said = frozenset().union(*(sentence.says for sentence in sentences))
    if not sentences or "excuse" in said or any(name.startswith("blames-") for name in said):
        return
    own = len(_own_words(desk, sentences))
    if own < desk.limit() or (own < _EXPLAINED * desk.limit() and "own-process" not in said):
        said_why = (s for s in sentences if "symptom" in s.says or "cue-root-cause" in s.says)
        yield at(next(said_why, sentences[0]))


def _own_words(desk: Desk, sentences: Sequence[Sentence]) -> frozenset[str]:
    """The words of the root cause that neither the notice nor the name of the ground holds."""
    known = [notice.text for notice in desk.given.case.notices]
    known += [f"{ground.title} {ground.means}" for ground in desk.given.stated]
    return content_words(" ".join(sentence.text for sentence in sentences)) - content_words(" ".join(known))
