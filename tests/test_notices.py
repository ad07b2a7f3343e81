"""Notices by people who had not seen the wording: the reader must not fall behind what it once read."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
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


@cache
def accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks" / "accuracy.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    __import__("sys").modules["accuracy"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_reader_keeps_what_it_could(name: str) -> None:
    pairs = accuracy().diagnosed(ROOT / "tests" / "notices" / name, diagnoser())
    rates = {rate.name: rate.hits / rate.tries for rate in accuracy().rates(pairs) if rate.tries}
    for figure, floor in FLOORS[name].items():
        assert rates[figure] >= floor, f"{figure}: {rates[figure]:.2f} is under {floor}"


def test_a_rate_has_its_wilson_interval() -> None:
    low, high = accuracy().Rate("of ten", 8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)
