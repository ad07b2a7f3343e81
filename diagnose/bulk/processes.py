"""Several processes that answer entries in order, and go on when one of them dies."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from diagnose.bulk.entries import Entry
from diagnose.bulk.lines import Answered, Classifier, Form, Refused, written
from diagnose.knowledge import KnowledgeBase
from diagnose.pipeline import Diagnoser

BATCH = 32
AHEAD = 3
"""Batches that wait for each process, at most: so little is read ahead and held in memory."""
DEATHS = 3
"""After so many entries in a row that end their process, it is not the entries."""
DIED = "the process that read this case ended, as happens without memory"

Batch = tuple[Entry, ...]


class BulkError(RuntimeError):
    """The work as a whole cannot go on."""


class Processes:
    """``jobs`` processes with one knowledge; each is started afresh, never forked."""

    def __init__(self, knowledge: KnowledgeBase, jobs: int, form: Form, redact: bool = False) -> None:
        self.knowledge, self.jobs, self.form, self.redact = knowledge, jobs, form, redact
        self._pool = self._new(jobs)

    def __call__(self, entries: Iterable[Entry]) -> Iterator[Answered]:
        """The answers in the order of the entries."""
        try:
            yield from self._in_order(iter(entries))
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _new(self, jobs: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        given = (self.knowledge, self.form, self.redact)
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=given)

    def _in_order(self, entries: Iterator[Entry]) -> Iterator[Answered]:
        waiting: deque[tuple[Batch, Future[list[Answered]] | None]] = deque()
        while True:
            while len(waiting) < self.jobs * AHEAD and (batch := tuple(islice(entries, BATCH))):
                waiting.append((batch, self._submitted(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            answers = _result(future)
            if answers is None:
                answers = self._one_by_one(batch)
                waiting = deque((other, self._submitted(other)) for other, _ in waiting)
            yield from answers

    def _submitted(self, batch: Batch) -> Future[list[Answered]] | None:
        try:
            return self._pool.submit(_answers, batch)
        except BrokenProcessPool:
            return None

    def _one_by_one(self, batch: Batch) -> list[Answered]:
        """The answers to a batch during which a process died: the entry to blame gets an error."""
        answers: list[Answered] = []
        deaths = 0
        self._restart(1)
        for entry in batch:
            found = _result(self._submitted((entry,)))
            deaths = 0 if found else deaths + 1
            if deaths >= DEATHS:
                raise BulkError("the processes end early, as happens without memory: try fewer --jobs")
            if not found:
                self._restart(1)
            answers += found or [self._given_up(entry)]
        self._restart(self.jobs)
        return answers

    def _restart(self, jobs: int) -> None:
        # A process that was started while another one died is not ended by the pool, which then waits for it
        # for ever (the pool starts processes when work is given to it, without asking whether it is broken).
        started = list(self._pool._processes.values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in started:
            process.terminate()
        self._pool = self._new(jobs)

    def _given_up(self, entry: Entry) -> Answered:
        text = written(Refused(entry.number, None, DIED), self.form, self.knowledge.version)
        return Answered(text, True, entry.size)


def _result(future: Future[list[Answered]] | None) -> list[Answered] | None:
    """What a process answered, or nothing if it died."""
    try:
        return future.result() if future else None
    except BrokenProcessPool:
        return None


_mine: list[Classifier] = []


def _start(knowledge: KnowledgeBase, form: Form, redact: bool) -> None:
    """Make this process ready, with its parent's own knowledge; interrupts are the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _mine[:] = [Classifier(Diagnoser(knowledge=knowledge), form, redact)]
    gc.freeze()  # the knowledge stays: no search for garbage need look at it again


def _end_with_parent() -> None:
    """A parent that is killed cannot stop its children, and they would wait for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _answers(batch: Batch) -> list[Answered]:
    return [_mine[0](entry) for entry in batch]
