"""Sessions on disk: an append-only log of steps in SQLite, written after every reply.

A row is never changed. What a session is follows from its first case and its rows; an undo is a row of its
own. A process that is killed loses nothing that was acknowledged, for a row is on the disk before it is. One
process works on a session at a time: the second is told.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from diagnose.interview.standing import Standing
from diagnose.interview.steps import Step, read_step
from facts_schema import Case

_APPLICATION = 0x73757370
_VERSION = 1
_TABLES = """
CREATE TABLE sessions (
    name TEXT PRIMARY KEY, began TEXT NOT NULL, who TEXT NOT NULL, first TEXT NOT NULL
) STRICT;
CREATE TABLE log (
    session TEXT NOT NULL REFERENCES sessions(name), number INTEGER NOT NULL, at TEXT NOT NULL,
    who TEXT NOT NULL, step TEXT, standing TEXT NOT NULL, PRIMARY KEY (session, number)
) STRICT;
CREATE TRIGGER log_is_append_only BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'rows of the log are never changed'); END;
"""


class StoreError(Exception):
    """A session that cannot be opened, saved or found; the message says what to do."""


@dataclass(frozen=True)
class Saved:
    """A session as it was saved: its first case, the steps not taken back, and where it stood."""

    name: str
    began: str
    touched: str
    who: str
    first: Case
    steps: tuple[Step, ...]
    rows: int
    standing: Standing


class Store:
    """A file of sessions, readable by its owner only. Encryption at rest is the disk's task."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self, name: str, first: Case, standing: Standing, who: str, at: dt.datetime) -> None:
        """Begin a session.

        Raises:
            StoreError: there is one of that name.
        """
        with self._open(make=True) as db:
            try:
                db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (name, _at(at), who, _json(first)))
            except sqlite3.IntegrityError as error:
                raise StoreError(f'There is a session "{name}" already.') from error
            db.execute("INSERT INTO log VALUES (?, 0, ?, ?, NULL, ?)", (name, _at(at), who, _json(standing)))

    def append(
        self, name: str, number: int, step: Step | None, standing: Standing, who: str, at: dt.datetime
    ) -> None:
        """Write one step (``None`` takes the last one back) as row ``number``; on the disk when it returns.

        Raises:
            StoreError: another process has written that row; nothing was overwritten.
        """
        row = (name, number, _at(at), who, _json(step) if step else None, _json(standing))
        with self._open() as db:
            try:
                db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                raise StoreError(
                    f'The session "{name}" was continued or deleted elsewhere meanwhile; this reply was not '
                    f"saved, and nothing was overwritten. Resume it: diagnose sessions resume {name}"
                ) from error

    def read(self, name: str) -> Saved:
        """A session as it was left.

        Raises:
            StoreError: there is none of that name, or it was written by a newer program.
        """
        with self._open() as db:
            head = db.execute("SELECT began, who, first FROM sessions WHERE name = ?", (name,)).fetchone()
            rows = db.execute(
                "SELECT at, step, standing FROM log WHERE session = ? ORDER BY number", (name,)
            ).fetchall()
        if head is None:
            raise StoreError(f'There is no session "{name}". "diagnose sessions list" names them.')
        try:
            return Saved(
                name=name,
                began=head[0],
                touched=rows[-1][0],
                who=head[1],
                first=Case.model_validate_json(head[2]),
                steps=_steps(row[1] for row in rows[1:]),
                rows=len(rows),
                standing=Standing.model_validate_json(rows[-1][2]),
            )
        except ValidationError as error:
            raise StoreError(
                f'The session "{name}" was written by another version of this program: '
                f"{error.error_count()} fields are not known. Update suspension-diagnosis."
            ) from error

    def names(self) -> tuple[str, ...]:
        """Every session, the last touched first."""
        if not self.path.exists():
            return ()
        with self._open() as db:
            rows = db.execute("SELECT session FROM log GROUP BY session ORDER BY max(at) DESC, session")
            return tuple(row[0] for row in rows)

    def delete(self, name: str) -> None:
        """Delete a session for good: its rows are overwritten and the file is made smaller.

        Raises:
            StoreError: there is none of that name.
        """
        with self._open() as db:
            db.execute("DELETE FROM log WHERE session = ?", (name,))
            if not db.execute("DELETE FROM sessions WHERE name = ?", (name,)).rowcount:
                raise StoreError(f'There is no session "{name}". "diagnose sessions list" names them.')
        with self._open() as db:
            db.commit()
            db.execute("VACUUM")
        self._lock_of(name).unlink(missing_ok=True)

    @contextmanager
    def held(self, name: str) -> Iterator[None]:
        """Work on a session alone; the hold ends with the process, however that ends.

        Raises:
            StoreError: another process holds it.
        """
        self._make_folder()
        path = self._lock_of(name)
        # SQLite's own lock on an empty file: it works on every system and dies with its process.
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            lock.close()
            raise StoreError(
                f'The session "{name}" is open in another window. Go on there, or close it first; '
                f'"diagnose sessions show {name}" shows it as it is saved.'
            ) from error
        try:
            yield
        finally:
            lock.close()

    def _lock_of(self, name: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{name}.lock")

    def _make_folder(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    @contextmanager
    def _open(self, make: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing."""
        if make:
            self._make_folder()
        elif not self.path.exists():
            raise StoreError('There are no sessions yet. "diagnose interview" begins one.')
        try:
            db = self._connected()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path} is no file of sessions: {error}.") from error
        try:
            with db:
                yield db
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self.path} cannot be written: {error}. Nothing was changed.") from error
        finally:
            db.close()

    def _connected(self) -> sqlite3.Connection:
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=10)
        try:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            self._make_tables(db)
        except BaseException:
            db.close()
            raise
        return db

    def _make_tables(self, db: sqlite3.Connection) -> None:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version == _VERSION:
            return
        if version > _VERSION:
            raise StoreError(f"{self.path} was written by a newer version. Update suspension-diagnosis.")
        with db:
            db.execute("BEGIN EXCLUSIVE")
            if db.execute("PRAGMA user_version").fetchone()[0] == _VERSION:
                return  # another process has just made them
            for statement in _TABLES.strip().split(";\nCREATE"):
                db.execute(statement if statement.startswith("CREATE") else f"CREATE{statement}")
            db.execute(f"PRAGMA application_id = {_APPLICATION}")
            db.execute(f"PRAGMA user_version = {_VERSION}")


def _steps(rows: Iterator[str | None]) -> tuple[Step, ...]:
    """The steps not taken back."""
    steps: list[Step] = []
    for row in rows:
        if row is None:
            steps.pop()
        else:
            steps.append(read_step(row))
    return tuple(steps)


def _json(value: Case | Standing | Step) -> str:
    return (
        value.model_dump_json(exclude_defaults=True) if isinstance(value, Case) else value.model_dump_json()
    )


def _at(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
