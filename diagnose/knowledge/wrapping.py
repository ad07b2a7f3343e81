"""Line breaks that only wrap a line, in mails, on pages and in pictures of telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

UNSPACED = r"\u3005\u3040-\u30ff\u3400-\u9fff"
"""The letters of scripts that put no spaces between words, for a class of a regular expression."""
# A line that goes on in lower case is a wrapped line, not a new one; so is a long line without an end.
_WRAP = re.compile(
    rf"\n(?<![.:;!?。：；！？\n]\n)(?:(?= *[a-zß-öø-ÿœ])|(?<=[^\n]{{70}}\n)(?= *[^\W\d_])"
    rf"|(?<=[^\n]{{30}}\n)(?<=[{UNSPACED}，、]\n)(?=[{UNSPACED}]))"
)
_ENDED = (".", ":", ";", "!", "?", "。", "：", "；", "！", "？")
_GOES_ON = re.compile(r"(?:[^\W\d_]|\d+(?![\d.)、]))(?![.)、])")
_LABEL = re.compile(r"[^\W\d_][\w -]{0,30}[:：]")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
# Begins with the one character that the search runs to at once.
_PERHAPS = re.compile(
    rf"\n(?<=[^\s.:;!?。：；！？]\n)(?:(?<=[^\n]{{26}}\n)(?=[^\W_])|(?<=[{UNSPACED}，、]\n)(?=[{UNSPACED}]))"
)
_UNSPACED_END = re.compile(rf"[{UNSPACED}，、]\s*\Z")
_UNSPACED = re.compile(rf"\s*[{UNSPACED}]")
_WORD = re.compile(r"[^\s\u2e80-\ua4cf]+|\S")
_NARROWEST, _WIDEST = 28, 160
"""Columns between which lines are taken to be wrapped at a width; narrower ones are lists and tables."""
_LEAST_FULL = 2
_NARROW = 0.6
_LONGEST_WORD = 30
_EVEN = 0.92
"""Letters are not all as wide as each other, so full lines of one width differ in their columns."""


def unwrapped(text: str) -> str:
    """The text with a space for each line break that only wraps a line; its length stays."""
    if "\n" not in text:
        return text
    plainly = _WRAP.sub(" ", text)
    if not _PERHAPS.search(plainly):
        return plainly
    lines = text.split("\n")
    joined = set(_wrapped(lines))
    if not joined:
        return plainly
    pieces = [line + (" " if number in joined else "\n") for number, line in enumerate(lines[:-1])]
    return _WRAP.sub(" ", "".join(pieces) + lines[-1])


def _wrapped(lines: Sequence[str]) -> Iterator[int]:
    """The lines that break because they are full: as wide as lines of their block, or of the text, get."""
    widths = [_columns(line) if line else 0 for line in lines]
    whole = _full(lines, widths, range(len(lines)))
    if len(whole) > _LEAST_FULL:
        yield from (number for number in whole if _goes_on(lines, number))
    for block in _blocks(widths):
        # Where other lines are far wider, short ones that begin with capitals are a heading or an address.
        narrow = max(widths[block.start : block.stop]) < _NARROW * max(widths)
        for run in _runs(_full(lines, widths, block)):
            # One alone may be full by chance, unless no space shows where its last word ends.
            if len(run) >= _LEAST_FULL or _unspaced(lines, run[0]):
                numbers = [number for number in run if _goes_on(lines, number)]
                yield from (n for n in numbers if not (narrow and lines[n + 1].lstrip()[0].isupper()))


def _blocks(widths: Sequence[int]) -> Iterator[range]:
    """The lines between empty ones."""
    begin = 0
    for end in (*(number for number, width in enumerate(widths) if not width), len(widths)):
        if end - begin > 1:
            yield range(begin, end)
        begin = end + 1


def _full(lines: Sequence[str], widths: Sequence[int], block: range) -> list[int]:
    """The lines with no room for the first word of the line below, at the width of the widest."""
    widest = max(widths[block.start : block.stop])
    if not _NARROWEST <= widest <= _WIDEST:
        return []
    room = widest * _EVEN
    near = (number for number in block[:-1] if widths[number] + _LONGEST_WORD > room and widths[number + 1])
    return [number for number in near if widths[number] + _next_word(lines[number + 1]) > room]


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Full lines after each other."""
    run: list[int] = []
    for number in (*numbers, -1):
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)


def _unspaced(lines: Sequence[str], number: int) -> bool:
    return _UNSPACED_END.search(lines[number]) is not None and _UNSPACED.match(lines[number + 1]) is not None


def _next_word(line: str) -> int:
    """The columns that the first word of a line would need at the end of the line before."""
    found = _WORD.match(line.lstrip())
    word = found[0] if found else ""
    return _columns(word) + (0 if _WIDE.match(word) else 1)


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether a line ends within a sentence and the next is no item of a list."""
    following = lines[number + 1].lstrip()
    return not lines[number].rstrip().endswith(_ENDED) and bool(
        _GOES_ON.match(following) and not _LABEL.match(following)
    )


def _columns(line: str) -> int:
    """How wide a line is; an address alone on its line tells nothing of how wide lines get."""
    line = line.strip()
    if line.isascii():
        return len(line) if " " in line else min(len(line), _LONGEST_WORD)
    return len(line) + len(_WIDE.findall(line))
