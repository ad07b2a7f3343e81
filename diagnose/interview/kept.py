"""A session that is saved after every step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from diagnose.interview.session import Session
from diagnose.interview.standing import Change, changes
from diagnose.interview.steps import Step
from diagnose.interview.store import Store
from diagnose.pipeline import Diagnoser
from facts_schema import Case, Diagnosis

Clock = Callable[[], dt.datetime]


class KeptSession(Session):
    """A session whose every step is on the disk before it is acknowledged.

    ``changed`` is what the knowledge of today makes of it otherwise than when it was saved.
    """

    def __init__(
        self,
        diagnoser: Diagnoser,
        first: Case,
        steps: Iterable[Step],
        store: Store,
        name: str,
        who: str,
        clock: Clock,
    ) -> None:
        super().__init__(diagnoser, first, steps, None)
        self.name, self.who = name, who
        self._store, self._clock = store, clock
        self._rows = 1
        self.changed: tuple[Change, ...] = ()

    @classmethod
    def begin(
        cls, diagnoser: Diagnoser, store: Store, name: str, case: Case, who: str, clock: Clock
    ) -> KeptSession:
        """Begin a session under a name that is free.

        Raises:
            StoreError: the name is taken, or the file cannot be written.
            AnswerError: an answer of the case names nothing that the knowledge has.
        """
        session = cls(diagnoser, case, (), store, name, who, clock)
        store.create(name, case, session.standing, who, clock())
        return session

    @classmethod
    def resume(cls, diagnoser: Diagnoser, store: Store, name: str, who: str, clock: Clock) -> KeptSession:
        """Go on exactly where a session was left.

        Raises:
            StoreError: there is none of that name, or it cannot be read.
            AnswerError: the knowledge no longer has a fact or question that was answered.
        """
        saved = store.read(name)
        session = cls(diagnoser, saved.first, saved.steps, store, name, who, clock)
        session._rows = saved.rows
        if saved.standing.knowledge_version != diagnoser.knowledge.version:
            session.changed = changes(saved.standing, session.standing)
        return session

    def take(self, step: Step) -> Diagnosis:
        """Take a step and save it; if it cannot be saved it is not taken.

        Raises:
            AnswerError: it names something that is not there.
            StoreError: it could not be saved.
        """
        diagnosis = super().take(step)
        try:
            self._write(step)
        except BaseException:
            super().undo()
            raise
        return diagnosis

    def undo(self) -> Step | None:
        """Take the last step back, and save that.

        Raises:
            StoreError: it could not be saved; nothing was taken back.
        """
        step = super().undo()
        if step is None:
            return None
        try:
            self._write(None)
        except BaseException:
            super().take(step)
            raise
        return step

    def _write(self, step: Step | None) -> None:
        self._store.append(self.name, self._rows, step, self.standing, self.who, self._clock())
        self._rows += 1
