"""Makes the generated pages of ``docs/``: JSON schemas of the case and of the diagnosis.

    python docs/make.py           write
    python docs/make.py --check   say what is stale, and exit 1
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from facts_schema import Case, Diagnosis

DOCS = Path(__file__).parent


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    schemas = {"case": Case.model_json_schema(), "diagnosis": Diagnosis.model_json_schema(mode="serialization")}
    return {
        DOCS / "schema" / f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in schemas.items()
    }


def stale() -> list[Path]:
    """The pages that are not what they would be if they were made now."""
    return [
        path
        for path, content in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != content
    ]


def main() -> int:
    """Write or check; the exit status."""
    if "--check" in sys.argv[1:]:
        for path in stale():
            print(f"{path.relative_to(DOCS.parent)} is stale: run `make docs`", file=sys.stderr)
        return 1 if stale() else 0
    for path, content in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
