"""Makes the papers of ``texts/*.yaml`` in a folder: ``python tests/papers/make.py FOLDER``.

A paper is a text with marks (see ``page.py``), or ``like`` another one with words swapped. ``as`` says in which form it
comes: pdf (the default), scan, jpg, png, gif, docx, xlsx. The same texts give the same bytes.
``expected.yaml`` says what a careful reader finds in each.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent.parent))

from papers.copies import gif, photo, scan, screenshot, spreadsheet, word_file
from papers.page import draw

HERE = Path(__file__).parent
FORMS: dict[str, Callable[[bytes, dict[str, str]], bytes]] = {
    "scan": scan,
    "jpg": photo,
    "png": screenshot,
    "gif": gif,
}
OFFICE: dict[str, Callable[[str, dict[str, str]], bytes]] = {"docx": word_file, "xlsx": spreadsheet}
Paper = dict[str, Any]


def papers() -> dict[str, Paper]:
    """Every paper by its file name, with what it takes from another one filled in."""
    listed: list[Paper] = []
    for file in sorted((HERE / "texts").glob("*.yaml")):
        listed += yaml.safe_load(file.read_text(encoding="utf-8"))
    known: dict[str, Paper] = {}
    for paper in listed:
        known[paper["file"]] = filled(paper, known)
    if len(known) != len(listed):
        raise ValueError("Two papers have one file name.")
    return known


def filled(paper: Paper, known: dict[str, Paper]) -> Paper:
    """The paper with its own text: that of the one it is like, with words swapped."""
    model = known[paper["like"]] if "like" in paper else {}
    text: str = paper.get("text", model.get("text", ""))
    for old, new in paper.get("swap", []):
        if old not in text:
            raise ValueError(f"{paper['file']}: “{old}” does not stand in the text of {paper['like']}.")
        text = text.replace(old, new)
    return {
        "text": text,
        "look": {**model.get("look", {}), **paper.get("look", {})},
        "meta": {**model.get("meta", {}), **paper.get("meta", {})},
        "as": paper.get("as", "pdf"),
    }


def written(paper: Paper) -> bytes:
    """The bytes of one paper."""
    form, meta = paper["as"], {key: str(value) for key, value in paper["meta"].items()}
    if form in OFFICE:
        return OFFICE[form](paper["text"], meta)
    pdf = draw(paper["text"], paper["look"], meta)
    return FORMS[form](pdf, meta) if form in FORMS else pdf


def make(folder: Path) -> list[Path]:
    """Writes all papers below the folder and says where."""
    places = []
    for name, paper in papers().items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(written(paper))
        places.append(place)
    return places


if __name__ == "__main__":
    print(len(make(Path(sys.argv[1]))), "papers")
