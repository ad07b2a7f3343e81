"""The draft of a plan of action from confirmed facts only; what is not confirmed stands as a gap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from diagnose.knowledge import KnowledgeBase
from diagnose.report.ledger_check import denials
from diagnose.report.words import REMEDIES, day, joined, quoted, some
from facts_schema import Case, Diagnosis, Ground, Observation, PlanItem, RootCause
from facts_schema.draft import Draft, DraftLine, DraftPart, ShortAnswer

CONFIRMED = ("paper", "report", "client")
"""The grades of a fact that a letter may state; what is merely inferred is a gap."""
OF_THE_WORLD = ("metric", "rows", "reply")
FORM_LENGTH = 1000
"""Characters of an answer in a web form where nobody says what it takes; Amazon publishes no number."""


def draft(
    diagnosis: Diagnosis, case: Case, knowledge: KnowledgeBase, form_length: int = FORM_LENGTH
) -> Draft:
    """The plan of action for every ground that is to be appealed.

    Args:
        diagnosis: what was concluded, with the record of each action.
        case: what Amazon was told before, and the documents at hand.
        knowledge: the sentences between the facts.
        form_length: characters that a box of the web form takes.

    Returns:
        The draft. In a stop state, where no appeal is the way, or where it would contradict what Amazon was
        told, it has no parts and ``blocked`` says why.
    """
    stopped = _stopped(diagnosis)
    if stopped:
        return Draft(id=diagnosis.id, blocked=stopped)
    writer = _Writer(diagnosis, case, knowledge)
    parts = tuple(writer.parts())
    against = denials(case, parts, knowledge)
    if against:
        return Draft(id=diagnosis.id, blocked=against)
    gaps = sum(line.kind == "gap" or "[" in line.text for part in parts for line in part.lines)
    answers = tuple(_answer(part, form_length) for part in parts if part.ground)
    return Draft(id=diagnosis.id, parts=parts, answers=answers, gaps=gaps)


def _stopped(diagnosis: Diagnosis) -> tuple[str, ...]:
    stops = [flag for flag in diagnosis.flags if flag.id in diagnosis.drafting_stopped]
    if stops:
        return tuple(joined(["No plan is drafted.", flag.text, flag.do], " ") for flag in stops)
    if not diagnosis.grounds:
        return ("No plan is drafted: no ground is known. Read the first notice, which names a reason.",)
    if not _appealed(diagnosis):
        ways = sorted({REMEDIES[ground.remedy] for ground in diagnosis.grounds})
        return (f"No plan of action is the way here: {'; '.join(ways)}.",)
    return ()


def _appealed(diagnosis: Diagnosis) -> list[Ground]:
    """The grounds to answer by a plan, in the order in which to answer them."""
    asked = any(request.id == "plan-of-action" for request in diagnosis.requests)
    grounds = [ground for ground in diagnosis.grounds if ground.remedy == "appeal" or asked]
    stated = [ground for ground in grounds if ground.standing == "stated"] or grounds
    order = {name: place for place, name in enumerate(diagnosis.answer_order)}
    return sorted(stated, key=lambda ground: order.get(ground.id, len(order)))


@dataclass(frozen=True)
class _Writer:
    diagnosis: Diagnosis
    case: Case
    knowledge: KnowledgeBase

    def parts(self) -> Iterator[DraftPart]:
        yield DraftPart(part="opening", lines=(self._frame("opening"), *self._gaps_of_the_head()))
        grounds = _appealed(self.diagnosis)
        for ground in grounds:
            yield from self._root_causes(ground)
        for part in ("corrective", "preventive"):
            for ground in grounds:
                yield self._actions(ground, part)
        yield DraftPart(part="attachments", lines=tuple(self._attachments()))
        yield DraftPart(part="closing", lines=(self._frame("closing"),))

    def _frame(self, name: str, ground: Ground | None = None) -> DraftLine:
        """One of the ways to say it, chosen by the case."""
        phrase = self.knowledge.phrases[name]
        seed = "\0".join([self.diagnosis.id, *(notice.text for notice in self.case.notices), name])
        number = int.from_bytes(hashlib.sha256((seed + (ground.id if ground else "")).encode()).digest()[:8])
        head = phrase.heads[number % len(phrase.heads)]
        tail = phrase.tails[number // len(phrase.heads) % len(phrase.tails)]
        received = self.case.notices[-1].received if self.case.notices else None
        text = f"{head} {tail}".replace(
            "{notice}", f"your notice of {day(received)}" if received else "your notice"
        )
        store = (
            f"our account on {self.diagnosis.marketplace}" if self.diagnosis.marketplace else "our account"
        )
        text = text.replace("{store}", store).replace("{ground}", _lower(ground.title) if ground else "")
        return DraftLine(kind="frame", text=text)

    def _gaps_of_the_head(self) -> list[DraftLine]:
        names = [] if self.case.seller and self.case.seller.names else ["the store's name"]
        complaints = [item.value for item in self.diagnosis.mentions if item.kind == "complaint"]
        asked = joined([*names, "merchant token", "" if complaints else "complaint or case id"])
        return [_gap(f"Head of the letter: {asked}")]

    def _root_causes(self, ground: Ground) -> Iterator[DraftPart]:
        """What Amazon says and what is known; a block for listings with a cause of their own."""
        lines = [self._frame("ground", ground), *self._said(ground), *self._facts(ground)]
        apart = [
            cause for cause in ground.root_causes if cause.listings and cause.listings != ground.listings
        ]
        shared = [cause for cause in ground.root_causes if cause not in apart]
        for cause in shared:
            lines += self._cause(cause)
        if not ground.root_causes:
            lines.append(_gap("The root cause is not established: what in your own process led to it?"))
        yield DraftPart(
            part="root-cause",
            ground=ground.id,
            title=ground.title,
            listings=ground.listings,
            lines=_once(lines),
        )
        for cause in apart:
            yield DraftPart(
                part="root-cause",
                ground=ground.id,
                title=f"{ground.title}: {some(cause.listings)}",
                listings=cause.listings,
                lines=_once(self._cause(cause)),
            )

    def _said(self, ground: Ground) -> list[DraftLine]:
        quotes = [
            seen.quote.text
            for reason in ground.because
            if reason.strength == "decisive"
            for seen in reason.observations
            if seen.quote
        ]
        said = [f"The notice says: {quoted(quotes[0])}"] if quotes else []
        return [DraftLine(kind="fact", text=text, facts=("notice",)) for text in said]

    def _facts(self, of: Ground | RootCause) -> list[DraftLine]:
        """What is confirmed under a ground or root cause; what is inferred or contradicted is a gap."""
        seen = [item for reason in of.because for item in reason.observations if item.origin in OF_THE_WORLD]
        seen += [i for reason in of.because for i in reason.observations if i.origin == "deduction"]
        return [self._fact(item) for item in seen if item.answer == "yes"]

    def _fact(self, seen: Observation) -> DraftLine:
        means = self.knowledge.facts[seen.fact].means
        said = seen.says if seen.origin == "metric" else means
        text = joined([said.rstrip("."), f"({seen.listing})" if seen.listing else ""], " ") + "."
        if any(item.fact == seen.fact for item in self.diagnosis.conflicts):
            return _gap(f"Contradicted, settle it first: {text}")
        if seen.origin == "deduction" or seen.grade not in CONFIRMED:
            return _gap(f"Inferred, confirm or strike: {text}")
        return DraftLine(kind="fact", text=text, facts=(seen.fact,))

    def _cause(self, cause: RootCause) -> list[DraftLine]:
        about = f" ({some(cause.listings)})" if cause.listings else ""
        ask = f"Confirm, with numbers and since when, or strike: {cause.title}{about}"
        return [*self._facts(cause), _gap(ask)]

    def _actions(self, ground: Ground, part: Literal["corrective", "preventive"]) -> DraftPart:
        items = [item for item in self.diagnosis.actions if item.ground == ground.id and item.part == part]
        lines = [self._action(item) for item in items if item.state != "rejected"]
        lines.sort(key=lambda line: ("done", "planned", "gap").index(line.kind))
        if not lines:
            lines = [_gap("Nothing is recorded yet: what was done, on which day, by whom?")]
        head = [self._frame(part, ground)] if lines[0].kind != "gap" else []
        return DraftPart(part=part, ground=ground.id, title=ground.title, lines=(*head, *lines))

    def _action(self, item: PlanItem) -> DraftLine:
        text = item.text.replace("{", "[").replace("}", "]")
        if item.state == "done" and item.date:
            proof = next((record.proof for record in self.case.actions if record.action == item.id), "")
            dated = "" if str(item.date) in text else f"{day(item.date)}: "
            said = f"{dated}{text}" + (f" (Proof: {proof})" if proof else " [proof]")
            return DraftLine(kind="done", text=said, action=item.id)
        if item.state == "planned":
            when = joined([day(item.date) if item.date else "[date]", item.owner or "[owner]"])
            return DraftLine(kind="planned", text=f"Planned ({when}): {text}", action=item.id)
        return _gap(f"Not recorded; do it and record it, or strike it: {text}", item.id)

    def _attachments(self) -> Iterator[DraftLine]:
        at_hand = [item for item in self.diagnosis.evidence if item.state == "have"]
        if at_hand:
            yield self._frame("attachments")
        for number, item in enumerate(at_hand, 1):
            names = [
                d.name for d in self.case.documents if d.kind == item.id and d.state == "have" and d.name
            ]
            about = f", for {some(item.listings)}" if item.listings else ""
            text = f"{number}. {item.title}{about}" + (f": {some(names)}" if names else " [file name]")
            yield DraftLine(kind="fact", text=text, facts=(item.id,))
        for item in self.diagnosis.evidence:
            if item.state != "have" and item.need != "helps" and item.id != "plan-of-action":
                yield _gap(f"Not at hand: {item.title}")


def _gap(text: str, action: str = "") -> DraftLine:
    return DraftLine(kind="gap", text=f"[{text.replace('[', '<').replace(']', '>')}]", action=action)


def _once(lines: Iterable[DraftLine]) -> tuple[DraftLine, ...]:
    return tuple({line.text: line for line in lines}.values())


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:] if not title[1:2].isupper() else title


def _answer(part: DraftPart, length: int) -> ShortAnswer:
    """What can stand in a form: facts and records, no frames, no gaps."""
    text = "\n".join(f"- {line.text}" for line in part.lines if line.kind in ("fact", "done", "planned"))
    return ShortAnswer(part=part.part, ground=part.ground, text=text, over=max(0, len(text) - length))
