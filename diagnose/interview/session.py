"""A session: one case, the steps taken on it, where it stands, and what to ask next.

The case document is the state: a session that starts with ``session.case`` stands where this one stands. The
steps are kept only so that the last can be taken back; undo and what-if are replays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from diagnose.interview.choose import Chooser, Prospect
from diagnose.interview.compare import Comparison, compared
from diagnose.interview.known import answers_of
from diagnose.interview.ledger import Contradiction, contradictions
from diagnose.interview.questions import Ask
from diagnose.interview.standing import Change, Standing, changes, standing_of, standing_of_ranked
from diagnose.interview.steps import (
    ActionState,
    Answered,
    Corrected,
    DocumentState,
    Seen,
    Skipped,
    Step,
    Submitted,
    added,
    replayed,
)
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.problems import did_you_mean
from diagnose.pipeline import AnswerError, Diagnoser
from diagnose.rank import Ranker
from facts_schema import Case, Diagnosis, Reply


class Session:
    """An interview over one case. Make one with :meth:`start`."""

    def __init__(
        self, diagnoser: Diagnoser, first: Case, steps: Iterable[Step], as_of: dt.date | None
    ) -> None:
        self.diagnoser = diagnoser
        self.first = first
        self._steps = list(steps)
        self._as_of = as_of
        self._state = _State(diagnoser, replayed(first, self._steps), as_of)

    @classmethod
    def start(
        cls,
        case: Case,
        diagnoser: Diagnoser | None = None,
        as_of: dt.date | None = None,
        steps: Iterable[Step] = (),
    ) -> Session:
        """Begin with a case, or go on with one that was saved.

        Args:
            case: what is known; the case document of an earlier session goes on where that stood.
            diagnoser: with a firm's own knowledge; by default with the built-in knowledge.
            as_of: the day the case is judged on; else the case's own, else that of the latest notice.
            steps: taken already, so that they can be undone.

        Raises:
            AnswerError: an answer or correction of the case names nothing that the knowledge has.
        """
        session = cls(diagnoser or Diagnoser(), case, steps, as_of)
        session._state.diagnosis  # noqa: B018 - a case that cannot be diagnosed is refused here
        return session

    @property
    def case(self) -> Case:
        """The case document: everything the session knows."""
        return self._state.case

    @property
    def diagnosis(self) -> Diagnosis:
        """Where the case stands."""
        return self._state.diagnosis

    @property
    def standing(self) -> Standing:
        """Where the case stands, in short."""
        return standing_of(self.diagnosis)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps taken and not taken back, oldest first."""
        return tuple(self._steps)

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge that the session asks from."""
        return self.diagnoser.knowledge

    def next_question(self) -> Ask | None:
        """The question to ask next; none if no reply would change what is to be done."""
        return self._state.next_question

    def open_questions(self) -> tuple[Ask, ...]:
        """Every question still worth asking, best first; more than will be asked in the end."""
        return self._state.open_questions

    def stopping_questions(self) -> tuple[Ask, ...]:
        """The questions to ask in private before anything is drafted: a reply may stop all drafting."""
        with self._state.chooser() as chooser:
            return () if self._state.is_over else chooser.stopping()

    def questions_worth_asking(self) -> tuple[Ask, ...]:
        """The open questions of which some reply would change what is to be done, best first."""
        with self._state.chooser() as chooser:
            return chooser.worth_asking()

    def ask(self, name: str) -> Ask:
        """A question by its name, whether it was asked or not; a fact is asked with yes and no.

        Raises:
            AnswerError: there is no such question or fact.
        """
        self.check_name(name)
        with self._state.chooser() as chooser:
            return chooser.once_more(name)

    def check_name(self, name: str) -> None:
        """Refuse what is neither a question nor a fact, or is not about a listing though it names one.

        Raises:
            AnswerError: with the nearest name that there is.
        """
        _check_subject(name, self.knowledge)

    def check_fact(self, fact: str) -> None:
        """Refuse what is no fact.

        Raises:
            AnswerError: with the nearest fact that there is.
        """
        _check_name(fact.partition("@")[0], "fact", self.knowledge.facts)
        _check_subject(fact, self.knowledge)

    def why(self, ask: Ask) -> tuple[Prospect, ...]:
        """What each reply to a question would lead to."""
        with self._state.chooser() as chooser:
            return chooser.prospects(ask)

    def moves(self, prospect: Prospect) -> tuple[Change, ...]:
        """The grounds and root causes that a reply would show, hide or move."""
        then = standing_of_ranked(Ranker(self.knowledge).shown(prospect.ranked), self.standing)
        return changes(self.standing, then)

    def answer(self, name: str, reply: Reply) -> Diagnosis:
        """Take a reply to a question or about a fact; ``None`` is "unknown". A later reply replaces it.

        Args:
            name: a question's or a fact's id, with ``@ASIN`` for one listing.
            reply: yes or no, a choice (several by commas), a number, a date as 2026-01-31, or ``None``.

        Raises:
            AnswerError: the name or the reply is not known; nothing was changed.
        """
        self.check_name(name)
        return self.take(Answered(name=name, reply=reply))

    def skip(self, question: str) -> Diagnosis:
        """Put a question aside; it is not asked again."""
        _check_name(question, "question", self.knowledge.questions)
        return self.take(Skipped(question=question))

    def correct(self, fact: str, reply: Reply) -> Diagnosis:
        """The consultant's own reading of a fact, before what the notice says; ``None`` takes it back."""
        self.check_fact(fact)
        return self.take(Corrected(fact=fact, reply=reply))

    def add(self, case: Case, *sources: str) -> Diagnosis:
        """Go on with what reading more files made of this case (``read_case(..., onto=session.case)``)."""
        return self.take(added(self.case, case, sources))

    def take(self, step: Step) -> Diagnosis:
        """Take any step.

        Raises:
            AnswerError: it names something that is not there; nothing was changed.
        """
        _check(step, self.case, self.knowledge)
        state = _State(self.diagnoser, step.onto(self.case), self._as_of)
        diagnosis = state.diagnosis
        self._steps.append(step)
        self._state = state
        return diagnosis

    def undo(self) -> Step | None:
        """Take the last step back and return it; none if there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        self._state = _State(self.diagnoser, replayed(self.first, self._steps), self._as_of)
        return step

    def what_if(self, answers: Mapping[str, Reply]) -> Diagnosis:
        """The diagnosis if these facts or questions were answered so; nothing is kept.

        What a document tells is overruled, as a correction would.
        """
        case = self.case
        told = {fact for fact, _ in answers_of(self.diagnosis)}
        for name, reply in answers.items():
            _check_subject(name, self.knowledge)
            overruled = name.partition("@")[0] in told
            field = "corrections" if overruled else "answers"
            case = case.model_copy(update={field: getattr(case, field) | {name: reply}})
        return self.diagnoser.diagnose(case, self._as_of)

    def compare(self, one: str, other: str) -> Comparison:
        """What tells two grounds apart: what is known of it, and what is missing to decide.

        Raises:
            AnswerError: there is no such ground.
        """
        for name in (one, other):
            _check_name(name, "ground", self.knowledge.grounds)
        ranked = self.diagnoser.ranking(self.case, self._as_of)
        return compared(self.knowledge, answers_of(self.diagnosis), ranked, one, other)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where what Amazon was told contradicts itself, or what is known."""
        return contradictions(self.case, answers_of(self.diagnosis))


