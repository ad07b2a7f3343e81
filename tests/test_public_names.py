"""What the library offers, and that importing it changes nothing."""

from __future__ import annotations

import subprocess
import sys

import diagnose


def in_a_process_of_its_own(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_public_names_are_few_sorted_and_documented() -> None:
    assert diagnose.__all__ == sorted(diagnose.__all__)
    assert len(diagnose.__all__) <= 12
    assert dir(diagnose) == diagnose.__all__
    for name in diagnose.__all__:
        assert getattr(diagnose, name).__doc__, name


def test_a_name_that_is_not_there_is_refused_with_those_that_are() -> None:
    try:
        diagnose.diagnosis  # noqa: B018
    except AttributeError as error:
        assert 'no name "diagnosis"' in str(error)
        assert "Diagnosis" in str(error)
    else:
        raise AssertionError("an unknown name was accepted")


def test_using_the_library_changes_no_logging_and_lends_collections_nothing() -> None:
    code = """
import collections, logging, sys
logging.basicConfig(level=logging.WARNING, stream=sys.stdout, format="%(message)s")
handlers, level, names = list(logging.root.handlers), logging.root.level, set(vars(collections))
import diagnose
diagnose.diagnose(diagnose.Case(notice="Your account has been deactivated."))
assert logging.root.handlers == handlers, logging.root.handlers
assert logging.root.level == level
assert set(vars(collections)) == names, set(vars(collections)) - names
"""
    assert in_a_process_of_its_own(code) == ""


def test_a_program_without_logging_gets_no_handler() -> None:
    code = "import diagnose, logging; diagnose.Diagnoser; assert not logging.root.handlers"
    assert in_a_process_of_its_own(code) == ""


def test_importing_reads_no_file_and_loads_nothing_heavy() -> None:
    code = """
import sys, diagnose
heavy = {"pydantic", "experta", "yaml", "rich", "click", "ahocorasick_rs"} & set(sys.modules)
assert not heavy, heavy
"""
    assert in_a_process_of_its_own(code) == ""
