"""Papers that somebody made who had not read the checks: each broken requirement is found, no good one fails."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from papers.make import make
from support import knowledge

from diagnose.intake import read_case
from diagnose.papers import check_evidence
from facts_schema import Case

PAPERS = Path(__file__).parents[1] / "papers"
EXPECTED: list[dict[str, Any]] = yaml.safe_load((PAPERS / "expected.yaml").read_text(encoding="utf-8"))
FOUND_BY = {
    "too-old": "age",
    "after-notice": "age",
    "bill-too-old": "age",
    "issue-date-missing": "age|provider",
    "other-buyer": "buyer",
    "other-address": "buyer|seller",
    "buyer-missing": "buyer",
    "units-too-few": "units",
    "product-not-named": "product-named",
    "supplier-website-missing": "supplier-contact",
    "supplier-address-missing": "supplier-contact",
    "supplier-phone-missing": "supplier-contact",
    "not-delivered": "delivered|scan|refused",
    "pro-forma": "refused-1",
    "quotation": "refused-1",
    "order-confirmation": "refused-1",
    "packing-slip": "refused-2",
    "customs-invoice": "refused-2",
    "retail-receipt": "refused-5",
    "website-receipt": "refused-5",
    "self-issued": "from-supplier",
    "hidden-quantities": "nothing-hidden",
    "pages-missing": "complete|whole",
    "image-editor": "unaltered",
    "word-processor": "unaltered",
    "annotated": "unaltered",
    "amended-invoice": "duplicate|refused-8",
    "wrong-format": "file-type",
    "same-file-twice": "duplicate",
    "other-seller": "seller",
    "authorisation-expired": "force",
    "other-territory": "store|territ|permission",
    "letter-undated": "form",
    "letter-unsigned": "form",
    "other-brand": "brand",
    "letter-to-supplier": "seller",
    "no-permission": "permission",
    "owner-contact-missing": "form",
    "owner-address-missing": "owner",
    "retraction-not-error": "error|refused-2",
    "complaint-id-missing": "names-the-case",
    "retraction-forwarded": "sent-by-owner|refused-1",
    "bill-other-name": "same-",
    "bill-other-address": "same-",
    "due-date-missing": "provider",
    "provider-address-missing": "provider",
    "screenshot": "refused-2|whole",
    "credit-card-statement": "refused-1|kind",
    "not-a-utility": "kind",
    "unsupported-language": "language",
    "other-product": "model|product|names-agree",
    "applicant-unknown": "applicant",
    "superseded-standard": "standard",
    "lab-not-accredited": "laboratory",
    "inspection-undated": "scope",
    "batch-missing": "scope",
    "sample-size-missing": "scope",
    "defects-missing": "findings",
    "inspector-missing": "scope",
    "photos-missing": "findings",
    "other-destination": "destination",
    "order-id-missing": "every-order",
    "tracking-number-missing": "every-order",
    "payment-mismatch": "matches",
    "confirmation-mismatch": ".",
    "registry-other-name": "same-data",
    "mark-other-owner": "owner|account",
}
"""Which checks (a part of their ids) find what he calls by these names."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("rapidocr", reason='needs "suspension-diagnosis[ocr]"')
    where = tmp_path_factory.mktemp("papers")
    make(where)
    return where


@cache
def case_of(name: str) -> Case:
    return read_case(PAPERS / "cases" / name, knowledge=knowledge())


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: entry["file"])
def test_what_is_broken_fails_and_nothing_else_does(entry: dict[str, Any], folder: Path) -> None:
    files = [folder / entry["file"], *([folder / entry["with"]] if "with" in entry else [])]
    result = check_evidence(*files, case=case_of(entry["case"]))
    paper = next(paper for paper in result.papers if paper.file == Path(entry["file"]).name)
    failed = [check.id for check in paper.checks if check.state == "failed"]
    if entry["verdict"] == "good":
        assert paper.kind == entry["kind"]
        assert failed == []
    else:
        assert [id for id in failed if re.search(FOUND_BY[entry["id"]], id)], failed
