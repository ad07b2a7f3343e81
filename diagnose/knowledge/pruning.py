"""Cut what is wrong out of an item, so that the rest of it can still be read and judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from diagnose.knowledge.teaching import Path, Wrong
from diagnose.knowledge.written import Written, WrittenList


def pruned(value: Any, wrong: Iterable[Wrong]) -> tuple[Any, str]:
    """The value without its wrong parts, a misspelt key put right, and the words of what was cut."""
    cuts = {_cut(value, fault): fault.meant for fault in wrong}
    removed: list[str] = []
    return _without(value, (), cuts, removed), " ".join(removed)


def _cut(value: Any, fault: Wrong) -> Path:
    """Where to cut: an unknown key itself, else the entry of a list around the fault, else its key."""
    path = _as_written(value, fault.path)
    if fault.unknown_key:
        return path
    entries = [place for place, step in enumerate(path) if isinstance(step, int)]
    return path[: entries[-1] + 1] if entries else path[:1]


def _as_written(value: Any, path: Path) -> Path:
    """The path without steps that the reader added, such as into a list of one that was not written."""
    steps: list[object] = []
    for step in path:
        if isinstance(value, dict):
            steps.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            steps.append(step)
            value = value[step]
    return tuple(steps)


def _without(value: Any, here: Path, cuts: Mapping[Path, str], removed: list[str]) -> Any:
    if isinstance(value, Written):
        out = Written(value.file, value.line, value.pack)
        for key, item in value.items():
            meant = cuts.get((*here, key))
            if meant and meant not in value:
                out[meant] = item
            elif meant is not None:
                removed.append(str(item))
            else:
                out[key] = _without(item, (*here, key), cuts, removed)
        return out
    if isinstance(value, WrittenList):
        removed += [str(item) for place, item in enumerate(value) if (*here, place) in cuts]
        kept = [place for place in range(len(value)) if (*here, place) not in cuts]
        items = [_without(value[place], (*here, place), cuts, removed) for place in kept]
        return WrittenList(items, [value.lines[place] for place in kept], value.file, value.pack)
    return value
