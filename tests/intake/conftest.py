"""What the tests of the intake share: the real knowledge, and files written on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diagnose.knowledge import KnowledgeBase, survey
from facts_schema import Case

Write = Callable[[str, str | bytes], Path]
Read = Callable[..., Case]


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The built-in knowledge, sound or not: the laws have tests of their own."""
    return survey()[0]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file and gives its path."""

    def writing(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return writing


@pytest.fixture
def read(knowledge: KnowledgeBase) -> Read:
    """``read_case`` with the built-in knowledge."""
    from diagnose.intake import read_case

    def reading(*paths: Path | str, **options: str) -> Case:
        return read_case(*paths, knowledge=knowledge, **options)  # type: ignore[arg-type]

    return reading
