"""Folding: one spelling for what is said the same, with a way back to the stored text.

Case, width, kinds of quotes and dashes, white space and numbers are folded; every number but
0 becomes ``#``. Chinese characters become simplified ones, and the spaces beside them and beside kana go:
these scripts write none.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from diagnose.knowledge.wrapping import UNSPACED, unwrapped

if TYPE_CHECKING:
    from opencc import OpenCC

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
_ODD = re.compile(r"[^\n -_a-~]")
"""What is more than a capital letter that becomes a small one."""
_FEW = 12
"""So many kinds of characters are replaced faster one after the other than by a table of all."""
_FIRST_UNSPACED = "\u3005"
_GAP = re.compile(rf"(?<=[{UNSPACED}]) +(?=\w)|(?<=\w) +(?=[{UNSPACED}])")
# Each begins with one class of characters, to which the search runs at once: most texts need only the first.
# One line break alone stays as it is.
_RUN = re.compile(r"[\n\d](?:(?<=\d)\d*(?:[.,:]\d+)*|(?<=\n)[ \n]+)")
_RUN_OR_SPACES = re.compile(
    r"[ \n\d](?:(?<=\d)\d*(?:[.,:]\d+)*|(?<= ) *\n[ \n]*|(?<= ) +|(?<=\n)[ \n]+)",
)
_FOLDED_ALREADY = re.compile(r"[a-z'-]+(?: [a-z'-]+)*+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the points from which folded and stored offsets run in step.

    ``way_back`` leads on where single characters were written out longer: "™" as "tm".
    """

    text: str
    folded_at: tuple[int, ...]
    stored_at: tuple[int, ...]
    way_back: Sequence[int] | None = None

    def stored(self, offset: int) -> int:
        """The offset in the stored text of an offset in the folded text."""
        step = bisect_right(self.folded_at, offset) - 1
        stored = self.stored_at[step] + offset - self.folded_at[step]
        return stored if self.way_back is None else self.way_back[stored]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stored span of a folded span; the end lies behind the last character."""
        return self.stored(start), self.stored(end - 1) + 1


@lru_cache(maxsize=4096)
def _character(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char.translate(_SAME)).translate(_SAME).lower()
    return _simplifier().convert(folded) if "\u3400" <= folded <= "\u9fff" else folded


@cache
def _simplifier() -> OpenCC:
    # Most texts hold no Chinese character, and the library takes longer to import than they take to read.
    from opencc import OpenCC

    return OpenCC("t2s")


def _folded_characters(text: str) -> tuple[str, list[int] | None]:
    """Fold character by character; the list leads back to the stored text where lengths differ."""
    if text.isascii():
        return text.translate(_SAME).lower(), None
    odd = {char: _character(char) for char in set(_ODD.findall(text))}
    changed = {char: folded for char, folded in odd.items() if folded != char}
    joined, way_back = text, None
    if len(changed) <= _FEW and changed.keys().isdisjoint(changed.values()) and _single(changed.values()):
        for char, folded in changed.items():
            joined = joined.replace(char, folded)
        joined = joined.lower()
    else:
        # The table names every character of the text: one that it does not name costs an exception.
        table = {ord(char): _character(char) for char in set(text)}
        joined = text.translate(table)
        if not _single(table.values()):
            way_back = [stored for stored, char in enumerate(text) for _ in table[ord(char)]]
    if max(odd.values()) >= _FIRST_UNSPACED and _GAP.search(joined):
        return _closed_up(joined, way_back)
    return joined, way_back


def _single(folded: Iterable[str]) -> bool:
    """Whether each of some characters is folded to one."""
    return {1}.issuperset(map(len, folded))


def _closed_up(text: str, way_back: list[int] | None) -> tuple[str, list[int]]:
    """Leave out the spaces beside letters of scripts that write none."""
    gaps = {place for gap in _GAP.finditer(text) for place in range(*gap.span())}
    kept = [place for place in range(len(text)) if place not in gaps]
    closed = "".join([text[place] for place in kept])
    return closed, kept if way_back is None else [way_back[place] for place in kept]


def _mark(run: str) -> str:
    """What spaces, line breaks or digits become; nought is no other number, so 0 stays."""
    if run[0].isdigit():
        return "#" if run.strip("0.,:") else "0"
    return "\n" if "\n" in run else " "


def fold(text: str) -> Folded:
    """Fold a text in one pass, keeping the way back.

    >>> fold("Your  “ODR” is 2.3 %").text
    'your "odr" is # %'
    """
    characters, way_back = _folded_characters(unwrapped(text))
    spaced = "  " in characters or " \n" in characters
    pieces: list[str] = []
    folded_at, stored_at = [0], [0]
    done = shorter = 0
    for found in (_RUN_OR_SPACES if spaced else _RUN).finditer(characters):
        start, end = found.span()
        pieces += (characters[done:start], _mark(found[0]))
        done = end
        if end - start > 1:
            shorter += end - start - 1
            folded_at.append(end - shorter)
            stored_at.append(end)
    pieces.append(characters[done:])
    return Folded("".join(pieces), tuple(folded_at), tuple(stored_at), way_back)


def fold_phrase(text: str) -> str:
    """Fold a phrase of the knowledge in the same way, on one line."""
    if _FOLDED_ALREADY.fullmatch(text):
        return text
    return fold(" ".join(text.split())).text.strip()
