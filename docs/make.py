"""Makes what is generated: schemas, pages of the knowledge, and the outputs that the README shows.

python docs/make.py           write
python docs/make.py --check   say what is stale, and exit 1
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from diagnose.knowledge import default
from diagnose.report.book import book
from facts_schema import Case, Diagnosis, EvidenceCheck

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
SHOWING = (
    README,
    *(
        DOCS / name
        for name in ("packs.md", "handover.md", "evidence-check.md", "appeal-review.md", "languages.md")
    ),
)
"""The pages with blocks that show a command and what it prints."""
KNOWLEDGE = DOCS / "knowledge"
CUT = "[...]"
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
INTERVIEW = DOCS / "interview.md"
_TYPED = re.compile(r"^> (?P<typed>.*)$", re.MULTILINE)
_BEHIND = {"make demo": "diagnose case examples/late-shipment"}


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    shown = {path: _BLOCK.sub(_with_real_output, path.read_text(encoding="utf-8")) for path in SHOWING}
    shown[INTERVIEW] = _BLOCK.sub(_with_real_conversation, INTERVIEW.read_text(encoding="utf-8"))
    return _schemas() | {KNOWLEDGE / name: text for name, text in book(default()).items()} | shown


def _schemas() -> dict[Path, str]:
    schemas = {
        "case": Case.model_json_schema(),
        "diagnosis": Diagnosis.model_json_schema(mode="serialization"),
        "evidence-check": EvidenceCheck.model_json_schema(mode="serialization"),
    }
    return {
        DOCS / "schema" / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def _with_real_output(block: re.Match[str]) -> str:
    """A block of the README with what its command prints, cut to the lines that it shows."""
    command = _BEHIND.get(block["command"], block["command"])
    environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=README.parent,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # Status 1 is a result too: a review that found something, an input that was not read.
    if done.returncode > 1:
        raise RuntimeError(f"{command}: {done.stderr}")
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    shown = block["output"].split(CUT)[0].rstrip("\n").count("\n") + 1
    cut = [*lines[:shown], CUT] if CUT in block["output"] else lines
    return "```console\n$ " + "\n".join([block["command"], *cut]) + "\n```"


def _with_real_conversation(block: re.Match[str]) -> str:
    """A recorded session with what the program says today to what was typed, cut where it was cut."""
    typed = "".join(f"{line}\n" for line in _TYPED.findall(block["output"]))
    with tempfile.TemporaryDirectory() as folder:
        sessions = Path(folder) / "sessions.sqlite3"
        environment = {**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-m", *block["command"].split()],
            cwd=README.parent,
            env={**environment, "DIAGNOSE_SESSIONS": str(sessions)},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    said = done.stdout.strip("\n")
    if CUT in block["output"]:
        said = said.partition("> report\n")[0] + "> report\n" + CUT
    return f"```console\n$ {block['command']}\n{said}\n```"


def stale() -> list[Path]:
    """The pages that are not what they would be if they were made now."""
    made = pages()
    wrong = [
        path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    return wrong + [path for path in sorted(KNOWLEDGE.rglob("*.md")) if path not in made]


def main() -> int:
    """Write or check; the exit status."""
    if "--check" in sys.argv[1:]:
        wrong = stale()
        for path in wrong:
            print(f"{path.relative_to(DOCS.parent)} is stale: run `make docs`", file=sys.stderr)
        return 1 if wrong else 0
    shutil.rmtree(KNOWLEDGE, ignore_errors=True)
    for path, content in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
