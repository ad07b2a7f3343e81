"""Where the parts of a phrase stand: in order or in any order, as close together as they can be found.

All of it takes at most ``n log n`` in the number of places, however often a text repeats itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

Span = tuple[int, int]
Places = Mapping[int, Sequence[Span]]
"""Where each part stands, by the start."""

REACH = 90
"""The parts of a phrase belong together only within this many characters of one sentence."""


def in_order(parts: Sequence[int], places: Places) -> Sequence[Span]:
    """For each occurrence of the first part, the shortest span in which the others follow it."""
    found = places[parts[0]]
    for part in parts[1:]:
        if not found:
            return found
        found = _followed(found, places[part])
    return found


def _followed(spans: Sequence[Span], others: Sequence[Span]) -> Sequence[Span]:
    """The spans, each widened to the end of the other that ends soonest behind it."""
    if len(spans) == len(others) == 1:
        (start, end), (after, until) = spans[0], others[0]
        return [(start, until)] if end <= after else []
    soonest = _soonest(others)
    found: list[Span] = []
    for start, end in spans:
        following = bisect_left(soonest, (end,))
        if following < len(soonest):
            found.append((start, soonest[following][1]))
    return found


def closest(groups: Sequence[Sequence[int]], places: Places) -> Span | None:
    """The shortest span that holds every group, whatever their order; ``None`` if one is missing."""
    candidates = []
    for group in groups:
        found = in_order(group, places)
        if not found:
            return None
        if len(groups) == 1:
            return min(found, key=_length) if len(found) > 1 else found[0]
        candidates.append(found)
    return _together(candidates)


def _soonest(spans: Sequence[Span]) -> Sequence[Span]:
    """Without those that another one undercuts, starting no sooner and ending no later: ends rise."""
    if len(spans) < 2:
        return spans
    kept: list[Span] = []
    for span in reversed(spans):
        if not kept or span[1] < kept[-1][1]:
            kept.append(span)
    return kept[::-1]


def _together(candidates: Sequence[Sequence[Span]]) -> Span | None:
    if sum(map(len, candidates)) == len(candidates):
        return min([found[0][0] for found in candidates]), max([found[0][1] for found in candidates])
    best: Span | None = None
    last: list[Span | None] = [None] * len(candidates)
    for span, number in sorted((span, number) for number, found in enumerate(candidates) for span in found):
        last[number] = span
        held = [item for item in last if item is not None]
        if len(held) == len(last):
            whole = (min(item[0] for item in held), max(item[1] for item in held))
            best = whole if best is None or _length(whole) < _length(best) else best
    return best


def _length(span: Span) -> int:
    return span[1] - span[0]
