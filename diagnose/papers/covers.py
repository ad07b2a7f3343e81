"""What lies over the words of a PDF page: filled boxes that were drawn after the words below them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

from facts_schema import PaperQuote

MOST_OBJECTS = 4_000
_TEXT, _PATH, _IMAGE = 1, 2, 3
_DARK = 70
_LEAST_HIGH, _LEAST_WIDE = 5.0, 12.0
_MOST_OF_PAGE = 0.3
_BOX_HIGH, _BOX_WIDE = 12, 60

Box = tuple[float, float, float, float]


@dataclass
class Covers:
    """What was found on a page; ``drawn`` says that anything but words and pictures is on it."""

    covered: list[PaperQuote] = field(default_factory=list)
    boxes: int = 0
    pictures: int = 0
    drawn: bool = False


def covers_of(page: Any, number: int, with_boxes: bool) -> Covers:
    """Boxes over words, dark boxes with nothing on them, and pictures of one page."""
    found = Covers()
    texts: list[tuple[int, Box, Any]] = []
    boxes: list[tuple[int, Box, bool]] = []
    for order, item in enumerate(page.get_objects(max_depth=3)):
        if order >= MOST_OBJECTS:
            break
        if item.type == _IMAGE:
            found.pictures += 1
        elif item.type == _TEXT:
            texts.append((order, item.get_bounds(), item))
        elif item.type == _PATH:
            found.drawn = True
            filled = _filled(item)
            if filled is not None and with_boxes:
                boxes.append((order, item.get_bounds(), filled))
    area = max(page.get_width() * page.get_height(), 1.0)
    for order, box, dark in boxes:
        if _is_a_cover(box, area):
            _judge(order, box, dark, texts, page, number, found)
    return found


def dark_areas(pixels: Any) -> int:
    """Whether a scan (an array of pixels) has an area as dark as a box over words: 1 or 0."""
    import numpy

    dark = (pixels.max(axis=2) < _DARK).astype(numpy.int32)
    high, wide = _BOX_HIGH, _BOX_WIDE
    if dark.shape[0] <= high or dark.shape[1] <= wide:
        return 0
    sums = numpy.zeros((dark.shape[0] + 1, dark.shape[1] + 1), dtype=numpy.int32)
    sums[1:, 1:] = dark.cumsum(axis=0).cumsum(axis=1)
    within = sums[high:, wide:] - sums[:-high, wide:] - sums[high:, :-wide] + sums[:-high, :-wide]
    return int(bool((within == high * wide).any()))


def _judge(
    order: int, box: Box, dark: bool, texts: list[tuple[int, Box, Any]], page: Any, number: int, found: Covers
) -> None:
    within = [(at, item) for at, bounds, item in texts if _inside(bounds, box)]
    below = [item for at, item in within if at < order]
    if below:
        text = _words(below, page)
        if text:
            found.covered.append(PaperQuote(text=text[:200], page=number))
    elif dark and not within and box[3] - box[1] < 60:
        found.boxes += 1


def _words(items: list[Any], page: Any) -> str:
    layer = page.get_textpage()
    try:
        return " ".join(
            " ".join(layer.get_text_bounded(*item.get_bounds()).split()) for item in items
        ).strip()
    finally:
        layer.close()


def _is_a_cover(box: Box, area: float) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return wide >= _LEAST_WIDE and high >= _LEAST_HIGH and wide * high < _MOST_OF_PAGE * area


def _inside(bounds: Box, box: Box) -> bool:
    """Whether most of the words lie under the box."""
    wide = min(bounds[2], box[2]) - max(bounds[0], box[0])
    high = min(bounds[3], box[3]) - max(bounds[1], box[1])
    own = max((bounds[2] - bounds[0]) * (bounds[3] - bounds[1]), 0.1)
    return wide > 0 and high > 0 and wide * high > 0.5 * own


def _filled(item: Any) -> bool | None:
    """Whether an opaque fill is dark; ``None`` for what does not hide: glass, a highlighter's colour."""
    import pypdfium2.raw as api

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not api.FPDFPath_GetDrawMode(item.raw, mode, stroke) or not mode.value:
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    if not api.FPDFPageObj_GetFillColor(item.raw, *parts):
        return None
    red, green, blue, opaque = (part.value for part in parts)
    if opaque < 250 or (max(red, green, blue) > 150 and max(red, green, blue) - min(red, green, blue) > 60):
        return None
    return max(red, green, blue) < _DARK
