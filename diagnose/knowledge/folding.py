"""Folding: one spelling for what is said the same, with a way back to the stored text.

Case, width, kinds of quotes and dashes, white space and numbers are folded; every number but
0 becomes ``#``.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u3000\t\x0b\x0c\r", " "),
        **dict.fromkeys("•●▪◦‣·■□➢", "•"),
        **dict.fromkeys("\u2028\u2029\x85", "\n"),
    }
)
# A line that goes on in lower case is a wrapped line, not a new one; so is a long line without an end.
_WRAP = re.compile(r"(?<![.:;!?\n]) *\n *(?=[a-z])|(?<=[^\n]{70})(?<![.:;!?\n]) *\n *(?=[^\W\d_])")
_SQUEEZE = re.compile(r" *\n[ \n]*|  +|\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the points from which folded and stored offsets run in step."""

    text: str
    folded_at: tuple[int, ...]
    stored_at: tuple[int, ...]

    def stored(self, offset: int) -> int:
        """The offset in the stored text of an offset in the folded text."""
        step = bisect_right(self.folded_at, offset) - 1
        start = self.stored_at[step]
        stored = start + offset - self.folded_at[step]
        # What was written out longer than it stands ends where the next step begins.
        return (
            min(stored, max(start, self.stored_at[step + 1] - 1))
            if step + 1 < len(self.stored_at)
            else stored
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stored span of a folded span; the end lies behind the last character."""
        return self.stored(start), self.stored(end - 1) + 1


@lru_cache(maxsize=4096)
def _character(char: str) -> str:
    return unicodedata.normalize("NFKC", char).translate(_SAME).lower()


def _folded_characters(text: str) -> tuple[str, list[int] | None]:
    """Fold character by character; the list leads back to the stored text where lengths differ."""
    same_length = text.translate(_SAME)
    if same_length.isascii():
        return same_length.lower(), None
    folded = [_character(char) for char in text]
    joined = "".join(folded)
    if len(joined) == len(text) and all(folded):
        return joined, None
    return joined, [stored for stored, piece in enumerate(folded) for _ in piece]


def _unwrapped(text: str) -> str:
    return _WRAP.sub(lambda found: " " * len(found.group()), text)


def _mark(run: str) -> str:
    """What spaces, line breaks or digits become; nought is no other number, so 0 stays."""
    if run[0].isdigit():
        return "#" if run.strip("0.,:") else "0"
    return "\n" if "\n" in run else " "


def fold(text: str) -> Folded:
    """Fold a text, keeping the way back.

    >>> fold("Your  “ODR” is 2.3 %").text
    'your "odr" is # %'
    """
    characters, way_back = _folded_characters(_unwrapped(text))
    pieces: list[str] = []
    steps: list[tuple[int, int]] = []
    done = length = 0
    for found in _SQUEEZE.finditer(characters):
        start, end = found.span()
        mark = _mark(found.group())
        pieces += (characters[done:start], mark)
        length += start - done + 1
        done = end
        steps.append((length, end))
    pieces.append(characters[done:])
    points = [(0, 0), *steps]
    folded = Folded("".join(pieces), tuple(a for a, _ in points), tuple(b for _, b in points))
    return folded if way_back is None else _led_back(folded, way_back)


def _led_back(folded: Folded, way_back: list[int]) -> Folded:
    """Chain the way from folded to single characters with the way from those to the stored text."""
    every = range(len(folded.text))
    stored = tuple(way_back[folded.stored(offset)] for offset in every)
    return Folded(folded.text, tuple(every) or (0,), stored or (0,))


def fold_phrase(text: str) -> str:
    """Fold a phrase of the knowledge in the same way, on one line."""
    return fold(" ".join(text.split())).text.strip()
