"""Which part of a letter each sentence stands in: by headings, else by what paragraphs say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import get_args

from diagnose.knowledge.models import LetterPart
from diagnose.review.letter import SCORED, Sentence

HEADING = "heading-"
CUE = "cue-"
"""Themes so named are the headings of a part, and what a paragraph of it says."""
MIXED = "heading-actions"
"""A heading above corrective and preventive actions together."""
PARTS: tuple[LetterPart, ...] = get_args(LetterPart)
_ORDER: tuple[LetterPart, ...] = (
    "attachments", "preventive", "corrective", "root-cause", "subject", "other", "opening", "closing",
)  # fmt: skip
"""Of several parts that a heading fits, the first."""
_RUN_IN = re.compile(r"[*_ ]*[^:\n]{1,60}?(?::|\s[-–—])[*_]*\s+(?=\S)")
_SHORT = re.compile(r"[*_ ]*(?:\S+ ){0,4}\S+[.:][*_]*")
"""A heading that goes on in its line: "Root cause. From 3 May ..."."""
_STYLES = (
    ("capitals", re.compile(r"[^a-z]*[A-Z][^a-z]{3,}$")),
    ("number", re.compile(r"\(?\d{1,2}[.)]\s")),
    ("roman", re.compile(r"[IVX]{1,4}[.)]\s")),
    ("letter", re.compile(r"\(?[A-Z][.)]\s")),
    ("hash", re.compile(r"#+\s")),
    ("bold", re.compile(r"\*\*|__")),
)


def parts_of(sentences: Sequence[Sentence]) -> list[LetterPart]:
    """The part of each sentence."""
    before = [None, *(sentence.item for sentence in sentences)]
    headed = [_opened_by(s, s.item != item) for s, item in zip(sentences, before, strict=False)]
    disputed = not any(part in SCORED for part in headed) and any("disputes" in s.says for s in sentences)
    styles = {_style(s) for s, part in zip(sentences, headed, strict=True) if s.heading and part in SCORED}
    current: LetterPart | None = None
    mixed = False
    item = -1
    placed: list[LetterPart | None] = []
    for sentence, part in zip(sentences, headed, strict=True):
        if current == "attachments" and not sentence.apart and part != "closing":
            part = None
        elif part or (sentence.heading and MIXED in sentence.says):
            current, mixed = part or "corrective", part is None
        elif f"{CUE}attachments" in sentence.says and sentence.item != item and current not in SCORED[:2]:
            current, mixed = "attachments", False
        elif sentence.heading and _is_another(sentence, styles):
            current, mixed = "other", False
        elif sentence.heading and not sentence.bullet and "names-listing" not in sentence.says:
            current, mixed = None, False
        elif f"{CUE}closing" in sentence.says and not sentence.heading and current != "opening":
            current, mixed = "closing", False
        item = sentence.item
        placed.append(_of_mixed(sentence) if mixed and current else current)
    return [part or "opening" for part in placed] if disputed else _by_content(sentences, placed)


def _of_mixed(sentence: Sentence) -> LetterPart:
    return "preventive" if f"{CUE}preventive" in sentence.says else "corrective"


def _opened_by(sentence: Sentence, first: bool) -> LetterPart | None:
    """The part that a sentence opens: it is a heading, or begins with one ("Root cause: we ...")."""
    named = [part for part in _ORDER if f"{HEADING}{part}" in sentence.says]
    if not named:
        return None
    if sentence.heading or not first:
        return named[0] if sentence.heading else None
    run_in = _RUN_IN.match(sentence.text) or _SHORT.fullmatch(sentence.text)
    if run_in is None or len(run_in[0].split()) > 7:
        return None
    return next((part for part in named if f"starts-{part}" in sentence.says), None)


def _style(sentence: Sentence) -> str:
    return next((name for name, pattern in _STYLES if pattern.match(sentence.text)), "")


def _is_another(sentence: Sentence, styles: Iterable[str]) -> bool:
    """Whether a heading that names no part ends the one before: it is written like those that name one."""
    style = _style(sentence)
    return bool(style) and style in styles and "names-listing" not in sentence.says


def _by_content(sentences: Sequence[Sentence], placed: Sequence[LetterPart | None]) -> list[LetterPart]:
    """Paragraphs under no heading get the part that they speak like; the three parts follow each other."""
    missing = [part for part in SCORED if part not in placed]
    paragraphs = {item: list(group) for item, group in groupby(sentences, key=lambda s: s.item)}
    out: list[LetterPart] = []
    before: LetterPart = "opening"
    item = -1
    for number, sentence in enumerate(sentences):
        own = placed[number]
        if own is not None and not (own in ("opening", "other") and missing):
            before = own
        elif sentence.item != item:
            paragraph = paragraphs[sentence.item]
            before = _spoken_like(paragraph, missing, before, own)
        item = sentence.item
        out.append(before)
    return out


def _spoken_like(
    paragraph: Sequence[Sentence], missing: Sequence[LetterPart], before: LetterPart, own: LetterPart | None
) -> LetterPart:
    if any(f"{CUE}closing" in s.says for s in paragraph[:1]):
        return "closing"
    for says in (paragraph[0].says, frozenset().union(*(s.says for s in paragraph))):
        for part in ("preventive", "corrective", "root-cause"):
            if part in missing and f"{CUE}{part}" in says:
                return part
    return own or _told_by(frozenset().union(*(s.says for s in paragraph)), missing, before) or before


def _told_by(says: frozenset[str], missing: Sequence[LetterPart], before: LetterPart) -> LetterPart | None:
    """What a paragraph that uses no usual words must be: a cause, something dated, or a standing rule."""
    if "own-process" in says and "root-cause" in missing and before in ("opening", "root-cause"):
        return "root-cause"
    if "date" in says and "frequency" not in says and "corrective" in missing and before != "opening":
        return "corrective"
    if "frequency" in says and "preventive" in missing and before in ("corrective", "preventive"):
        return "preventive"
    return None
