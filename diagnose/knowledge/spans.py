"""Where the parts of a phrase stand: in order or in any order, as close together as they can be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import merge

Span = tuple[int, int]
Places = Mapping[int, Sequence[Span]]

REACH = 90
"""The parts of a phrase belong together only within this many characters of one sentence."""


def in_order(parts: Sequence[int], places: Places) -> list[Span]:
    """For each occurrence of the first part, the shortest span in which the others follow it."""
    found: list[Span] = []
    for start, end in places.get(parts[0], ()):
        for part in parts[1:]:
            following = [span for span in places.get(part, ()) if span[0] >= end]
            if not following:
                return found
            end = min(following, key=lambda span: span[1])[1]
        found.append((start, end))
    return found


def closest(groups: Sequence[Sequence[int]], places: Places) -> Span | None:
    """The shortest span that holds every group, whatever their order; ``None`` if one is missing."""
    candidates = [in_order(group, places) for group in groups]
    if not all(candidates):
        return None
    if len(candidates) == 1:
        return min(candidates[0], key=_length)
    best: Span | None = None
    last: list[Span | None] = [None] * len(candidates)
    labelled = ([(span, number) for span in sorted(found)] for number, found in enumerate(candidates))
    for span, number in merge(*labelled):
        last[number] = span
        held = [item for item in last if item is not None]
        if len(held) == len(last):
            whole = (min(item[0] for item in held), max(item[1] for item in held))
            best = whole if best is None or _length(whole) < _length(best) else best
    return best


def _length(span: Span) -> int:
    return span[1] - span[0]
