"""The course of a case: its notices and letters in order, what each changed, and what is still owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diagnose.knowledge import KnowledgeBase
from diagnose.observe import NoticeReading, Observed, in_order
from facts_schema import Case, Notice, Owed, Step, Submission, Thread


@dataclass(frozen=True)
class _Heard:
    """A notice, its number in the case, and how it was read."""

    number: int
    notice: Notice
    reading: NoticeReading


def thread_of(knowledge: KnowledgeBase, case: Case, observed: Observed) -> Thread | None:
    """The course of the case; ``None`` where there is but one message."""
    ordered = in_order(case.notices)
    heard = [
        _Heard(number, notice, reading)
        for (number, notice), reading in zip(ordered, observed.notices, strict=True)
        if reading.enforcement or reading.requests
    ]
    if not heard or len(heard) + len(case.submissions) < 2:
        return None
    steps = [step for step, _ in sorted(_steps(knowledge, case, heard), key=lambda item: item[1])]
    naming = [item.number for item in heard if _grounds_named(knowledge, item.reading)]
    return Thread(
        steps=tuple(steps),
        ground_from=naming[0] if naming else None,
        owed=() if _is_over(knowledge, heard) else tuple(_owed(case.submissions, heard)),
        next_submission=len(case.submissions) + 1,
    )


def _steps(
    knowledge: KnowledgeBase, case: Case, heard: Sequence[_Heard]
) -> Iterator[tuple[Step, tuple[dt.date, int, int]]]:
    """Every message with what it is sorted by: its day, letters of the seller after notices, its place."""
    day, before = dt.date.min, None
    for place, item in enumerate(heard):
        day = item.notice.received or day
        yield _of_amazon(knowledge, item, before), (day, 0, place)
        before = item
    for place, sent in enumerate(case.submissions):
        step = Step(date=sent.date, by="seller", what=sent.what, sends=sent.sent)
        yield step, (sent.date or day, 1, place)


def _of_amazon(knowledge: KnowledgeBase, item: _Heard, before: _Heard | None) -> Step:
    names = _grounds_named(knowledge, item.reading)
    return Step(
        date=item.notice.received,
        by="amazon",
        what=item.reading.enforcement or "message",
        source=item.notice.source,
        notice=item.number,
        names=names,
        asks=tuple(request.id for request in item.reading.requests),
        stores=item.notice.stores,
        changed=tuple(_changes(knowledge, item, before)) if before else (),
    )


def _changes(knowledge: KnowledgeBase, item: _Heard, before: _Heard) -> Iterator[str]:
    kinds = {kind.id: kind.means for kind in knowledge.enforcement}
    now, then = item.reading.enforcement, before.reading.enforcement
    if now and now != then:
        yield kinds[now]
    asked = {request.id for request in before.reading.requests}
    added = [request.title for request in item.reading.requests if request.id not in asked]
    if added:
        yield f"Now asked for: {', '.join(added)}."
    known = _grounds_named(knowledge, before.reading)
    new = [
        knowledge.grounds[name].title for name in _grounds_named(knowledge, item.reading) if name not in known
    ]
    if new:
        yield f"Names: {', '.join(new)}."
    elif known and not _grounds_named(knowledge, item.reading):
        yield "Names no ground; the one named before stands."


def _grounds_named(knowledge: KnowledgeBase, reading: NoticeReading) -> tuple[str, ...]:
    """The grounds that the words of a notice allege, by a rule that needs one fact of it only."""
    alleged = knowledge.grounds_alleged_by
    return tuple(sorted({ground for o in reading.observations for ground in alleged.get(o.fact, ())}))


def _is_over(knowledge: KnowledgeBase, heard: Sequence[_Heard]) -> bool:
    """Whether the latest enforcement ends the case."""
    last = next((item.reading.enforcement for item in reversed(heard) if item.reading.enforcement), None)
    return any(kind.id == last and not kind.adverse for kind in knowledge.enforcement)


def _owed(submissions: Sequence[Submission], heard: Sequence[_Heard]) -> Iterator[Owed]:
    """What was asked for and not sent since; the notice is the one that asked last."""
    asked = {request.id: (request, item) for item in heard for request in item.reading.requests}
    for request, item in asked.values():
        after = [sent for sent in submissions if _is_after(sent, item.notice)]
        names = [_words(name) for sent in after for name in sent.sent]
        wanted = (_words(request.id), _words(request.title))
        if not any(words <= name for words in wanted for name in names):
            yield Owed(id=request.id, title=request.title, notice=item.number)


def _is_after(sent: Submission, notice: Notice) -> bool:
    return sent.date is None or notice.received is None or sent.date >= notice.received


def _words(name: str) -> frozenset[str]:
    """The words of an id, a title or a file name."""
    plain = "".join(char if char.isalnum() else " " for char in name.rpartition("/")[2].casefold())
    return frozenset(plain.split())
