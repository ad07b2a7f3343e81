"""A stream of lines through one process or several: in order, with little of it in memory at a time."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path

from diagnose.bulk.lines import Answered, Classifier
from diagnose.knowledge import KnowledgeBase
from diagnose.pipeline import Diagnoser

BATCH = 4
AHEAD = 3

Line = tuple[int, bytes]


class BulkError(RuntimeError):
    """The work as a whole cannot go on."""


_mine: list[Classifier] = []


def classify(lines: Iterable[bytes], rules: Sequence[Path] = (), jobs: int = 1) -> Iterator[Answered]:
    """The answers to the lines, in their order; blank lines are skipped but counted.

    ``jobs`` processes work at a time, each with ``AHEAD`` batches waiting at most. Raises
    :class:`diagnose.knowledge.KnowledgeError` before the first line if the rules cannot be used.
    """
    diagnoser = Diagnoser(rules=list(rules))
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if jobs > 1:
        return _in_processes(numbered, diagnoser.knowledge, jobs)
    classifier = Classifier(diagnoser)
    return (classifier(number, line) for number, line in numbered)


def _in_processes(numbered: Iterable[Line], knowledge: KnowledgeBase, jobs: int) -> Iterator[Answered]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(knowledge,))
    try:
        yield from _in_order(pool, numbered, jobs)
    except BrokenProcessPool as error:
        raise BulkError("a process ended early, as happens without memory: try fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, numbered: Iterable[Line], jobs: int) -> Iterator[Answered]:
    waiting: deque[Future[list[Answered]]] = deque()
    rest = iter(numbered)
    while batch := tuple(islice(rest, BATCH)):
        waiting.append(pool.submit(_answers, batch))
        if len(waiting) >= jobs * AHEAD:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _start(knowledge: KnowledgeBase) -> None:
    """Make this process ready, with its parent's own knowledge; interrupts are the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _mine[:] = [Classifier(Diagnoser(knowledge=knowledge))]


def _answers(batch: tuple[Line, ...]) -> list[Answered]:
    return [_mine[0](number, line) for number, line in batch]
