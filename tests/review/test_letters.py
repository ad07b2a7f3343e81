"""Good letters pass, every fault is found on its line, and a letter on another ground is told."""

from __future__ import annotations

import pytest
from review.written import GOOD, Fault, faults, given, reviewed, text_of


@pytest.mark.parametrize("name", GOOD)
def test_a_good_letter_has_no_finding(name: str) -> None:
    review = reviewed(text_of(name), given(name))
    assert [(finding.line, finding.rule, finding.quote) for finding in review.findings] == []
    assert review.score == 1


@pytest.mark.parametrize(
    "fault", faults(), ids=lambda fault: f"{fault.letter}-{fault.rule}-{fault.line}"[:80]
)
def test_a_fault_is_found_on_its_line(fault: Fault) -> None:
    assert fault.expected_line in [finding.line for finding in fault.found()]


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("other", GOOD)
def test_a_letter_on_another_ground_is_told(name: str, other: str) -> None:
    grounds = [{ground.id for ground in given(case).stated} for case in (name, other)]
    if grounds[0] & grounds[1] or {name, other} == {"dispute", "inauthentic"}:
        return
    found = {finding.rule for finding in reviewed(text_of(name), given(other)).findings}
    assert found & {"review-wrong-ground", "review-ground-not-answered"}
