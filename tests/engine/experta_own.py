"""experta's own tests with its matcher, with ours in its place, and with our engine in its engine's place.

    git clone --branch v1.9.4 https://github.com/nilp0inter/experta
    python tests/engine/experta_own.py experta

All of ``tests/unit`` runs three times. Those under ``tests/unit/matchers/rete``, other than
``test_constructions.py``, build Rete's nodes, tokens and checks by hand: they pass, but say nothing about
another matcher; the script counts them apart and names their files. The script of ``tests/regressions`` runs under six hash seeds: experta's own agenda may leave
a removed activation behind where several rest on the same facts, so that most seeds end in an error with
either matcher; with our engine every seed ends well. Exit status 1 if a test that passes with experta's
matcher fails with ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

WAYS = ("experta's matcher", "our matcher", "our engine")
RETE = "tests.unit.matchers.rete."
ANY_MATCHER = f"{RETE}test_constructions."


def pytest_configure() -> None:
    """As a plugin: put our parts in the place of experta's."""
    from diagnose.engine import trimmed
    from diagnose.engine._experta import KnowledgeEngine, _experta
    from diagnose.engine.matcher import IndexedMatcher

    way = os.environ["WAY"]
    if way != WAYS[0]:
        KnowledgeEngine.__matcher__ = IndexedMatcher
    if way == WAYS[2]:
        _experta.KnowledgeEngine = _experta.engine.KnowledgeEngine = trimmed.TrimmedEngine
        _experta.strategies.DepthStrategy = trimmed.Order
        _experta.factlist.FactList = trimmed.Facts


def unit_tests(checkout: Path, way: str) -> dict[str, bool]:
    """Every test of experta with whether it passed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = "-m pytest tests/unit -q -p experta_own -p no:cacheprovider --hypothesis-seed=0"
        done = subprocess.run(
            [sys.executable, *command.split(), f"--junit-xml={report}"],
            cwd=checkout,
            env=_environment(way),
            capture_output=True,
            text=True,
            check=False,
        )
        if not report.exists():
            sys.exit(f"The tests cannot run; is it a checkout of v1.9.4?\n{done.stdout}{done.stderr}")
        cases = ElementTree.parse(report).iter("testcase")
        # A test that passes has nothing to tell; failures, errors and skips have an element each.
        return {f"{c.get('classname')}.{c.get('name')}": len(c) == 0 for c in cases}


def rete_only(name: str) -> bool:
    """Whether a test is about parts that only Rete has."""
    return name.startswith(RETE) and not name.startswith(ANY_MATCHER)


def regression(checkout: Path, way: str, seed: int) -> str:
    """How the script of the regression tests ends: with a word of its error, or with nothing."""
    code = (
        "import experta_own, runpy; experta_own.pytest_configure();"
        "runpy.run_path('tests/regressions/issue_experta_3.py')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout,
        env=_environment(way) | {"PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=False,
    )
    return "ends" if ended.returncode == 0 else ended.stderr.strip().rpartition("\n")[2]


def _environment(way: str) -> dict[str, str]:
    here = Path(__file__).resolve().parent
    return os.environ | {"WAY": way, "PYTHONPATH": f"{here}{os.pathsep}."}


def main(checkout: Path) -> int:
    """Run all and print the counts."""
    results = {way: unit_tests(checkout, way) for way in WAYS}
    for way, tests in results.items():
        apply = [passed for name, passed in tests.items() if not rete_only(name)]
        print(
            f"{way}: {sum(apply)} of {len(apply)} pass, and {sum(tests.values()) - sum(apply)} of"
            f" {len(tests) - len(apply)} about Rete's own parts"
        )
    own = {name.removeprefix(RETE).partition(".")[0] for name in results[WAYS[0]] if rete_only(name)}
    print(f"Rete's own parts: {', '.join(sorted(own))}")
    broken = [
        f"{way}: {name} fails"
        for way in WAYS[1:]
        for name, passed in results[WAYS[0]].items()
        if passed and not results[way].get(name)
    ]
    print(*broken, sep="\n")
    for way in WAYS:
        ends = [regression(checkout, way, seed) for seed in range(6)]
        print(f"{way}, regression script: {', '.join(f'{ends.count(e)} x {e}' for e in dict.fromkeys(ends))}")
    return 1 if broken else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1], "tests", "unit").is_dir():
        sys.exit("Give the folder of a checkout of https://github.com/nilp0inter/experta")
    sys.exit(main(Path(sys.argv[1]).resolve()))
