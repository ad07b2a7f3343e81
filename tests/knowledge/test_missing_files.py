"""Whichever file of the knowledge goes missing, it is told in one clear sentence; nothing is diagnosed "
"without it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from diagnose.knowledge import KnowledgeError, check, load
from diagnose.knowledge.folder import Folder, built_in
from tests.knowledge.small import small_rules

RULES = Path(str(built_in()))
NAMES = [file.name for file in Folder(RULES, "rules").files]
LANGUAGES = sorted({name.rpartition("/")[0] for name in NAMES if name.startswith("wording/")})


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built-in rules, of links where the system has them."""
    root = tmp_path_factory.mktemp("copy") / "rules"
    try:
        shutil.copytree(RULES, root, copy_function=os.link)
    except OSError:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(RULES, root)
    return root


@contextmanager
def without(rules: Path, name: str) -> Iterator[None]:
    aside = rules.parent / "aside"
    (rules / name).rename(aside)
    yield
    aside.rename(rules / name)


def said(rules: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load(root=rules)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_gone_is_told_and_nothing_else(rules: Path, name: str) -> None:
    with without(rules, name):
        problems = said(rules)
    assert len(problems) == 1
    assert name in problems[0]
    assert "missing" in problems[0] or "there is no such file, and it is needed" in problems[0]


@pytest.mark.parametrize("folder", LANGUAGES)
def test_a_language_that_is_gone_is_told_as_one_folder(rules: Path, folder: str) -> None:
    with without(rules, folder):
        problems = said(rules)
    assert len(problems) == 1
    assert f'the folder "{folder}" with ' in problems[0]


def test_the_check_tells_a_missing_file_too(tmp_path: Path) -> None:
    rules = small_rules(tmp_path)
    (rules / "grounds/performance/cancelled-orders.yaml").unlink()
    told = [str(problem) for problem in check(rules)]
    assert (
        'rules/manifest.yaml:10: the file "grounds/performance/cancelled-orders.yaml" is listed here and '
        "missing. "
        "Put it back; if it is no longer wanted, take it off this list (diagnose rules manifest)."
    ) in told
