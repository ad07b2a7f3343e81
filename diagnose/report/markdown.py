"""Blocks as Markdown: for a file, a ticket or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import singledispatch
from itertools import groupby

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
from diagnose.report.tongue import said
from diagnose.report.words import clean, percent

MARKS = {
    "point": "",
    "for": "For",
    "against": "Against",
    "open": "[ ] ",
    "done": "[x] ",
    "refused": "",
    "warning": "",
}
SPECIAL = re.compile(r"([\\`*_<\[\]|~]|&(?=#?\w+;))")
LEADING = re.compile(r"^([#+>\-](?=\s)|>|\d+(?=[.)]))")


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write the blocks as CommonMark with task lists."""
    parts = ("\n".join(_part(list(run), listed)) for listed, run in groupby(blocks, _listed))
    return "\n\n".join(parts) + "\n"


def _part(run: list[Block], listed: bool) -> list[str]:
    """A list without blank lines, from the margin on; or other blocks with blank lines between."""
    if listed:
        margin = min(block.depth if isinstance(block, Entry) else 0 for block in run)
        return [line for block in run for line in _written(_moved(block, margin))]
    return "\n\n".join("\n".join(_written(block)) for block in run).split("\n")


def _moved(block: Block, margin: int) -> Block:
    return replace(block, depth=block.depth - margin) if isinstance(block, Entry) else block


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return LEADING.sub(
        lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", _inline(text)
    )


def _inline(text: str) -> str:
    return SPECIAL.sub(r"\\\1", clean(text))


def _listed(block: Block) -> bool:
    return isinstance(block, (Entry, Command))


@singledispatch
def _written(block: object) -> list[str]:
    raise TypeError(f"no way to write {type(block).__name__}")


@_written.register
def _(block: Heading) -> list[str]:
    return [f"{'#' * block.level} {_inline(block.text)}"]


@_written.register
def _(block: Paragraph) -> list[str]:
    return [f"*{escaped(block.text)}*" if block.quiet else escaped(block.text)]


@_written.register
def _(block: Fields) -> list[str]:
    lines = ["| | |", "|---|---|"]
    for row in block.rows:
        told = [escaped(value) for value in row.values] + [f"*{escaped(note)}*" for note in row.notes]
        lines.append(f"| **{escaped(row.label)}** | {'<br>'.join(told)} |")
    return lines


@_written.register
def _(block: Bar) -> list[str]:
    return [
        f"{'#' * (3 + block.depth)} {_inline(block.title)}: {_inline(percent(block.share))}",
        "",
        escaped(block.words),
    ]


@_written.register
def _(block: Entry) -> list[str]:
    indent = "  " * block.depth
    text = f"**{escaped(block.text)}**" if block.strong else escaped(block.text)
    tag = f" ({escaped(block.tag)})" if block.tag else ""
    lines = [f"{indent}- {_mark(block.mark)}{text}{tag}"]
    return lines + [f"{indent}  - *{escaped(note)}*" for note in block.notes]


def _mark(mark: Mark) -> str:
    """Words are said in the language that is drawn in; a box is a box."""
    shown = MARKS[mark]
    return f"{said(shown)}: " if shown.isalpha() else shown


@_written.register
def _(block: Command) -> list[str]:
    values = [f"  - `{clean(value)}` {_inline(means)}".rstrip() for value, means in block.values]
    return [f"- `{clean(block.text)}`", *values]


@_written.register
def _(block: Gauge) -> list[str]:
    mark = f"**{said('breached')}**" if block.breached else said("kept")
    return [f"{_inline(block.words)} ({mark})"]


@_written.register
def _(block: Tally) -> list[str]:
    counts = [f"| {_inline(label)} | {count:,} |" for label, count in block.counts]
    return [f"| {_inline(block.title)} | |", "|---|---:|", *counts]


@_written.register
def _(block: Table) -> list[str]:
    rows = [f"| {' | '.join(map(_inline, row))} |" for row in (block.head, *block.rows)]
    return [f"**{_inline(block.caption)}**", "", rows[0], "|" + "---|" * len(block.head), *rows[1:]]
