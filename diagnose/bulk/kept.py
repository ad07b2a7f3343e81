"""Work on an output that is not finished, kept beside it so that a run that was killed can go on.

Two hidden files: ``.NAME.part`` holds the answers so far, ``.NAME.part.json`` what they answer (the task)
and how far they reach (the mark). Answers reach the disk before the mark that counts them, and a mark
replaces the one before it as a whole: whenever the run is killed, cutting the part at the mark gives
answers that are complete. The output itself appears only when everything is answered.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from diagnose.bulk.lines import Answered
from diagnose.bulk.processes import BulkError

EVERY = 100
"""Entries between two marks: so many are answered again, at most, after a kill."""
Finish = Callable[[BinaryIO, BinaryIO], None]


@dataclass(frozen=True)
class Mark:
    """How far the answers reach: entries, those of them that are errors, and bytes of the part."""

    entries: int = 0
    errors: int = 0
    size: int = 0

    def after(self, answer: Answered, size: int) -> Mark:
        """The mark when one more answer of so many bytes is written."""
        return Mark(self.entries + 1, self.errors + answer.failed, self.size + size)


class Kept:
    """The unfinished output ``target``; ``task`` says what is asked, in words by what it is called.

    Raises:
        BulkError: another run is at work on it, or with ``resume`` the kept work answers another task.
        OSError: it cannot be written.
    """

    def __init__(self, target: Path, task: Mapping[str, str], resume: bool = False) -> None:
        self.target = target.resolve()
        self.task = dict(task)
        self.part = self.target.with_name(f".{self.target.name}.part")
        self._journal = self.part.with_name(f"{self.part.name}.json")
        self._stream = self._opened()
        try:
            self.mark = self._earlier() if resume else Mark()
            self._cut()
        except BaseException:
            self._stream.close()
            raise
        self._safe = self.mark.entries

    def write(self, answer: Answered) -> None:
        """Add one answer."""
        line = answer.text.encode() + b"\n"
        self._stream.write(line)
        self.mark = self.mark.after(answer, len(line))
        if self.mark.entries - self._safe >= EVERY:
            self.keep()

    def keep(self) -> None:
        """Make what is answered so far safe against a kill."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        fresh = self._journal.with_name(f"{self._journal.name}.new")
        fresh.write_text(json.dumps({"task": self.task, **asdict(self.mark)}), encoding="utf-8")
        fresh.replace(self._journal)
        self._safe = self.mark.entries

    def finish(self, made: Finish | None = None) -> None:
        """Put the output in its place; ``made`` makes it from the part, else it is the part."""
        self.keep()
        self._stream.close()
        ready = self._made(made) if made else self.part
        if self.target.exists():
            shutil.copymode(self.target, ready)
        ready.replace(self.target)
        self.discard()

    def discard(self) -> None:
        """Remove what is kept."""
        self._stream.close()
        for path in (self._journal, self.part):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Keep what there is for a later run."""
        if not self._stream.closed:
            self.keep()
            self._stream.close()

    def _made(self, made: Finish) -> Path:
        ready = self.part.with_name(f"{self.part.name}.made")
        try:
            with self.part.open("rb") as lines, ready.open("wb") as out:
                made(lines, out)
        except BaseException:
            ready.unlink(missing_ok=True)
            raise
        return ready

    def _opened(self) -> BinaryIO:
        stream = os.fdopen(
            os.open(self.part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b"
        )
        try:
            _lock(stream)
        except OSError as error:
            stream.close()
            raise BulkError(f"another run is writing {self.target.name}: wait for it, or end it") from error
        return stream

    def _earlier(self) -> Mark:
        try:
            kept = json.loads(self._journal.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return Mark()
        task = kept.pop("task")
        if changed := [name for name in self.task if task.get(name) != self.task[name]]:
            raise BulkError(
                f"the kept work on {self.target.name} cannot be gone on with: {' and '.join(changed)} "
                f"changed since. Start again without --resume."
            )
        mark = Mark(**kept)
        return mark if mark.size <= self._stream.seek(0, os.SEEK_END) else Mark()

    def _cut(self) -> None:
        """Answers after the mark may be half written: they are given again."""
        if not self.mark.entries:
            self._journal.unlink(missing_ok=True)
        self._stream.truncate(self.mark.size)
        self._stream.seek(self.mark.size)


def _lock(stream: BinaryIO) -> None:
    """Keep other runs off; the system lifts the lock when this process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
