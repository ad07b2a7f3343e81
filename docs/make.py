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
from pathlib import Path

from diagnose.knowledge import KnowledgeBase, default
from diagnose.report import to_markdown
from diagnose.report.pages import pages as item_page
from facts_schema import Case, Diagnosis

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
KNOWLEDGE = DOCS / "knowledge"
CUT = "[...]"
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
_BEHIND = {"make demo": "diagnose case examples/late-shipment"}


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    readme = _BLOCK.sub(_with_real_output, README.read_text(encoding="utf-8"))
    return _schemas() | _knowledge_pages(default()) | {README: readme}


def _schemas() -> dict[Path, str]:
    schemas = {
        "case": Case.model_json_schema(),
        "diagnosis": Diagnosis.model_json_schema(mode="serialization"),
    }
    return {
        DOCS / "schema" / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def _knowledge_pages(knowledge: KnowledgeBase) -> dict[Path, str]:
    """A page for each ground and each evidence kind, one each of questions, flags, replies, and an index."""
    kinds = {"grounds": list(knowledge.grounds), "evidence": list(knowledge.evidence)}
    made = {
        KNOWLEDGE / kind / f"{name}.md": to_markdown(item_page(name, knowledge))
        for kind, names in kinds.items()
        for name in names
    }
    questions = "\n".join(to_markdown(item_page(name, knowledge)) for name in knowledge.questions)
    made |= {
        KNOWLEDGE / f"{name}.md": "\n".join(to_markdown(item_page(id, knowledge)) for id in items)
        for name, items in (("flags", knowledge.flags), ("replies", knowledge.lacks))
    }
    return made | {KNOWLEDGE / "questions.md": questions, KNOWLEDGE / "index.md": _index(knowledge)}


def _index(knowledge: KnowledgeBase) -> str:
    """Where everything stands, by ground, evidence and question."""
    lines = [
        "# Knowledge",
        "",
        f"{len(knowledge.grounds)} grounds, {len(knowledge.root_causes)} root causes, "
        f"{len(knowledge.rules_by_id)} rules, {len(knowledge.evidence)} evidence kinds, "
        f"{len(knowledge.questions)} questions.",
    ]
    for family in sorted({ground.family for ground in knowledge.grounds.values()}):
        lines += ["", f"## {family.replace('-', ' ').capitalize()}", ""]
        lines += [
            f"- [{ground.title}](grounds/{ground.id}.md): {ground.means}"
            for ground in knowledge.grounds.values()
            if ground.family == family
        ]
    lines += ["", "## Evidence", ""]
    lines += [f"- [{item.title}](evidence/{item.id}.md)" for item in knowledge.evidence.values()]
    lines += ["", "## Questions", "", "[All questions](questions.md)", ""]
    lines += [
        "## Flags and replies",
        "",
        "[All flags](flags.md)",
        "",
        "[What replies find missing](replies.md)",
        "",
    ]
    return "\n".join(lines)


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
        check=True,
    )
    lines = [line.rstrip() for line in done.stdout.strip("\n").splitlines()]
    shown = block["output"].split(CUT)[0].rstrip("\n").count("\n") + 1
    cut = [*lines[:shown], CUT] if CUT in block["output"] else lines
    return "```console\n$ " + "\n".join([block["command"], *cut]) + "\n```"


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
