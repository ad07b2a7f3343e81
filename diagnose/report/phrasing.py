"""The sentences between the facts of a draft: which way to say it is decided by the case."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from diagnose.knowledge.models import PhraseKind


def phrased(phrase: PhraseKind, seed: str, gaps: Mapping[str, str]) -> str:
    """One way to say a phrase, the same for the same ``seed``, with its gaps filled."""
    number = int.from_bytes(hashlib.sha256(f"{seed}\0{phrase.id}".encode()).digest()[:8])
    number, head = divmod(number, len(phrase.heads))
    number, link = divmod(number, len(phrase.links))
    tail = phrase.tails[number % len(phrase.tails)]
    text = f"{phrase.heads[head]}{phrase.links[link]} {tail}"
    for name, value in gaps.items():
        text = text.replace("{" + name + "}", value)
    return text


def inside_a_sentence(title: str) -> str:
    """A title as it stands within a sentence; abbreviations keep their capitals."""
    return title[:1].lower() + title[1:] if not title[1:2].isupper() else title
