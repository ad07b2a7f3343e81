"""How wide the columns of a table are: no word is broken that has room, long texts get the most."""

from __future__ import annotations

from collections.abc import Callable, Sequence

WIDEST = 0.28
"""No column is wider for its longest word alone than this share of the room."""


def widths(
    rows: Sequence[Sequence[str]], room: float, measure: Callable[[str], float], padding: float
) -> list[float]:
    """The widths of the columns, which add up to ``room``.

    Args:
        rows: the cells, the names of the columns among them.
        room: what the table can be wide, in any unit.
        measure: how wide a text is, in the same unit.
        padding: what stands beside the text of a cell, in the same unit.
    """
    columns = list(zip(*rows, strict=True))
    least = [min(_longest(column, measure) + padding, WIDEST * room) for column in columns]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    full = [max(map(measure, column)) + padding for column in columns]
    if sum(full) <= room:
        return [width * room / sum(full) for width in full]
    wanted = [max(0.0, mean - width) for mean, width in zip(map(_mean(measure), columns), least, strict=True)]
    rest = room - sum(least)
    total = sum(wanted) or 1.0
    even = 0 if sum(wanted) else rest / len(columns)
    return [width + rest * want / total + even for width, want in zip(least, wanted, strict=True)]


def _longest(column: Sequence[str], measure: Callable[[str], float]) -> float:
    return max((measure(word) for cell in column for word in cell.split()), default=0.0)


def _mean(measure: Callable[[str], float]) -> Callable[[Sequence[str]], float]:
    return lambda column: sum(map(measure, column)) / len(column) + max(map(measure, column)) / 4
