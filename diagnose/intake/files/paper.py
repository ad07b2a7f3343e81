"""What every reader of a file gives: its text, and where in the file the text stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from facts_schema import Link

_BETWEEN = "\n\n"


@dataclass(frozen=True)
class Paper:
    """The text of a file; ``pages`` are the offsets at which its pages begin."""

    text: str
    pages: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    read_by: Literal["text", "ocr"] = "text"
    warnings: tuple[str, ...] = ()

    def split(self) -> list[str]:
        """The text page by page."""
        ends = [*(start - len(_BETWEEN) for start in self.pages[1:]), len(self.text)]
        return [self.text[start:end] for start, end in zip(self.pages or (0,), ends, strict=True)]


def paged(texts: list[str]) -> tuple[str, tuple[int, ...]]:
    """The pages as one text, and where each begins."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_BETWEEN)
    return _BETWEEN.join(texts), tuple(starts)
