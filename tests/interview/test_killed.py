"""Killed at any moment, nothing that was acknowledged is lost, and the file is whole."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from support import diagnoser

from diagnose import Case
from diagnose.interview.kept import KeptSession
from diagnose.interview.steps import Answered, Noted
from diagnose.interview.store import Store
from facts_schema import Note

KILLS = 200
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
REPLIES = ("returns", "packaging", "supplier")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


def work(store: Store, told: int) -> None:
    """Go on with the session until somebody kills this process; tell each step that was acknowledged."""
    session = KeptSession.resume(diagnoser(), store, "it", "ann", lambda: NOW)
    os.write(told, f"{len(session.steps)}\n".encode())
    while True:
        number = len(session.steps)
        if number % 2:
            session.take(Answered(name="ask-condition-cause", reply=REPLIES[number % 3]))
        else:
            session.take(Noted(note=Note(text=f"note {number}")))
        os.write(told, f"{len(session.steps)}\n".encode())


def killed_after(steps: int, seconds: float, store: Store) -> list[int]:
    """The numbers of steps that a process told until it was killed: some time after it had told so many."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(store, write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = [int(pipe.readline()) for _ in range(steps + 1)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return told + [int(line) for line in pipe.read().splitlines()]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_killed_at_any_moment_every_acknowledged_step_is_there(tmp_path: Path) -> None:
    store = Store(tmp_path / "sessions.sqlite3")
    case = Case(notice="Customers received used items sold as new.")
    KeptSession.begin(diagnoser(), store, "it", case, "ann", lambda: NOW)
    random_moments = random.Random(7)
    before = acknowledged_in_all = 0
    for _ in range(KILLS):
        told = killed_after(random_moments.randrange(2), random_moments.uniform(0, 0.1), store)
        with sqlite3.connect(store.path) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = len(store.read("it").steps)
        assert told[0] == before
        assert told[-1] <= kept <= told[-1] + 1
        acknowledged_in_all += told[-1] - told[0]
        before = kept
    notes = [note.text for note in case_after(store).notes]
    assert notes == [f"note {number}" for number in range(0, before, 2)]
    assert acknowledged_in_all > KILLS / 10, "the processes were killed before they had done anything"


def case_after(store: Store) -> Case:
    """The case as it stands after the last kill."""
    return KeptSession.resume(diagnoser(), store, "it", "ann", lambda: NOW).case
