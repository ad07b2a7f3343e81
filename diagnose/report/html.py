"""Blocks as one HTML file: nothing is loaded from outside, readable by a screen reader, and printable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from importlib import resources
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from diagnose.report.blocks import (
    Bar,
    Block,
    Command,
    Entry,
    Fields,
    Gauge,
    Heading,
    Mark,
    Paragraph,
    Table,
    Tally,
)
from diagnose.report.charts import bar, gauge, tally
from diagnose.report.tongue import language, said
from diagnose.report.words import clean

MARKS: dict[Mark, tuple[str, str]] = {
    "point": ("•", ""),
    "for": ("+", "For"),
    "against": ("−", "Against"),
    "open": ("☐", "To do"),
    "done": ("☑", "Done"),
    "refused": ("✕", "Not"),
    "warning": ("!", "Warning"),
}
"""What is seen before an item, and what a screen reader says in its place."""


def to_html(blocks: Iterable[Block]) -> str:
    """Draw the blocks as a whole page; a section a heading of level 2, with a table of contents."""
    parts = _sections(tuple(blocks))
    title = next((block.text for block in parts[0] if isinstance(block, Heading)), said("Report"))
    page = Element("html", lang=language())
    _head(page, title)
    body = SubElement(page, "body")
    _text(SubElement(body, "a", {"class": "skip", "href": "#content"}), said("Skip to the report"))
    main = Element("main", id="content")
    for number, part in enumerate(parts):
        main.append(_section(part, number))
    _contents(body, parts)
    body.append(main)
    return "<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html") + "\n"


def _head(page: Element, title: str) -> None:
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    _text(SubElement(head, "title"), title)
    style = resources.files("diagnose.report").joinpath("page.css").read_text("utf-8")
    SubElement(head, "style").text = "\n" + style


def _sections(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """The title with what belongs to it, then each section of level 2."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2 and parts[-1]:
            parts.append([])
        parts[-1].append(block)
    return parts


def _contents(body: Element, parts: list[list[Block]]) -> None:
    named = [(number, part[0]) for number, part in enumerate(parts) if number and part]
    titles = [(number, block.text) for number, block in named if isinstance(block, Heading)]
    if len(titles) < 2:
        return
    nav = SubElement(body, "nav", {"aria-label": said("Contents")})
    items = SubElement(nav, "ol")
    for number, text in titles:
        _text(SubElement(SubElement(items, "li"), "a", href=f"#part-{number}"), text)


def _section(part: list[Block], number: int) -> Element:
    section = Element("section", {"aria-labelledby": f"part-{number}"})
    for listed, run in groupby(part, lambda block: isinstance(block, Entry)):
        if listed:
            section.append(_list([block for block in run if isinstance(block, Entry)]))
        else:
            section.extend(element for block in run for element in _drawn(block))
    if len(section):
        section[0].set("id", f"part-{number}")
    return section


def _list(entries: list[Entry]) -> Element:
    """Entries as a list; what is deeper becomes a list within the item before it."""
    least = min(entry.depth for entry in entries)
    top = Element("ul", {"class": "under"} if least else {})
    levels = [top]
    for entry in entries:
        depth = min(entry.depth - least, len(levels) if len(levels[-1]) else len(levels) - 1)
        del levels[depth + 1 :]
        if depth == len(levels):
            levels.append(SubElement(levels[-1][-1], "ul"))
        levels[-1].append(_item(entry))
    return top


def _item(entry: Entry) -> Element:
    item = Element("li", {"class": entry.mark})
    seen, heard = MARKS[entry.mark]
    _text(SubElement(item, "span", {"class": "mark", "aria-hidden": "true"}), seen)
    if heard:
        SubElement(item, "span", {"class": "vh"}).text = f"{said(heard)}: "
    _text(SubElement(item, "strong" if entry.strong else "span"), entry.text)
    if entry.tag:
        _text(SubElement(item, "span", {"class": "tag"}), f" ({entry.tag})")
    for note in entry.notes:
        _text(SubElement(item, "span", {"class": "notes"}), note)
    return item


def _text(element: Element, text: str) -> Element:
    element.text = clean(text) if text.strip() == text else f" {clean(text)}"
    return element


@singledispatch
def _drawn(block: object) -> Iterator[Element]:
    raise TypeError(f"no way to draw {type(block).__name__}")


@_drawn.register
def _(block: Heading) -> Iterator[Element]:
    yield _text(Element(f"h{block.level}"), block.text)


@_drawn.register
def _(block: Paragraph) -> Iterator[Element]:
    yield _text(Element("p", {"class": "quiet"} if block.quiet else {}), block.text)


@_drawn.register
def _(block: Fields) -> Iterator[Element]:
    table = Element("table", {"class": "fields"})
    body = SubElement(table, "tbody")
    for row in block.rows:
        line = SubElement(body, "tr")
        _text(SubElement(line, "th", scope="row"), row.label)
        cell = SubElement(line, "td")
        for value in row.values:
            _text(SubElement(cell, "div"), value)
        for note in row.notes:
            _text(SubElement(cell, "div", {"class": "quiet"}), note)
    yield table


@_drawn.register
def _(block: Bar) -> Iterator[Element]:
    figure = Element("figure", {"class": "under"} if block.depth else {})
    caption = _text(SubElement(figure, "figcaption"), block.title)
    _text(SubElement(caption, "small"), f" {block.words}")
    figure.append(bar(block))
    yield figure


@_drawn.register
def _(block: Gauge) -> Iterator[Element]:
    figure = Element("figure")
    caption = _text(SubElement(figure, "figcaption"), block.words)
    if block.breached:
        _text(SubElement(caption, "span", {"class": "breached"}), f" {said('breached')}")
    figure.append(gauge(block))
    yield figure


@_drawn.register
def _(block: Tally) -> Iterator[Element]:
    figure = Element("figure")
    _text(SubElement(figure, "figcaption"), block.title)
    figure.append(tally(block))
    yield figure


@_drawn.register
def _(block: Table) -> Iterator[Element]:
    around = Element("div", {"class": "wide", "tabindex": "0", "role": "region", "aria-label": block.caption})
    table = SubElement(around, "table")
    _text(SubElement(table, "caption"), block.caption)
    head = SubElement(SubElement(table, "thead"), "tr")
    for name in block.head:
        _text(SubElement(head, "th", scope="col"), name)
    body = SubElement(table, "tbody")
    for row in block.rows:
        line = SubElement(body, "tr")
        _text(SubElement(line, "th", scope="row"), row[0])
        for cell in row[1:]:
            _text(SubElement(line, "td"), cell)
    yield around


@_drawn.register
def _(block: Command) -> Iterator[Element]:
    paragraph = Element("p")
    _text(SubElement(paragraph, "code"), block.text)
    yield paragraph
    if block.values:
        items = Element("ul")
        for value, means in block.values:
            item = SubElement(items, "li")
            _text(SubElement(item, "code"), value)
            _text(SubElement(item, "span"), f" {means}")
        yield items
