"""Letters that somebody wrote who had not read the review: what he expects in them is found, on its line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from appeals.make import expected
from papers.make import make as make_papers
from review.written import diagnoser, hearer

from diagnose.intake import read_document
from diagnose.review import Given, read_letter, review
from facts_schema.review import ReviewFinding

LETTERS = Path(__file__).parents[1] / "appeals"
RULES = {
    "wrong-ground": ["wrong-ground"],
    "preventive-missing": ["part-missing"],
    "corrective-missing": ["part-missing"],
    "root-cause-missing": ["part-missing"],
    "root-cause-symptom": ["symptom-for-cause", "symptom-among-causes"],
    "root-cause-unaware": ["excuse-for-cause", "ignorance-for-cause"],
    "root-cause-generic": ["excuse-for-cause", "ignorance-for-cause"],
    "corrective-promised": ["corrective-to-come", "corrective-vague-promise"],
    "corrective-undated": ["corrective-undated"],
    "preventive-no-owner": ["preventive-without-owner"],
    "preventive-no-frequency": ["preventive-without-rhythm", "vague-rhythm", "preventive-vague"],
    "asin-not-covered": ["listing-not-named"],
    "document-not-covered": ["document-not-named", "request-not-answered"],
    "request-not-covered": ["document-not-named", "request-not-answered"],
    "issue-not-covered": ["ground-not-answered"],
    "numbers-contradict-report": ["figure-differs"],
    "denial-and-admission": ["denies-and-admits"],
    "admission-while-disputing": ["admits-fraud-while-disputing"],
    "begging": ["begs"],
    "threat": ["legal-threat", "threat"],
    "emotion": ["emotion"],
    "hardship": ["hardship"],
    "exclamation-marks": ["exclamation"],
    "placeholder": ["placeholder"],
    "template-phrases": ["template"],
    "too-long": ["too-long"],
    "link": ["link"],
    "biography": ["biography"],
    "other-matters": ["other-matter"],
    "nothing-new": ["nothing-new"],
    "contradicts-earlier-statement": ["contradicts-earlier", "contradicts-statement"],
    "near-copy": ["same-as-own"],
    "impossible-promise": ["impossible-promise"],
    "legal-argument": ["legal-argument"],
    "no-proof": ["nothing-proven"],
    "contradicts-evidence": ["differs-from-paper"],
    "blames-buyers": ["blames-buyers"],
    "blames-amazon": ["blames-amazon"],
    "blames-carrier": ["blames-carrier"],
    "blames-supplier": ["blames-supplier"],
    "blames-competitor": ["blames-competitor"],
}
"""Which rules (without "review-") find what he calls by these names."""


@cache
def papers(folder: Path) -> dict[str, Path]:
    return {str(path.relative_to(folder)): path for path in make_papers(folder)}


def findings(entry: dict[str, Any], folder: Path) -> tuple[ReviewFinding, ...]:
    data = yaml.safe_load((LETTERS / "cases" / f"{entry['case']}.yaml").read_text(encoding="utf-8"))
    account = data.pop("account")
    data["seller"] = {"names": [account["name"]], "addresses": [account["address"]]}
    case = read_document(data, diagnoser().knowledge)
    earlier = [hearer().hear(_letter(entry["earlier"]))] if "earlier" in entry else []
    own = {entry["firm"]: _letter(entry["firm"]).text} if "firm" in entry else {}
    attached = {name: read_letter(papers(folder)[name])[0].text for name in entry.get("papers", [])}
    against = Given(case, diagnoser().diagnose(case), earlier, own, attached)
    return review(_letter(entry["letter"]), against, diagnoser().knowledge, hearer=hearer()).findings


def _letter(name: str):  # type: ignore[no-untyped-def]
    return read_letter(LETTERS / "letters" / name)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("papers")


GOOD = [entry for entry in expected() if entry["verdict"] == "good"]
BAD = [entry for entry in expected() if entry["verdict"] == "bad"]


@pytest.mark.parametrize("entry", GOOD, ids=lambda entry: entry["letter"])
def test_a_good_letter_gets_one_remark_at_most(entry: dict[str, Any], folder: Path) -> None:
    found = [(finding.line, finding.rule, finding.quote) for finding in findings(entry, folder)]
    assert len(found) <= 1, found


@pytest.mark.parametrize("entry", BAD, ids=lambda entry: entry["letter"])
def test_the_fault_of_a_letter_is_found_on_its_line(entry: dict[str, Any], folder: Path) -> None:
    rules = {f"review-{rule}" for rule in RULES[entry["id"]]}
    lines = [finding.line for finding in findings(entry, folder) if finding.rule in rules]
    assert entry["line"] in lines if entry["line"] else lines
