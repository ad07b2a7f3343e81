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
def test_a_letter_for_another_case_never_passes(name: str, other: str) -> None:
    if name != other and {name, other} != {"late-shipment", "german-english-mix"}:
        findings = reviewed(text_of(name), given(other)).findings
        assert "serious" in {finding.severity for finding in findings}


ON_ONE_GROUND = ["late-shipment", "used-sold-as-new", "reviews-form", "prose-not-as-described", "restricted"]


@pytest.mark.parametrize("name", ON_ONE_GROUND)
@pytest.mark.parametrize("other", ON_ONE_GROUND)
def test_a_letter_on_another_ground_is_told(name: str, other: str) -> None:
    found = {finding.rule for finding in reviewed(text_of(name), given(other)).findings}
    assert ("review-wrong-ground" in found) == (name != other)
