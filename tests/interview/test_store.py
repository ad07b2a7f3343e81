"""Sessions on disk: nothing lost, nothing overwritten, really deleted."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from diagnose.interview.standing import Standing
from diagnose.interview.steps import Answered
from diagnose.interview.store import Store, StoreError
from facts_schema import Case

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
NOWHERE = Standing()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "private" / "sessions.sqlite3")
    store.create("acme", Case(id="acme", notice="Hello"), NOWHERE, "ann", NOW)
    return store


def answer(store: Store, number: int, reply: str) -> None:
    store.append("acme", number, Answered(name="own-brand-goods", reply=reply), NOWHERE, "ann", NOW)


def test_what_was_written_is_read_back(store: Store) -> None:
    answer(store, 1, "yes")
    saved = store.read("acme")
    assert saved.first == Case(id="acme", notice="Hello")
    assert saved.steps == (Answered(name="own-brand-goods", reply="yes"),)
    assert (saved.rows, saved.who, saved.touched) == (2, "ann", "2026-11-22T09:30:00+00:00")


def test_an_undo_is_a_row_and_takes_the_last_step_back(store: Store) -> None:
    answer(store, 1, "yes")
    answer(store, 2, "no")
    store.append("acme", 3, None, NOWHERE, "ann", NOW)
    assert store.read("acme").steps == (Answered(name="own-brand-goods", reply="yes"),)
    assert store.read("acme").rows == 4


def test_a_row_that_is_there_is_never_overwritten(store: Store) -> None:
    answer(store, 1, "yes")
    with pytest.raises(StoreError, match="nothing was overwritten"):
        answer(store, 1, "no")
    assert store.read("acme").steps == (Answered(name="own-brand-goods", reply="yes"),)


def test_the_log_refuses_changes(store: Store) -> None:
    with (
        sqlite3.connect(store.path) as db,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        db.execute("UPDATE log SET who = 'bob'")


def test_a_second_process_is_told(store: Store) -> None:
    with store.held("acme"), pytest.raises(StoreError, match="open in another window"), store.held("acme"):
        pass
    with store.held("acme"):
        pass


def test_two_sessions_do_not_hold_each_other(store: Store) -> None:
    with store.held("acme"), store.held("other"):
        pass


def test_a_deleted_session_is_gone_from_the_file(store: Store) -> None:
    store.create("secret", Case(id="secret", notice="Ripplewood Trading"), NOWHERE, "ann", NOW)
    assert b"Ripplewood" in store.path.read_bytes()
    store.delete("secret")
    assert b"Ripplewood" not in store.path.read_bytes()
    assert store.names() == ("acme",)


def test_what_is_not_there_is_said(store: Store) -> None:
    for use in (store.read, store.delete):
        with pytest.raises(StoreError, match='no session "acne"'):
            use("acne")
    with pytest.raises(StoreError, match="already"):
        store.create("acme", Case(), NOWHERE, "ann", NOW)


def test_a_file_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite3"
    path.write_text("no database " * 100)
    with pytest.raises(StoreError, match="no file of sessions"):
        Store(path).read("acme")
    assert path.read_text().startswith("no database")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_can_read_it(store: Store) -> None:
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
