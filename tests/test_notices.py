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


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_reader_keeps_what_it_could(name: str) -> None:
    rows = diagnosed(ROOT / "tests" / "notices" / name, diagnoser())
    shares = {rate.name: rate.hits / rate.tries for rate in rates(rows) if rate.tries}
    for figure, floor in FLOORS[name].items():
        assert shares[figure] >= floor, f"{figure}: {shares[figure]:.2f} is under {floor}"
