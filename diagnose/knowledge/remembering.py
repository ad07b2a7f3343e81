"""Remembering what sentences say: notices are made of templates, so that most sentences come again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

_MOST = 2048
_LONGEST = 500
"""Longer sentences hardly come again, and would take too much memory."""

T = TypeVar("T")


def remembering(read: Callable[..., T]) -> Callable[..., T]:
    """The same function of a sentence and of more that is hashable, which remembers many results."""
    remembered = lru_cache(_MOST)(read)

    def reading(sentence: str, *more: Any) -> T:
        return (remembered if len(sentence) <= _LONGEST else read)(sentence, *more)

    return reading
