"""Imports go one way: this table is the architecture, and a new arrow is a visible change."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
BASE = {"facts_schema"}
MAY_IMPORT = {
    "facts_schema": set[str](),
    "diagnose.knowledge": BASE,
    "diagnose.intake": {*BASE, "diagnose.knowledge"},
    "diagnose.observe": {*BASE, "diagnose.knowledge"},
    "diagnose.engine": {*BASE, "diagnose.knowledge"},
    "diagnose.conclusions": {*BASE, "diagnose.knowledge"},
    "diagnose.flags": {*BASE, "diagnose.knowledge", "diagnose.conclusions"},
    "diagnose.rank": {*BASE, "diagnose.knowledge", "diagnose.conclusions"},
    "diagnose.plan": {*BASE, "diagnose.knowledge", "diagnose.conclusions"},
    "diagnose.findings": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.engine",
        "diagnose.observe",
    },
    "diagnose.lookahead": {
        "diagnose.likeness",
        *BASE,
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.engine",
        "diagnose.findings",
        "diagnose.observe",
        "diagnose.rank",
    },
    "diagnose.explain": BASE,
    "diagnose.speaker": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.flags",
        "diagnose.observe",
        "diagnose.plan",
        "diagnose.rank",
    },
    "diagnose.open_facts": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.flags",
        "diagnose.observe",
    },
    "diagnose.redaction": BASE,
    "diagnose.told": {*BASE, "diagnose.knowledge"},
    "diagnose.thread": {*BASE, "diagnose.knowledge", "diagnose.observe"},
    "diagnose.result": {
        *BASE,
        "diagnose.thread",
        "diagnose.speaker",
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.flags",
        "diagnose.observe",
        "diagnose.plan",
        "diagnose.rank",
    },
    "diagnose.likeness": {*BASE, "diagnose.knowledge", "diagnose.conclusions", "diagnose.observe"},
    "diagnose.pipeline": {
        *BASE,
        "diagnose.likeness",
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.engine",
        "diagnose.findings",
        "diagnose.flags",
        "diagnose.lookahead",
        "diagnose.open_facts",
        "diagnose.observe",
        "diagnose.plan",
        "diagnose.rank",
        "diagnose.result",
        "diagnose.told",
    },
    "diagnose.casebook": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.flags",
        "diagnose.intake",
        "diagnose.observe",
        "diagnose.pipeline",
        "diagnose.rank",
    },
    "diagnose.interview": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.conclusions",
        "diagnose.pipeline",
        "diagnose.rank",
    },
    "diagnose.papers": {*BASE, "diagnose.knowledge", "diagnose.intake", "diagnose.observe"},
    "diagnose.review": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.intake",
        "diagnose.observe",
    },
    "diagnose.report": {*BASE, "diagnose.knowledge", "diagnose.explain"},
    "diagnose.bulk": {
        *BASE,
        "diagnose.knowledge",
        "diagnose.intake",
        "diagnose.pipeline",
        "diagnose.redaction",
    },
    "diagnose.deadlines": {*BASE, "diagnose.knowledge", "diagnose.observe"},
    "diagnose.api": {
        *BASE,
        "diagnose.explain",
        "diagnose.intake",
        "diagnose.interview",
        "diagnose.knowledge",
        "diagnose.pipeline",
        "diagnose.redaction",
        "diagnose.review",
    },
    "diagnose.cli": {
        *BASE,
        "diagnose.bulk",
        "diagnose.casebook",
        "diagnose.deadlines",
        "diagnose.explain",
        "diagnose.intake",
        "diagnose.interview",
        "diagnose.knowledge",
        "diagnose.papers",
        "diagnose.pipeline",
        "diagnose.redaction",
        "diagnose.report",
        "diagnose.review",
    },
    "diagnose": {"diagnose.api"},
    "diagnose.__main__": {"diagnose.cli"},
}


def sources() -> list[Path]:
    return sorted([*ROOT.glob("diagnose/**/*.py"), *ROOT.glob("facts_schema/**/*.py")])


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """The line of the table that a module belongs to: the longest that fits."""
    return max((name for name in MAY_IMPORT if f"{module}.".startswith(f"{name}.")), key=len)


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] in ("diagnose", "facts_schema")}


def test_every_import_stands_in_the_table() -> None:
    wrong = []
    for path in sources():
        own = part_of(module_of(path))
        for name in sorted(imported(path)):
            other = part_of(name)
            if other not in (own, *MAY_IMPORT[own]):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}: {own} may not import {other}")
    assert not wrong, "\n".join(wrong)


def test_only_the_door_imports_experta() -> None:
    importers = [
        str(path.relative_to(ROOT))
        for path in sources()
        if "import experta" in path.read_text(encoding="utf-8")
    ]
    assert importers == ["diagnose/engine/_experta.py"]


def test_files_and_functions_stay_short() -> None:
    long = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 300:
            long.append(f"{path.relative_to(ROOT)} has {text.count(chr(10))} lines; a name is missing")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has 40 lines or more")
    assert not long, "\n".join(long)


def test_every_package_is_shipped() -> None:
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        shipped = set(tomllib.load(file)["tool"]["setuptools"]["packages"]) - {"diagnose.rules"}
    assert shipped == {module_of(path) for path in sources() if path.name == "__init__.py"}
