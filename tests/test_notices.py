"""Notices by people who had not seen the wording: the reader must not fall behind what it once read."""

from __future__ import annotations

from pathlib import Path

import pytest
from accuracy import diagnosed
from scoring import rates
from support import diagnoser

ROOT = Path(__file__).parent.parent
FLOORS = {
    "fresh_a.jsonl": {"main ground first": 0.9, "enforcement": 0.9},
    "fresh_b.jsonl": {"main ground first": 0.6, "enforcement": 0.65},
    "fresh_c.jsonl": {"main ground first": 0.6, "enforcement": 0.55},
    "fresh_d.jsonl": {"main ground first": 0.6, "enforcement": 0.6},
    "benign_a.jsonl": {"nothing shown where none is named": 0.97},
    "benign_b.jsonl": {"nothing shown where none is named": 0.97},
    "benign_c.jsonl": {"nothing shown where none is named": 0.97},
}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_reader_keeps_what_it_could(name: str) -> None:
    rows = diagnosed(ROOT / "tests" / "notices" / name, diagnoser())
    shares = {rate.name: rate.hits / rate.tries for rate in rates(rows) if rate.tries}
    for figure, floor in FLOORS[name].items():
        assert shares[figure] >= floor, f"{figure}: {shares[figure]:.2f} is under {floor}"
