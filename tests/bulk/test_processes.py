"""Processes that die, and processes whose parent dies."""

from __future__ import annotations

import os
from typing import Any

import pytest

from diagnose.bulk.entries import Entry
from diagnose.bulk.processes import BulkError, Processes
from tests.support import knowledge


class Deadly:
    """A value that ends the process that reads it."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


def entry(number: int, deadly: bool = False) -> Entry:
    return Entry(number, {"id": str(number), "notice": Deadly() if deadly else "Hello."}, 1)


def test_an_entry_that_ends_its_process_costs_only_itself() -> None:
    entries = [entry(number, deadly=number == 12) for number in range(1, 31)]
    answers = list(Processes(knowledge(), 2, "diagnoses")(entries))
    assert [number for number, answer in enumerate(answers, start=1) if answer.failed] == [12]
    assert answers[11].text.startswith('{"id": null, "line": 12, "error": "the process that read this case')
    assert all(f'"id":"{number}"' in answers[number - 1].text for number in (1, 11, 13, 30))


def test_processes_that_always_end_stop_the_work() -> None:
    with pytest.raises(BulkError, match="fewer --jobs"):
        list(Processes(knowledge(), 2, "diagnoses")(entry(number, deadly=True) for number in range(1, 9)))
