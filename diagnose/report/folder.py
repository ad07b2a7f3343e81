"""The case folder: every document of a case by its name, with an index of hashes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from diagnose.knowledge import KnowledgeBase
from diagnose.report.audience import Audience
from diagnose.report.blocks import Blocks
from diagnose.report.course import correspondence, timeline
from diagnose.report.document import document
from diagnose.report.docx import to_docx
from diagnose.report.draft import draft
from diagnose.report.due import to_ics
from diagnose.report.folder_index import INDEX_PAGE, Listed, index_page
from diagnose.report.html import to_html
from diagnose.report.letter import letter
from diagnose.report.pdf import to_pdf
from diagnose.report.printed import PrintError
from facts_schema import Case, Diagnosis, DueDate

SAME = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, so that the same case gives the same archive."""
INDEX = "index.json"


@dataclass(frozen=True)
class Printing:
    """The letterhead of the documents for Word, and the typeface of those in PDF."""

    template: Path | None = None
    font: Path | None = None


@dataclass(frozen=True)
class CaseFolder:
    """The files by their names, the indexes last, and why some documents are not among them."""

    files: Mapping[str, bytes]
    not_made: tuple[str, ...] = ()


def case_folder(
    diagnosis: Diagnosis,
    case: Case,
    knowledge: KnowledgeBase,
    due: Sequence[DueDate],
    evidence: Mapping[str, bytes],
    audience: Audience = "internal",
    printing: Printing = Printing(),
) -> CaseFolder:
    """Every file of the folder.

    Args:
        diagnosis, case, knowledge, due: what the documents are made from.
        evidence: the papers by file name; they are packed as they are, for a changed original is no proof.
        audience: the client's folder has no case document, no ledger and no notes.
        printing: for the DOCX and PDF documents, which need the extra ``[report]``.
    """
    pages = {
        "report": document(diagnosis, case, knowledge, audience, due),
        "plan": letter(draft(diagnosis, case, knowledge), diagnosis),
        "timeline": tuple(timeline(case, diagnosis, due)),
    }
    files = {f"{name}.html": to_html(blocks).encode() for name, blocks in pages.items()}
    printed, not_made = _printed(pages, due, diagnosis, printing)
    files |= printed
    if audience == "internal":
        files["diagnosis.json"] = (diagnosis.model_dump_json(indent=2) + "\n").encode()
        files["case.json"] = (case.model_dump_json(indent=2, exclude_defaults=True) + "\n").encode()
    files |= {name: text.encode() for name, text in correspondence(case, diagnosis).items()}
    files |= {f"evidence/{name}": content for name, content in evidence.items()}
    listed = [_listed(name, content, case) for name, content in sorted(files.items())]
    page = to_html(index_page(listed, diagnosis, case)).encode()
    whole = dict(sorted(files.items())) | {INDEX_PAGE: page}
    return CaseFolder(whole | {INDEX: _index([*listed, _listed(INDEX_PAGE, page, case)])}, not_made)


def _printed(
    pages: Mapping[str, Blocks], due: Sequence[DueDate], diagnosis: Diagnosis, printing: Printing
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The documents that need the extra; what cannot be made is said, and the rest is packed."""
    makers: dict[str, Callable[[], bytes]] = {}
    for name in ("report", "plan"):
        makers[f"{name}.docx"] = partial(to_docx, pages[name], printing.template)
        makers[f"{name}.pdf"] = partial(to_pdf, pages[name], printing.font)
    makers["deadlines.ics"] = partial(to_ics, due, diagnosis.id, diagnosis.as_of)
    made: dict[str, bytes] = {}
    failed: list[str] = []
    for name, make in makers.items():
        try:
            made[name] = make()
        except PrintError as error:
            failed.append(f"{name}: {error}")
    return made, tuple(failed)


def _listed(name: str, content: bytes, case: Case) -> Listed:
    paper = next((item for item in case.documents if item.name and f"evidence/{item.name}" == name), None)
    return Listed(name, len(content), hashlib.sha256(content).hexdigest(), paper)


def _index(listed: Sequence[Listed]) -> bytes:
    rows = [
        {
            "file": item.name,
            "bytes": item.size,
            "sha256": item.sha256,
            **({"evidence": item.paper.kind} if item.paper else {}),
            **({"covers": item.paper.covers} if item.paper and item.paper.covers else {}),
        }
        for item in listed
    ]
    return (json.dumps({"files": rows}, ensure_ascii=False, indent=2) + "\n").encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The folder as one archive, without the times and users of this computer."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
