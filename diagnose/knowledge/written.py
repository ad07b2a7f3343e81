"""Mappings and lists that know where they were written."""

from __future__ import annotations

from typing import Any


class Written(dict[Any, Any]):
    """A mapping as it was written, with the file, line and pack where it begins."""

    __slots__ = ("file", "line", "pack")

    def __init__(self, file: str = "", line: int = 0, pack: str = "built-in") -> None:
        super().__init__()
        self.file, self.line, self.pack = file, line, pack

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class WrittenList(list[Any]):
    """A list as it was written, with the line of each of its items."""

    __slots__ = ("file", "lines", "pack")

    def __init__(self, items: list[Any], lines: list[int], file: str, pack: str) -> None:
        super().__init__(items)
        self.lines, self.file, self.pack = lines, file, pack

    def mapping(self, index: int, content: dict[str, Any]) -> Written:
        """``content`` as if it had been written where the item stands."""
        written = Written(self.file, self.lines[index], self.pack)
        written.update(content)
        return written
