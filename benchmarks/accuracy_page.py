"""The page of the measured accuracy: tables from the measurements, and the method in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from calibration import ROUNDS, calibration
from scoring import ENFORCEMENT, FIGURES, Scored, macro_first, rates
from stories import Story, evidence_rates

from diagnose.knowledge import KnowledgeBase

METHOD = Path(__file__).with_name("accuracy_method.md")

Column = tuple[str, Sequence[Scored]]


class Fold(Protocol):
    """A corpus as it was measured."""

    name: str
    english: tuple[Scored, ...]
    other: tuple[Scored, ...]
    benign: tuple[Scored, ...]
    stories: tuple[Story, ...]


def page(own: Mapping[str, Sequence[Scored]], folds: Sequence[Fold], knowledge: KnowledgeBase) -> str:
    """The whole page."""
    corpora = " ".join(f"--corpus {one.name}" for one in folds if one.name != "pooled")
    command = f"python benchmarks/accuracy.py {corpora} --write docs/accuracy.md".replace("  ", " ")
    lines = ["# Accuracy", "", f"Knowledge {knowledge.version}. Measured and written by `{command}`.", ""]
    if folds:
        lines += _of_folds(folds, knowledge)
    lines += ["## The sets of this repository", ""]
    lines += _table([(name, rows) for name, rows in own.items()], turned=True)
    lines += _reliability("All of them", [item for rows in own.values() for item in rows])
    method = METHOD.read_text("utf-8").replace("ROUNDS", f"{ROUNDS:,}")
    return "\n".join([*lines, method])


def _of_folds(folds: Sequence[Fold], knowledge: KnowledgeBase) -> list[str]:
    last = folds[-1]
    english = [(one.name, one.english) for one in folds]
    told = [(one.name, [story.scored for story in one.stories]) for one in folds]
    return [
        *("## Notices in English", "", *_table(english)),
        *(
            "Pooled, by family of the main ground:",
            "",
            *_table(_by(last.english, _family(knowledge)), turned=True),
        ),
        *("## Notices in other languages", "", *_table(_by(last.other, _language), turned=True)),
        *(
            "## Harmless messages",
            "",
            *_table(_by(_benign(folds), lambda item: str(item.row["fold"])), turned=True),
        ),
        *("## Cases", "", *_table(told, leave=[ENFORCEMENT]), *_evidence(folds)),
        *(
            "Pooled, by how the ground is known:",
            "",
            *_table(_by_telling(last.stories), turned=True, leave=[ENFORCEMENT]),
        ),
        *("## Calibration", "", *(line for one in folds for line in _calibration(one))),
    ]


def _benign(folds: Sequence[Fold]) -> list[Scored]:
    """The harmless messages, marked with their fold and whether they are in English."""
    return [
        Scored(
            item.row | {"fold": f"{one.name}, {'English' if _language(item) == 'en' else 'other languages'}"},
            item.diagnosis,
        )
        for one in folds
        for item in one.benign
    ]


def _language(item: Scored) -> str:
    return str(item.row.get("language", "?"))


def _family(knowledge: KnowledgeBase) -> Callable[[Scored], str]:
    def family(item: Scored) -> str:
        ground = knowledge.grounds.get(item.labels[0]) if item.labels else None
        return ground.family if ground else "none named"

    return family


def _by(rows: Sequence[Scored], key: Callable[[Scored], str]) -> list[Column]:
    names = sorted({key(item) for item in rows})
    return [(name, [item for item in rows if key(item) == name]) for name in names]


def _by_telling(told: Sequence[Story]) -> list[Column]:
    return [
        ("told directly", [story.scored for story in told if story.direct]),
        ("found from data and replies", [story.scored for story in told if not story.direct]),
    ]


def _table(columns: Sequence[Column], turned: bool = False, leave: Sequence[str] = ()) -> list[str]:
    """Figures by set; ``turned`` has a line a set. Figures without any tries are left out."""
    cells = {name: {rate.name: rate for rate in rates(rows)} for name, rows in columns}
    macro = {name: macro_first(rows) for name, rows in columns}
    names = [
        figure
        for figure in FIGURES
        if figure not in leave and any(cells[name][figure].tries for name, _ in columns)
    ]
    lines = [["set", *names]] if turned else [["", *(name for name, _ in columns)]]
    if turned:
        lines += [[name, *(str(cells[name][figure]) for figure in names)] for name, _ in columns]
    else:
        lines += [[figure, *(str(cells[name][figure]) for name, _ in columns)] for figure in names]
        lines.append(["main ground first, macro average", *(f"{macro[name]:.1%}" for name, _ in columns)])
    return _drawn(lines)


def _drawn(lines: Sequence[Sequence[str]]) -> list[str]:
    head, *rest = ["| " + " | ".join(line) + " |" for line in lines]
    return [head, "|---" * len(lines[0]) + "|", *rest, ""]


def _evidence(folds: Sequence[Fold]) -> list[str]:
    found = [evidence_rates(one.stories) for one in folds]
    lines = [["", *(one.name for one in folds)]]
    lines += [[row[0].name, *(str(rate) for rate in row)] for row in zip(*found, strict=True)]
    return _drawn(lines)


def _calibration(one: Fold) -> list[str]:
    every: Sequence[Scored] = (*one.english, *one.benign, *(story.scored for story in one.stories))
    sets = [("English notices, harmless messages and cases", every)]
    if one.name == "pooled":
        sets += [("English notices", one.english), ("cases", [story.scored for story in one.stories])]
    return [line for name, rows in sets for line in _reliability(f"{one.name.capitalize()}, {name}", rows)]


def _reliability(title: str, rows: Sequence[Scored]) -> list[str]:
    """The table of one set; nothing where nothing was shown."""
    found = calibration(rows)
    if found is None:
        return []
    table = [["grounds shown", "mean probability", "share that was right"]]
    table += [[str(item.count), f"{item.mean:.3f}", f"{item.right:.3f}"] for item in found.bins]
    above = max(0.0, found.error - found.by_chance)
    said = (
        f"Error {found.error:.3f}; by chance {found.by_chance:.3f}, in 95 % of simulations at most "
        f"{found.by_chance_at_most:.3f}. Above chance: {above:.3f}."
    )
    return [f"{title}:", "", *_drawn(table), said, ""]
