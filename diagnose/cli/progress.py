"""How far a long run is: cases, rate and remaining time, on a terminal's stderr and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Step = Callable[[int], None]
"""To be called after each case, with its share of the whole."""


class _Rate(ProgressColumn):
    """Cases per second since this run began."""

    def render(self, task: Task) -> Text:
        since = task.elapsed
        return Text(
            f"{(task.fields['cases'] - task.fields['before']) / since:,.0f} a second" if since else ""
        )


@contextmanager
def progress(
    total: int | None, done: int = 0, before: int = 0, console: Console | None = None
) -> Iterator[Step]:
    """A bar over ``total`` (unknown: no remaining time); the first ``before`` cases took ``done``."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[cases]:,} cases"),
        _Rate(),
        BarColumn(),
        TimeRemainingColumn(),
    )
    shown = console or Console(stderr=True)
    off = not (console or sys.stderr.isatty())
    with Progress(*columns, console=shown, transient=True, disable=off) as bar:
        task = bar.add_task("", total=total, completed=done, cases=before, before=before)
        cases = before

        def step(size: int) -> None:
            nonlocal cases
            cases += 1
            bar.update(task, advance=size, cases=cases)

        yield step
