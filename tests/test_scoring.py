"""The measure of accuracy: what is a hit, how sure a rate is, and what chance makes of a calibration."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from calibration import calibration
from scoring import (
    ABSTAINED,
    ENFORCEMENT,
    FIRST,
    PRECISION,
    RECALL,
    SILENT,
    THREE,
    Rate,
    Scored,
    macro_first,
    rates,
)
from stories import evidence_kinds, meant
from support import knowledge

from facts_schema import Diagnosis, Ground

ROOT = Path(__file__).parent.parent


def ground(name: str, probability: float = 0.9) -> Ground:
    return Ground(
        id=name,
        title=name,
        family="x",
        means=name,
        probability=probability,
        confidence="clear",
        standing="stated",
        remedy="appeal",
        outlook="fair",
        outlook_because="so",
    )


def scored(causes: list[str], shown: list[str], **row: Any) -> Scored:
    said = row.pop("said", None)
    diagnosis = Diagnosis(id="1", enforcement=said, grounds=tuple(ground(name) for name in shown))
    return Scored({"id": "1", "causes": causes} | row, diagnosis)


def counted(*rows: Scored) -> dict[str, tuple[int, int]]:
    return {rate.name: (rate.hits, rate.tries) for rate in rates(rows) if rate.tries}


def test_a_rate_has_its_wilson_interval() -> None:
    low, high = Rate("of ten", 8, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)


def test_the_main_label_counts_first_among_three_and_all_labels_among_five() -> None:
    row = scored(["a", "b"], ["c", "b", "d", "a"], confidence="high")
    assert counted(row) == {
        FIRST: (0, 1),
        THREE: (0, 1),
        RECALL: (2, 2),
        PRECISION: (2, 4),
        ABSTAINED: (0, 1),
    }


def test_any_label_may_be_first_where_their_order_is_arguable() -> None:
    assert counted(scored(["a", "b"], ["b"], confidence="medium"))[FIRST] == (1, 1)
    assert counted(scored(["a", "b"], ["b"], confidence="high"))[FIRST] == (0, 1)


def test_unspecified_property_accepts_each_kind_of_it_and_not_the_other_way() -> None:
    assert counted(scored(["ip-unspecified"], ["counterfeit"]))[FIRST] == (1, 1)
    assert counted(scored(["counterfeit"], ["ip-unspecified"]))[FIRST] == (0, 1)


def test_a_row_without_a_cause_counts_only_for_silence_and_enforcement() -> None:
    row = scored([], ["a"], enforcement=["x", "y"], said="y")
    assert counted(row) == {ENFORCEMENT: (1, 1), SILENT: (0, 1)}


def test_a_row_that_failed_is_a_miss_everywhere() -> None:
    named = Scored({"id": "1", "causes": ["a"], "enforcement": "x"}, None)
    silent = Scored({"id": "2", "causes": []}, None)
    assert counted(named, silent) == {
        FIRST: (0, 1),
        THREE: (0, 1),
        RECALL: (0, 1),
        ENFORCEMENT: (0, 1),
        SILENT: (0, 1),
        ABSTAINED: (1, 1),
    }


def test_a_main_label_outside_of_the_scheme_is_left_out() -> None:
    assert counted(scored(["other:x", "a"], ["a"])) == {}


def test_the_macro_average_counts_each_ground_alike() -> None:
    rows = [scored(["a"], ["a"])] * 3 + [scored(["b"], ["a"])]
    assert macro_first(rows) == pytest.approx(0.5)


def test_bins_are_of_equal_count_and_chance_is_the_same_each_time() -> None:
    rows = [
        Scored(
            {"id": "1", "causes": ["a"] if number % 4 else []},
            Diagnosis(id="1", grounds=(ground("a", (number + 1) / 14),)),
        )
        for number in range(13)
    ]
    found, again = calibration(rows), calibration(rows)
    assert found is not None and found == again
    assert sorted(item.count for item in found.bins) == [2, 2, 3, 3, 3]
    assert 0 < found.by_chance < found.by_chance_at_most < 1


def test_a_predictor_that_is_always_sure_and_right_has_no_error() -> None:
    sure = [Scored({"id": "1", "causes": ["a"]}, Diagnosis(id="1", grounds=(ground("a", 1.0),)))] * 10
    found = calibration(sure)
    assert found is not None and (found.error, found.by_chance) == (0, 0)


def test_labels_of_evidence_are_judged_by_their_words() -> None:
    kinds = evidence_kinds()
    assert set(kinds) <= set(knowledge().evidence)
    assert "supplier-invoice" in meant("Invoices of the last year", kinds)
    assert "proof-of-delivery" in meant("proof that it was delivered", kinds)
    assert meant("nothing in particular", kinds) == set()


def test_a_folder_without_a_corpus_is_told(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "accuracy.py"), "--corpus", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no corpus: expected notices_en.jsonl" in done.stderr
