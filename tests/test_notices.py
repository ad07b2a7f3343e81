"""Letters that nothing was learned from: the reader must not fall behind what it once read."""

from __future__ import annotations

from pathlib import Path

import pytest
from accuracy import diagnosed
from scoring import rates
from support import diagnoser

ROOT = Path(__file__).parent.parent
FLOORS = {
    "unseen_letters.jsonl": {"main ground first": 0.88, "main ground among three": 0.91, "enforcement": 0.7},
    "unseen_idle.jsonl": {"nothing shown where none is named": 0.97},
}
TELLS, AMONG_THREE, DOES, SILENT = (
    "main ground first",
    "main ground among three",
    "enforcement",
    "nothing shown where none is named",
)
FLOORS |= {
    "unseen_german.jsonl": {TELLS: 0.85, AMONG_THREE: 0.88, DOES: 0.89, SILENT: 0.95},
    "unseen_french.jsonl": {TELLS: 0.88, AMONG_THREE: 0.88, DOES: 0.93, SILENT: 0.95},
    "unseen_spanish.jsonl": {TELLS: 0.85, AMONG_THREE: 0.88, DOES: 0.93, SILENT: 0.95},
    "unseen_italian.jsonl": {TELLS: 0.85, AMONG_THREE: 0.88, DOES: 0.89, SILENT: 0.95},
    "unseen_german_more.jsonl": {TELLS: 0.9, AMONG_THREE: 0.9, DOES: 0.85, SILENT: 0.75},
    "unseen_french_more.jsonl": {TELLS: 0.75, AMONG_THREE: 0.85, DOES: 0.85, SILENT: 0.75},
    "unseen_spanish_more.jsonl": {TELLS: 0.9, AMONG_THREE: 0.9, DOES: 0.85, SILENT: 0.75},
    "unseen_italian_more.jsonl": {TELLS: 0.9, AMONG_THREE: 0.9, DOES: 0.85, SILENT: 0.75},
    "unseen_japanese.jsonl": {TELLS: 0.85, AMONG_THREE: 0.88, DOES: 0.88, SILENT: 0.94},
    "unseen_japanese_stock.jsonl": {TELLS: 0.88, AMONG_THREE: 0.88, DOES: 0.9, SILENT: 1.0},
    "unseen_japanese_second.jsonl": {TELLS: 0.81, AMONG_THREE: 0.86, DOES: 0.81, SILENT: 1.0},
    "unseen_chinese.jsonl": {TELLS: 0.81, AMONG_THREE: 0.81, DOES: 0.88, SILENT: 0.94},
    "unseen_chinese_stock.jsonl": {TELLS: 0.94, AMONG_THREE: 0.94, DOES: 0.95, SILENT: 1.0},
    "unseen_chinese_second.jsonl": {TELLS: 0.9, AMONG_THREE: 0.9, DOES: 0.88, SILENT: 1.0},
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_reader_keeps_what_it_could(name: str) -> None:
    rows = diagnosed(ROOT / "tests" / "notices" / name, diagnoser())
    shares = {rate.name: rate.hits / rate.tries for rate in rates(rows) if rate.tries}
    for figure, floor in FLOORS[name].items():
        assert shares[figure] >= floor, f"{figure}: {shares[figure]:.2f} is under {floor}"