class _State:
    """One case document with what follows from it, worked out when it is first asked for."""

    def __init__(self, diagnoser: Diagnoser, case: Case, as_of: dt.date | None) -> None:
        self._diagnoser, self.case, self._as_of = diagnoser, case, as_of

    @cached_property
    def diagnosis(self) -> Diagnosis:
        return self._diagnoser.diagnose(self.case, self._as_of)

    @contextmanager
    def chooser(self) -> Iterator[Chooser]:
        """The chooser of questions, on an engine that is given back afterwards."""
        knowledge = self._diagnoser.knowledge
        with self._diagnoser.settled(self.case, self._as_of) as look:
            yield Chooser(knowledge, Ranker(knowledge), self.case, self.diagnosis, look)

    @cached_property
    def next_question(self) -> Ask | None:
        if self.is_over:
            return None
        with self.chooser() as chooser:
            return chooser.best()

    @cached_property
    def open_questions(self) -> tuple[Ask, ...]:
        if self.is_over:
            return ()
        with self.chooser() as chooser:
            return chooser.candidates()

    @property
    def is_over(self) -> bool:
        """Whether the latest message ends the case."""
        good = {kind.id for kind in self._diagnoser.knowledge.enforcement if not kind.adverse}
        return self.diagnosis.enforcement in good


def _check(step: Step, case: Case, knowledge: KnowledgeBase) -> None:
    """Refuse a step that names what is not there."""
    if isinstance(step, DocumentState):
        _check_name(step.document.kind, "kind of evidence", knowledge.evidence)
    elif isinstance(step, ActionState):
        actions = [a.id for g in knowledge.grounds.values() for part in g.parts for a in part.actions]
        _check_name(step.action.action, "action", actions)
    elif isinstance(step, Seen) and case.answers.get(step.name) is None:
        raise AnswerError(f'"{step.name}" was not answered, so no paper can show it.')
    elif isinstance(step, Submitted) and (step.number or 0) > len(case.submissions):
        raise AnswerError(f"There is no submission {step.number}: {len(case.submissions)} are logged so far.")


def _check_name(name: str, kind: str, known: Iterable[str]) -> None:
    names = list(known)
    if name not in names:
        raise AnswerError(f'There is no {kind} "{name}".{did_you_mean(name, names)}')


def _check_subject(name: str, knowledge: KnowledgeBase) -> None:
    """Whether a key names a fact or question, and a listing only where it is about listings."""
    subject, at, asin = name.partition("@")
    item = knowledge.facts.get(subject) or knowledge.questions.get(subject)
    if item is None:
        _check_name(subject, "fact or question", (*knowledge.facts, *knowledge.questions))
    elif at and item.about != "listing":
        raise AnswerError(f'"{subject}" is about the {item.about}, not about one listing: leave out @{asin}.')
    elif at and not asin:
        raise AnswerError(f'Name the listing after "{subject}@", as in {subject}@B0ABCD1234.')
