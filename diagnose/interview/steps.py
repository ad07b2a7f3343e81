"""The steps of a session: each is a closed value that turns one case document into the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from facts_schema import Action, Case, Document, Note, Reply, Statement, Submission
from facts_schema.base import Value


class Answered(Value):
    """A reply to a question or about a fact (``name`` or ``name@ASIN``); ``None`` is "unknown".

    ``seen``: the consultant has seen a paper that shows it.
    """

    kind: Literal["answered"] = "answered"
    name: str
    reply: Reply
    seen: bool = False

    def onto(self, case: Case) -> Case:
        """The last reply counts, and what was put aside is answered now."""
        rest = tuple(name for name in case.skipped if name != self.name.partition("@")[0])
        seen = tuple(name for name in case.seen if name != self.name)
        return case.model_copy(
            update={
                "answers": case.answers | {self.name: self.reply},
                "seen": (*seen, self.name) if self.seen and self.reply is not None else seen,
                "skipped": rest,
            }
        )


class Seen(Value):
    """The consultant has now seen a paper that shows an answer."""

    kind: Literal["seen"] = "seen"
    name: str

    def onto(self, case: Case) -> Case:
        """The answer among those seen on paper."""
        return case.model_copy(update={"seen": tuple(dict.fromkeys((*case.seen, self.name)))})


class Corrected(Value):
    """The consultant's own reading of a fact; ``None`` takes a correction back."""

    kind: Literal["corrected"] = "corrected"
    fact: str
    reply: Reply

    def onto(self, case: Case) -> Case:
        """The correction in place of an earlier one."""
        rest = {name: reply for name, reply in case.corrections.items() if name != self.fact}
        return case.model_copy(
            update={"corrections": rest if self.reply is None else rest | {self.fact: self.reply}}
        )


class Skipped(Value):
    """A question that was put aside: it is not asked again in this session."""

    kind: Literal["skipped"] = "skipped"
    question: str

    def onto(self, case: Case) -> Case:
        """The question among those put aside."""
        return case.model_copy(update={"skipped": tuple(dict.fromkeys((*case.skipped, self.question)))})


class Added(Value):
    """Something was read into the case: ``changed`` are the fields of the case document that it changed."""

    kind: Literal["added"] = "added"
    sources: tuple[str, ...]
    changed: dict[str, Any]

    def onto(self, case: Case) -> Case:
        """The case with those fields."""
        read = Case.model_validate(self.changed)
        return case.model_copy(update={name: getattr(read, name) for name in self.changed})


class Noted(Value):
    """An internal note."""

    kind: Literal["noted"] = "noted"
    note: Note

    def onto(self, case: Case) -> Case:
        """One note more."""
        return case.model_copy(update={"notes": (*case.notes, self.note)})


class DocumentState(Value):
    """Whether a piece of evidence is at hand."""

    kind: Literal["document"] = "document"
    document: Document

    def onto(self, case: Case) -> Case:
        """The document in place of an earlier state of the same kind and name."""
        own = (self.document.kind, self.document.name)
        rest = tuple(item for item in case.documents if (item.kind, item.name) != own)
        return case.model_copy(update={"documents": (*rest, self.document)})


class ActionState(Value):
    """What became of an action."""

    kind: Literal["action"] = "action"
    action: Action

    def onto(self, case: Case) -> Case:
        """The action in place of an earlier state."""
        rest = tuple(item for item in case.actions if item.action != self.action.action)
        return case.model_copy(update={"actions": (*rest, self.action)})


class Told(Value):
    """Something that Amazon was told."""

    kind: Literal["told"] = "told"
    statement: Statement

    def onto(self, case: Case) -> Case:
        """One statement more."""
        return case.model_copy(update={"statements": (*case.statements, self.statement)})


class Submitted(Value):
    """An attempt, or what came of one: ``number`` (from 1) replaces an earlier entry."""

    kind: Literal["submitted"] = "submitted"
    submission: Submission
    number: int | None = Field(default=None, ge=1)

    def onto(self, case: Case) -> Case:
        """The log of submissions with this one."""
        known = list(case.submissions)
        if self.number is None:
            known.append(self.submission)
        else:
            known[self.number - 1] = self.submission
        return case.model_copy(update={"submissions": tuple(known)})


class Dated(Value):
    """The day on which the case is judged; ``None`` leaves it to the notices."""

    kind: Literal["dated"] = "dated"
    as_of: dt.date | None

    def onto(self, case: Case) -> Case:
        """The case as of that day."""
        return case.model_copy(update={"as_of": self.as_of})


Step = Annotated[
    Answered
    | Seen
    | Corrected
    | Skipped
    | Added
    | Noted
    | DocumentState
    | ActionState
    | Told
    | Submitted
    | Dated,
    Field(discriminator="kind"),
]
_ADAPTER: TypeAdapter[Step] = TypeAdapter(Step)


def read_step(text: str | bytes) -> Step:
    """A step from its JSON.

    Raises:
        pydantic.ValidationError: the JSON is no step.
    """
    return _ADAPTER.validate_json(text)


def replayed(case: Case, steps: Iterable[Step]) -> Case:
    """The case document after the steps."""
    return reduce(lambda so_far, step: step.onto(so_far), steps, case)


def added(before: Case, after: Case, sources: Iterable[str]) -> Added:
    """The step from one case to what reading more files made of it."""
    was, now = before.model_dump(mode="json"), after.model_dump(mode="json")
    return Added(sources=tuple(sources), changed={name: now[name] for name in now if now[name] != was[name]})
