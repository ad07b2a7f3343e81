"""Two clients do not write alike: measured over pairs of different cases of every ground that is appealed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

from support import diagnoser, knowledge

from diagnose.casebook import read_entries
from diagnose.report.draft import draft
from facts_schema import Case

ROOT = Path(__file__).parents[2]
ASKED = "\nPlease send us a plan of action."
MOST = 6
"""Cases of a ground that are compared, each with each."""
STATED = ("frame", "done", "planned")
"""What a letter says beside gaps and facts."""


def with_records(case: Case, number: int) -> Case:
    """The case as that of another client, with every action done on days of his own."""
    named = case.model_copy(update={"id": f"client-{number}"})
    records = [
        {
            "action": item.id,
            "state": "done" if place % 3 else "planned",
            "date": str(dt.date(2026, 10, 1) + dt.timedelta(days=(11 * number + place) % 45)),
            "owner": ("Ann", "Bo", "Cy", "Di")[number % 4],
            "proof": f"paper {number}.{place}",
        }
        for place, item in enumerate(diagnoser().diagnose(named).actions)
    ]
    return Case.model_validate(named.model_dump() | {"actions": records})


@cache
def letters() -> dict[str, list[set[str]]]:
    """The sentences of the letters about each ground, of different cases."""
    found: dict[str, list[set[str]]] = defaultdict(list)
    for entry in read_entries(ROOT / "tests/cases")[0]:
        if len(found[entry.ground]) >= MOST or entry.ground not in knowledge().grounds:
            continue
        plain = entry.read(knowledge())
        if not plain.notices:
            continue
        asked = plain.notices[0].model_copy(update={"text": plain.notices[0].text + ASKED})
        case = with_records(
            plain.model_copy(update={"notices": (asked, *plain.notices[1:])}), len(found[entry.ground])
        )
        it = draft(diagnoser().diagnose(case), case, knowledge())
        about = [part for part in it.parts if part.ground in ("", entry.ground)]
        if any(part.ground for part in about):
            found[entry.ground].append(
                {line.text for part in about for line in part.lines if line.kind in STATED}
            )
    return {ground: sets for ground, sets in found.items() if len(sets) > 1}


def test_letters_can_be_compared_for_most_grounds() -> None:
    assert len(letters()) >= 40


def test_two_cases_of_one_ground_share_less_than_a_third_of_their_sentences() -> None:
    for ground, sets in letters().items():
        for one, other in combinations(sets, 2):
            assert len(one & other) / min(len(one), len(other)) < 1 / 3, (ground, one & other)


def test_they_share_next_to_nothing_on_average() -> None:
    shares = [
        len(one & other) / min(len(one), len(other))
        for sets in letters().values()
        for one, other in combinations(sets, 2)
    ]
    assert len(shares) > 300
    assert sum(shares) / len(shares) < 0.02


def measure() -> str:
    """The figures of the documentation: ``python tests/report/test_likeness_of_drafts.py``."""
    shares = [
        len(one & other) / min(len(one), len(other))
        for sets in letters().values()
        for one, other in combinations(sets, 2)
    ]
    mean, most = sum(shares) / len(shares), max(shares)
    return f"{len(letters())} grounds, {len(shares)} pairs: mean {mean:.4f}, most {most:.3f}"
