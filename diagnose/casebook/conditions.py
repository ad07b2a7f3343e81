"""An independent, plain reading of conditions: no engine, one case, one rule at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import When

Key = tuple[str, str]
Answers = Mapping[Key, str]


class Plain:
    """Reads conditions over the settled answers of one case."""

    def __init__(self, knowledge: KnowledgeBase, answers: Answers) -> None:
        self._facts = knowledge.facts
        self._answers = answers
        self._subjects = sorted({listing for _, listing in answers})

    def holds(self, when: When) -> bool:
        """Whether the condition is met, for some listing where it asks about listings."""
        return any(self._holds_for(when, listing) for listing in self._listings(when.facts))

    def met(self, when: When, fact: str) -> bool:
        """Whether the fact, as the condition wants it, is met for some listing."""
        return any(self._is(fact, _wanted(when, fact), listing) for listing in self._listings([fact]))

    def answer(self, fact: str) -> str:
        """The answers of a fact in words: yes, no, unknown, or for which listings which."""
        told = {listing: answer for (name, listing), answer in sorted(self._answers.items()) if name == fact}
        if not told:
            return "unknown"
        return ", ".join(f"{answer} ({listing})" if listing else answer for listing, answer in told.items())

    def _holds_for(self, when: When, listing: str) -> bool:
        some = not when.any or any(self._is(fact, "yes", listing) for fact in when.any)
        every = all(self._is(fact, "yes", listing) for fact in when.all)
        return some and every and all(self._is(fact, "no", listing) for fact in when.denied)

    def _is(self, fact: str, answer: str, listing: str) -> bool:
        kind = self._facts.get(fact)
        about_listing = kind is not None and kind.about == "listing"
        return self._answers.get((fact, listing if about_listing else "")) == answer

    def _listings(self, facts: Iterable[str]) -> list[str]:
        about = [self._facts[fact].about for fact in facts if fact in self._facts]
        return self._subjects if "listing" in about else [""]


def _wanted(when: When, fact: str) -> str:
    return "no" if fact in when.denied else "yes"


def without(when: When, fact: str) -> When:
    """The condition without one fact; it may ask for nothing and then always holds."""
    parts = {
        part: tuple(name for name in getattr(when, part) if name != fact) for part in ("all", "any", "denied")
    }
    return when.model_copy(update=parts)


def inverted(when: When, fact: str) -> When:
    """The condition that wants the other answer of one fact."""
    rest = without(when, fact)
    if fact in when.denied:
        return rest.model_copy(update={"all": (*rest.all, fact)})
    return rest.model_copy(update={"denied": (*rest.denied, fact)})
