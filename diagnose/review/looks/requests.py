"""Whether the letter answers everything that the notice asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagnose.review.given import PLAN, Desk, Spots, whole
from diagnose.review.parts import HEADING
from diagnose.review.words import content_words
from facts_schema import Request

_END = re.compile(r"[.!?;。]\s|\n[ \t]*(?=\n|[-*•]|\d+[.)])")
_BULLET = re.compile(r"[ \t]*(?:--?|[*•]|\d{1,2}[.)])[ \t]+(.+)")
DOCUMENT = "document-"
"""Themes so named say that a kind of evidence is mentioned."""
_PLAN = f"{DOCUMENT}{PLAN}"


def document_not_named(desk: Desk) -> Spots:
    """Documents that the notice asks for and the letter does not mention."""
    worded = {said.document for said in desk.knowledge.review_wordings if said.document}
    words = content_words(desk.letter.text)
    for choice in _choices(desk):
        if not any(_mentioned(desk, request, request.id in worded, words) for request in choice):
            titles = [request.title for request in choice if request.id != PLAN]
            yield whole(f"The notice asks for: {' or '.join(titles)}.")


def _choices(desk: Desk) -> list[list[Request]]:
    """What is asked for, alternatives together: "a court order, a licence, or a plan" is one choice."""
    by_sentence: dict[str, list[Request]] = {}
    for request in desk.given.diagnosis.requests:
        by_sentence.setdefault(_sentence_of(desk, request), []).append(request)
    return [choice for text, requests in by_sentence.items() for choice in _of_sentence(desk, text, requests)]


def _sentence_of(desk: Desk, request: Request) -> str:
    """The sentence or bullet of the notice that asks for something; the id where no words do."""
    if request.quote is None:
        return request.id
    text = desk.given.case.notices[request.quote.notice].text
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    start = max(end for end in ends if end <= request.quote.start)
    return text[start : min(end for end in ends if end >= request.quote.end)]


def _of_sentence(desk: Desk, text: str, requests: list[Request]) -> list[list[Request]]:
    """The requests of one sentence: what commas and "or" join is a choice, "and" begins something else."""
    if len(requests) == 1:
        return [requests]
    words = {word: name for name in ("or", "and") for word in desk.list_of(name)}
    connectors = "|".join(rf"\b{re.escape(word)}\b" for word in words)
    runs: list[tuple[list[Request], bool]] = [([], False)]
    for piece in re.split(rf"({connectors or '(?!)'})", text, flags=re.IGNORECASE):
        name = words.get(piece.casefold())
        if name == "and":
            runs.append(([], False))
        elif name == "or":
            runs[-1] = (runs[-1][0], True)
        else:
            says = desk.hear(piece).says
            runs[-1][0].extend(r for r in requests if f"{DOCUMENT}{r.id}" in says)
    told = [run if choice else [request] for run, choice in runs for request in (run[:1] if choice else run)]
    placed = {request.id for run in told for request in run}
    return [*told, *([request] for request in requests if request.id not in placed)]


def _mentioned(desk: Desk, request: Request, worded: bool, words: frozenset[str]) -> bool:
    if request.id == PLAN:
        return True
    if worded:
        return any(f"{DOCUMENT}{request.id}" in letter.says for letter in (desk.letter, *desk.given.earlier))
    return not content_words(request.title).isdisjoint(words)


def request_not_answered(desk: Desk) -> Spots:
    """Points of a list in the notice of which few words of their own stand in the letter."""
    letters = [desk.letter, *desk.given.earlier]
    said = frozenset().union(*(letter.says for letter in letters))
    words = frozenset().union(*(content_words(letter.text) for letter in letters))
    for notice in desk.given.case.notices:
        for point in _points(notice.text):
            heard = desk.hear(point).says
            about_the_plan = _PLAN in heard or any(theme.startswith(HEADING) for theme in heard)
            own = content_words(point) - content_words(notice.text.replace(point, " ", 1))
            named = any(theme.startswith(DOCUMENT) and theme in said for theme in heard)
            few = len(own & words) < desk.limit() * len(own)
            if few and not named and not about_the_plan:
                yield whole(f"The notice asks for: {point.strip().rstrip('.')}.")


def _points(text: str) -> Iterator[str]:
    """The bullets under a line that ends with a colon."""
    led = False
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if bullet and led:
            yield bullet[1]
        elif line.strip():
            led = line.rstrip().endswith((":", "："))
