"""Accuracy on labelled notices and cases: who is first, what is shown wrongly, what probabilities are worth.

    python benchmarks/accuracy.py [--corpus FOLDER ...] [--json] [--write docs/accuracy.md]

The sets of ``tests/notices`` are always measured. A corpus is a folder with any of ``notices_en.jsonl``,
``notices_recent.jsonl``, ``notices_intl.jsonl``, ``benign.jsonl`` (one object a line: ``id``, ``text``,
``language``, ``enforcement``, ``causes``, ``confidence``) and ``case_labels.jsonl`` (``id``, ``causes``,
``enforcement``, ``evidence_needed``), whose cases stand in ``tests/stories``. Each is a fold, shown apart and
pooled. No text of a corpus is printed or written. ``--write`` writes the page, wholly from the measurements.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from accuracy_page import page
from calibration import calibration
from scoring import Rate, Row, Scored, macro_first, rates
from stories import Story, evidence_rates, stories

from diagnose import Case, Diagnoser

NOTICES = Path(__file__).parent.parent / "tests" / "notices"
ENGLISH = ("notices_en.jsonl", "notices_recent.jsonl")
OTHER = ("notices_intl.jsonl",)
BENIGN = ("benign.jsonl",)
CASES = "case_labels.jsonl"


@dataclass(frozen=True)
class Fold:
    """Everything measured on one corpus."""

    name: str
    english: tuple[Scored, ...]
    other: tuple[Scored, ...]
    benign: tuple[Scored, ...]
    stories: tuple[Story, ...]


def labelled(path: Path) -> list[Row]:
    """The rows of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def diagnosed(path: Path, diagnoser: Diagnoser) -> list[Scored]:
    """Each labelled notice of a file with its diagnosis."""
    return [
        Scored(row, diagnoser.diagnose(Case(id=row["id"], notice=row["text"]), detail="short"))
        for row in labelled(path)
    ]


def fold(folder: Path, diagnoser: Diagnoser) -> Fold:
    """Measure a corpus."""
    return Fold(
        folder.name,
        *(
            tuple(
                item
                for name in names
                if (folder / name).exists()
                for item in diagnosed(folder / name, diagnoser)
            )
            for names in (ENGLISH, OTHER, BENIGN)
        ),
        stories=tuple(stories(labelled(folder / CASES), diagnoser)) if (folder / CASES).exists() else (),
    )


def pooled(folds: Sequence[Fold]) -> Fold:
    """All folds as one."""
    return Fold(
        "pooled",
        english=tuple(item for one in folds for item in one.english),
        other=tuple(item for one in folds for item in one.other),
        benign=tuple(item for one in folds for item in one.benign),
        stories=tuple(item for one in folds for item in one.stories),
    )


def figures(name: str, rows: Sequence[Scored], more: Sequence[Rate] = ()) -> dict[str, object]:
    """What ``--json`` prints of some rows."""
    found = calibration(rows)
    return {
        "set": name,
        "rows": len(rows),
        "rates": {rate.name: [rate.hits, rate.tries] for rate in (*rates(rows), *more)},
        "macro": macro_first(rows),
        "calibration": {
            "bins": [[item.mean, item.right, item.count] for item in found.bins],
            "error": found.error,
            "by_chance": found.by_chance,
        }
        if found
        else None,
    }


def parts(one: Fold) -> list[tuple[str, Sequence[Scored], Sequence[Rate]]]:
    """The parts of a fold that hold rows, with the figures that only they have."""
    cases = [story.scored for story in one.stories]
    every = [
        ("English notices", one.english, ()),
        ("notices in other languages", one.other, ()),
        ("harmless messages", one.benign, ()),
        ("cases", cases, evidence_rates(one.stories)),
    ]
    return [(f"{one.name}: {name}", rows, more) for name, rows, more in every if rows]


def main() -> int:
    """Measure, print, and write the page if asked; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", action="append", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    arguments = parser.parse_args()
    for folder in arguments.corpus:
        if not any((folder / name).exists() for name in (*ENGLISH, *OTHER, *BENIGN, CASES)):
            print(
                f"{folder}: no corpus: expected {', '.join((*ENGLISH, *OTHER, *BENIGN, CASES))}",
                file=sys.stderr,
            )
            return 2
    diagnoser = Diagnoser()
    own = {path.stem: diagnosed(path, diagnoser) for path in sorted(NOTICES.glob("*.jsonl"))}
    folds = [fold(folder, diagnoser) for folder in arguments.corpus]
    folds += [pooled(folds)] if len(folds) > 1 else []
    for name, rows, more in [
        *((name, rows, ()) for name, rows in own.items()),
        *(part for one in folds for part in parts(one)),
    ]:
        report(name, rows, more, arguments.json)
    if arguments.write:
        arguments.write.write_text(page(own, folds, diagnoser.knowledge), encoding="utf-8")
    return 0


def report(name: str, rows: Sequence[Scored], more: Sequence[Rate], as_json: bool) -> None:
    """Print the figures of some rows."""
    if as_json:
        print(json.dumps(figures(name, rows, more)))
        return
    print(f"{name}: {len(rows)} rows")
    for rate in (*rates(rows), *more):
        if rate.tries:
            print(f"  {rate.name:50s} {rate}")
    found = calibration(rows)
    if found:
        print(f"  {'calibration error, and by chance':50s} {found.error:.3f}, {found.by_chance:.3f}")


if __name__ == "__main__":
    sys.exit(main())
