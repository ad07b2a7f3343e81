"""The case folder: every document of a case by its name, with an index of hashes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from diagnose.knowledge import KnowledgeBase
from diagnose.report.audience import Audience
from diagnose.report.blocks import Block, Entry, Heading
from diagnose.report.document import document
from diagnose.report.draft import draft
from diagnose.report.html import to_html
from diagnose.report.letter import letter
from diagnose.report.markdown import to_markdown
from diagnose.report.words import day, joined, spoken
from facts_schema import Case, Diagnosis, DueDate

SAME = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, so that the same case gives the same archive."""
INDEX = "index.json"


def case_folder(
    diagnosis: Diagnosis,
    case: Case,
    knowledge: KnowledgeBase,
    due: Sequence[DueDate],
    evidence: Mapping[str, bytes],
    audience: Audience = "internal",
) -> dict[str, bytes]:
    """Every file of the folder by its name, the index last.

    Args:
        diagnosis, case, knowledge, due: what the documents are made from.
        evidence: the papers by file name; they are packed as they are, for a changed original is no proof.
        audience: the client's folder has no case document, no ledger and no notes.
    """
    blocks = document(diagnosis, case, knowledge, audience, due)
    plan = letter(draft(diagnosis, case, knowledge), diagnosis)
    made = {
        "report.html": to_html(blocks),
        "report.md": to_markdown(blocks),
        "plan.html": to_html(plan),
        "timeline.md": to_markdown(_timeline(case, due)),
        "diagnosis.json": diagnosis.model_dump_json(indent=2) + "\n",
        "case.json": case.model_dump_json(indent=2, exclude_defaults=True) + "\n",
    }
    if audience == "client":
        made = {name: text for name, text in made.items() if not name.endswith(".json")}
    files = {name: text.encode() for name, text in made.items()}
    files |= {f"notices/{n:02}.txt": item.text.encode() for n, item in enumerate(case.notices, 1)}
    files |= {f"submissions/{n:02}.txt": text.encode() for n, text in enumerate(_submitted(case), 1)}
    files |= {f"evidence/{name}": content for name, content in evidence.items()}
    files = dict(sorted(files.items()))
    return files | {INDEX: _index(files, case)}


def _index(files: Mapping[str, bytes], case: Case) -> bytes:
    kinds = {f"evidence/{item.name}": item.kind for item in case.documents if item.name}
    rows = [
        {
            "file": name,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            **({"evidence": kinds[name]} if name in kinds else {}),
        }
        for name, content in files.items()
    ]
    return (json.dumps({"files": rows}, ensure_ascii=False, indent=2) + "\n").encode()


def _submitted(case: Case) -> list[str]:
    return [
        joined(
            [
                f"Submission: {item.what}",
                f"Date: {item.date}" if item.date else "",
                f"Sent: {joined(item.sent)}" if item.sent else "",
                f"Outcome: {spoken(item.outcome)}",
                f"Answered: {item.answered}" if item.answered else "",
            ],
            "\n",
        )
        + "\n"
        for item in case.submissions
    ]


def _timeline(case: Case, due: Sequence[DueDate]) -> list[Block]:
    """What happened and what comes, by day."""
    dated = [(item.received, "A notice came") for item in case.notices]
    dated += [(item.date, f"Submitted: {item.what}") for item in case.submissions]
    dated += [(item.date, joined([item.what, item.outcome])) for item in case.history]
    dated += [(item.falls_on, f"Due: {item.title}") for item in due]
    known = sorted((date, text) for date, text in dated if date)
    unknown = [Entry(f"Day not known: {text}") for date, text in dated if not date]
    return [Heading("Timeline", 1), *(Entry(f"{day(date)}: {text}") for date, text in known), *unknown]


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The folder as one archive, without the times and users of this computer."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, SAME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
