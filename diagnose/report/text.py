"""Blocks as text for a terminal: as wide as asked, readable without colour."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import singledispatch

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from diagnose.report.blocks import (
    Bar,
    Block,
    Command,
    Entry,
    Field,
    Fields,
    Gauge,
    Heading,
    Paragraph,
    Tally,
)
from diagnose.report.blocks import Table as Rows
from diagnose.report.words import clean, percent

MARKS = {
    "point": ("•", "bold"),
    "for": ("+", "bold green"),
    "against": ("-", "bold red"),
    "open": ("[ ]", "bold"),
    "done": ("[x]", "bold green"),
    "refused": ("x", "bold red"),
    "warning": ("!", "bold yellow"),
}
CELLS = 20
LABEL = 16
INDENT = 4
PLAIN = str.maketrans(
    {"█": "#", "░": ".", "─": "-", "•": "*", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
    | {"…": "...", "\u00a0": " ", "→": "->", "├": "|", "└": "`", "│": "|"}
)


def to_text(blocks: Iterable[Block], width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Draw the blocks ``width`` columns wide; ``ascii_only`` for terminals that cannot show more."""
    return draw(Group(*_spaced(blocks)), width, colour, ascii_only)


def draw(renderable: RenderableType, width: int, colour: bool, ascii_only: bool = False) -> str:
    """Render to a string without blanks at the ends of lines."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as capture:
        console.print(renderable)
    text = "\n".join(line.rstrip() for line in capture.get().rstrip("\n").split("\n")) + "\n"
    return text.translate(PLAIN) if ascii_only else text


def _spaced(blocks: Iterable[Block]) -> list[RenderableType]:
    drawn: list[RenderableType] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _apart(before, block):
            drawn.append("")
        drawn.append(_drawn(block))
        before = block
    return drawn


def _apart(before: Block, block: Block) -> bool:
    match before, block:
        case Heading(), _:
            return False
        case (Entry(), Entry(depth=0, strong=True)):
            return True
    return not isinstance(block, (Entry, Command))


@singledispatch
def _drawn(block: object) -> RenderableType:
    raise TypeError(f"no way to draw {type(block).__name__}")


@_drawn.register
def _(block: Heading) -> RenderableType:
    text = clean(block.text)
    if block.level == 1:
        return Group(Text(text, "bold"), Rule(style="bold", characters="─"))
    if block.level == 2:
        return Text(text.upper(), "bold cyan")
    return Text(text, "bold")


@_drawn.register
def _(block: Paragraph) -> RenderableType:
    return Text(clean(block.text), "dim" if block.quiet else "")


@_drawn.register
def _(block: Fields) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
    grid.add_column(
        width=min(LABEL, max((cell_len(row.label) for row in block.rows), default=0)), style="bold"
    )
    grid.add_column(ratio=1, overflow="fold")
    for row in block.rows:
        grid.add_row(clean(row.label), _values(row))
    return grid


def _values(row: Field) -> Text:
    lines = [Text(clean(value)) for value in row.values] + [Text(clean(note), "dim") for note in row.notes]
    return Text("\n").join(lines)


@_drawn.register
def _(block: Bar) -> RenderableType:
    filled = max(1, round(block.share * CELLS))
    title = Text(clean(block.title), "bold" if block.depth == 0 else "")
    gauge = Text.assemble(
        ("█" * filled, "green" if block.depth == 0 else "cyan"),
        ("░" * (CELLS - filled), "dim"),
        (f" {percent(block.share):>5}", "bold"),
        f"  {clean(block.words)}",
    )
    return Padding(Group(title, gauge), (0, 0, 0, INDENT * block.depth))


@_drawn.register
def _(block: Entry) -> RenderableType:
    mark, style = MARKS[block.mark]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=len(mark), style=style)
    grid.add_column(ratio=1, overflow="fold")
    text = Text(clean(block.text), "bold" if block.strong else "")
    if block.tag:
        text.append(f"  ({clean(block.tag)})", "dim" if not block.strong else "not bold")
    notes = [Text(clean(note), "dim") for note in block.notes]
    grid.add_row(mark, Text("\n").join([text, *notes]))
    return Padding(grid, (0, 0, 0, INDENT * block.depth))


@_drawn.register
def _(block: Command) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(ratio=1, overflow="fold")
    for value, means in block.values:
        grid.add_row(Text(clean(value), "bold"), Text(clean(means)))
    line = Text(clean(block.text), "bold cyan", no_wrap=True, overflow="fold")
    return Padding(Group(line, Padding(grid, (0, 0, 0, INDENT))), (0, 0, 0, INDENT))


@_drawn.register
def _(block: Gauge) -> RenderableType:
    top = max(block.value, block.limit, 1e-9)
    filled, mark = round(block.value / top * CELLS), min(CELLS - 1, round(block.limit / top * CELLS))
    cells = ["█" if cell < filled else "░" for cell in range(CELLS)]
    cells[mark] = "|"
    gauge = Text("".join(cells), "red" if block.breached else "green")
    return Group(Text(clean(block.words), "bold" if block.breached else ""), gauge)


@_drawn.register
def _(block: Tally) -> RenderableType:
    most = max((count for _, count in block.counts), default=1)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right")
    grid.add_column(style="cyan")
    for label, count in block.counts:
        grid.add_row(clean(label), f"{count:,}", "█" * max(1, round(count / most * CELLS)))
    return Group(Text(clean(block.title), "bold"), grid)


@_drawn.register
def _(block: Rows) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in block.head:
        table.add_column(clean(name), overflow="fold")
    for row in block.rows:
        table.add_row(*map(clean, row))
    return Group(Text(clean(block.caption), "bold"), table)
