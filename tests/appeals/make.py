"""Writes the letters in a folder, some as Word files: ``python tests/appeals/make.py FOLDER``.

Which ones, and what a strict specialist finds in each, stands in ``expected.yaml``. The same texts give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from papers.copies import paragraphs_file

HERE = Path(__file__).parent


def expected() -> list[dict[str, Any]]:
    """The entries of ``expected.yaml``."""
    entries: list[dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
    return entries


def make(folder: Path) -> dict[str, Path]:
    """Writes every letter below the folder; where each one is, by the name it has in ``expected.yaml``."""
    folder.mkdir(parents=True, exist_ok=True)
    return {entry["letter"]: written(entry, folder) for entry in expected()}


def written(entry: dict[str, Any], folder: Path) -> Path:
    """Writes one letter as text, or as DOCX with a paragraph a line."""
    source = HERE / "letters" / entry["letter"]
    place = folder / source.with_suffix(f".{entry.get('as', 'txt')}").name
    data = source.read_bytes()
    place.write_bytes(paragraphs_file(data.decode("utf-8").splitlines()) if "as" in entry else data)
    return place


if __name__ == "__main__":
    print(len(make(Path(sys.argv[1]))), "letters")
