"""Bars, gauges and tallies as SVG that stands in a page by itself. Units are pixels of the view box."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from diagnose.report.blocks import Bar, Gauge, Tally
from diagnose.report.tongue import said
from diagnose.report.words import clean, percent

WIDTH = 512
HEIGHT = 22
TRACK, GROUND, CAUSE, KEPT, BREACHED, LIMIT = (
    "#e3e8ed",
    "#1d4f73",
    "#4f86ad",
    "#2c7a46",
    "#b3261e",
    "#1b1f24",
)
NUMBER = 60
"""Room for the number beside a bar."""
LABEL = 200
"""Room for the label before a counted bar."""


def bar(block: Bar) -> Element:
    """A probability as a bar with its number."""
    room = WIDTH - NUMBER
    drawing = _drawing(HEIGHT, f"{clean(block.title)}: {percent(block.share)}")
    _rect(drawing, 0, room, TRACK)
    _rect(drawing, 0, max(2.0, block.share * room), CAUSE if block.depth else GROUND)
    _label(drawing, WIDTH, percent(block.share), "end")
    return drawing


def gauge(block: Gauge) -> Element:
    """A figure as a bar, with a line at its limit."""
    most = max(block.value, block.limit) * 1.1 or 1.0
    drawing = _drawing(HEIGHT, clean(block.words) + (f" {said('Breached.')}" if block.breached else ""))
    _rect(drawing, 0, WIDTH, TRACK)
    _rect(drawing, 0, max(2.0, block.value / most * WIDTH), BREACHED if block.breached else KEPT)
    at = block.limit / most * WIDTH
    place = {"x1": _px(at), "x2": _px(at), "y1": "0", "y2": str(HEIGHT)}
    SubElement(drawing, "line", {**place, "stroke": LIMIT, "stroke-width": "3", "stroke-dasharray": "4 2"})
    return drawing


def tally(block: Tally) -> Element:
    """Counts as bars, one a line."""
    most = max((count for _, count in block.counts), default=1)
    counts = ", ".join(f"{clean(label)} {count:,}" for label, count in block.counts)
    drawing = _drawing(HEIGHT * len(block.counts), f"{clean(block.title)}: {counts}")
    room = WIDTH - LABEL - NUMBER
    for line, (label, count) in enumerate(block.counts):
        top = line * HEIGHT
        _label(drawing, LABEL - 8, _cut(clean(label)), "end", top)
        _rect(drawing, LABEL, max(2.0, count / most * room), CAUSE, top)
        _label(drawing, WIDTH, f"{count:,}", "end", top)
    return drawing


def _drawing(height: int, says: str) -> Element:
    return Element("svg", {"viewBox": f"0 0 {WIDTH} {height}", "role": "img", "aria-label": says})


def _rect(drawing: Element, left: float, width: float, colour: str, top: int = 0) -> None:
    size = {"x": _px(left), "y": str(top + 3), "width": _px(width), "height": str(HEIGHT - 6), "rx": "2"}
    SubElement(drawing, "rect", {**size, "fill": colour})


def _label(drawing: Element, at: float, text: str, anchor: str, top: int = 0) -> None:
    place = {"x": _px(at), "y": str(top + 16), "text-anchor": anchor, "font-size": "13", "fill": LIMIT}
    SubElement(drawing, "text", place).text = text


def _cut(text: str, longest: int = 28) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _px(value: float) -> str:
    return f"{value:.1f}"
