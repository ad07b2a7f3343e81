"""The language a report is drawn in: here its blocks are said in it, and the words that a format adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from typing import Any

from diagnose.knowledge import ENGLISH, Speech
from diagnose.report.blocks import Block, Blocks, Command

_SPEECH: ContextVar[Speech | None] = ContextVar("speech", default=None)
_NO_WORDS = ("mark", "good")
"""The fields of blocks that steer the drawing."""


@contextmanager
def speaking(speech: Speech | None) -> Iterator[None]:
    """Draw in a language: the words that a format adds to the blocks are said in it; ``None`` is English."""
    token = _SPEECH.set(speech)
    try:
        yield
    finally:
        _SPEECH.reset(token)


def said(words: str) -> str:
    """Words that a format adds, in the language that is drawn in."""
    speech = _SPEECH.get()
    return speech.say(words) if speech else words


def language() -> str:
    """The code of the language that is drawn in."""
    speech = _SPEECH.get()
    return speech.language if speech else ENGLISH


def in_language(blocks: Iterable[Block], speech: Speech | None) -> Blocks:
    """The blocks in a language; commands, quotes, names and figures stay as they are."""
    if speech is None:
        return tuple(blocks)
    return tuple(_block(block, speech.say) for block in blocks)


def _block(block: Block, say: Callable[[str], str]) -> Any:
    if isinstance(block, Command):
        values = tuple((value, say(means)) for value, means in block.values)
        return replace(block, text=say(block.text), values=values)
    return _said(block, say)


def _said(value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return say(value)
    if isinstance(value, tuple):
        return tuple(_said(item, say) for item in value)
    if not is_dataclass(value):
        return value
    told = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _NO_WORDS}
    return replace(value, **{name: _said(item, say) for name, item in told.items()})  # type: ignore[type-var]
