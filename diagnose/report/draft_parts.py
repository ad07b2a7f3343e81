"""The parts of a draft: head, each ground with its root causes, what was done, what changes, papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from diagnose.knowledge import KnowledgeBase
from diagnose.report.phrasing import inside_a_sentence, phrased
from diagnose.report.words import day, joined, quoted, some
from facts_schema import Case, Diagnosis, Ground, Observation, PlanItem, RootCause
from facts_schema.draft import DraftLine, DraftPart

CONFIRMED = ("paper", "report", "client")
"""The grades of a fact that a letter may state; what is merely inferred is a gap."""
OF_THE_WORLD = ("metric", "rows", "reply")
KINDS = ("done", "planned", "gap")


@dataclass(frozen=True)
class Writer:
    """Writes the letter about the grounds to be appealed."""

    diagnosis: Diagnosis
    case: Case
    knowledge: KnowledgeBase
    grounds: tuple[Ground, ...]

    def parts(self) -> Iterator[DraftPart]:
        """Every part, in the order of the letter."""
        yield DraftPart(part="opening", lines=(self._frame("opening"), *self._head()))
        for ground in self.grounds:
            yield from self._root_causes(ground)
        for part in ("corrective", "preventive"):
            for ground in self.grounds:
                yield from self._actions(ground, part)
        yield DraftPart(part="attachments", lines=tuple(self._attachments()))
        yield DraftPart(part="closing", lines=(self._frame("closing"),))

    def _frame(self, name: str, ground: Ground | None = None) -> DraftLine:
        """One of the ways to say it, chosen by the case."""
        texts = (notice.text for notice in self.case.notices)
        seed = "\0".join([self.diagnosis.id, *texts, ground.id if ground else ""])
        received = self.case.notices[-1].received if self.case.notices else None
        store = self.diagnosis.marketplace
        gaps = {
            "notice": f"your notice of {day(received)}" if received else "your notice",
            "store": f"our account on {store}" if store else "our account",
            "ground": inside_a_sentence(ground.title) if ground else "",
        }
        return DraftLine(kind="frame", text=phrased(self.knowledge.phrases[name], seed, gaps))

    def _head(self) -> list[DraftLine]:
        """What the head lacks, what is new, and what the notice names and no part speaks of."""
        names = [] if self.case.seller and self.case.seller.names else ["the store's name"]
        complaints = [item.value for item in self.diagnosis.mentions if item.kind == "complaint"]
        asked = joined([*names, "merchant token", "" if complaints else "complaint or case id"])
        lines = [gap(f"Head of the letter: {asked}")]
        sent = [item for item in self.case.submissions if item.date]
        if self.case.submissions:
            last = f" of {day(max(item.date for item in sent if item.date))}" if sent else ""
            lines.append(gap(f"What is new since the submission{last}: name the fact or the paper"))
        return [*lines, *self._not_covered()]

    def _not_covered(self) -> list[DraftLine]:
        """The listings of the notice that no ground of the letter is about."""
        named = dict.fromkeys(item.value for item in self.diagnosis.mentions if item.kind == "asin")
        spoken_of = {asin for ground in self.grounds for asin in ground.listings}
        left = [asin for asin in named if asin not in spoken_of]
        return [gap(f"The notice names {some(left)}: give each a paragraph and its papers")] if left else []

    def _root_causes(self, ground: Ground) -> Iterator[DraftPart]:
        """What Amazon says and what is known; a block for listings with a cause of their own."""
        apart = _apart(ground)
        lines = [self._frame("ground", ground), *_said(ground), *self._facts(ground)]
        for cause in ground.root_causes:
            lines += [] if cause in apart else self._cause(cause)
        if not ground.root_causes:
            lines.append(gap("The root cause is not established: what in your own process led to it?"))
        yield _part("root-cause", ground, ground.listings, lines)
        for cause in apart:
            yield _part("root-cause", ground, cause.listings, self._cause(cause), own=True)

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
            return gap(f"Contradicted, settle it first: {text}")
        if seen.origin == "deduction" or seen.grade not in CONFIRMED:
            return gap(f"Inferred, confirm or strike: {text}")
        return DraftLine(kind="fact", text=text, facts=(seen.fact,))

    def _cause(self, cause: RootCause) -> list[DraftLine]:
        about = f" ({some(cause.listings)})" if cause.listings else ""
        ask = f"Confirm, with numbers and since when, or strike: {cause.title}{about}"
        return [*self._facts(cause), gap(ask)]

    def _actions(self, ground: Ground, part: Literal["corrective", "preventive"]) -> Iterator[DraftPart]:
        """The actions of a ground; those of a cause of some listings only, in a block of their own."""
        items = [item for item in self.diagnosis.actions if item.ground == ground.id and item.part == part]
        apart = {cause.id: cause for cause in _apart(ground)}
        shared = self._recorded(item for item in items if item.root_cause not in apart)
        own = {name: self._recorded(i for i in items if i.root_cause == name) for name in apart}
        if not shared and not any(own.values()):
            shared = [gap("Nothing is recorded yet: what was done, on which day, by whom?")]
        told = any(
            line.kind != "gap" for line in (*shared, *(line for lines in own.values() for line in lines))
        )
        head = [self._frame(part, ground)] if told else []
        if shared or head:
            yield _part(part, ground, ground.listings, [*head, *shared])
        for name, lines in own.items():
            if lines:
                yield _part(part, ground, apart[name].listings, lines, own=True)

    def _recorded(self, items: Iterable[PlanItem]) -> list[DraftLine]:
        """What is done by day, then what is planned by day, then what is neither."""
        dated = [(item.date or dt.date.max, self._action(item)) for item in items if item.state != "rejected"]
        dated.sort(key=lambda pair: (KINDS.index(pair[1].kind), pair[0]))
        return [line for _, line in dated]

    def _action(self, item: PlanItem) -> DraftLine:
        record = next((record for record in self.case.actions if record.action == item.id), None)
        text = (record.said if record else "") or item.text.replace("{", "[").replace("}", "]")
        if item.state == "done" and item.date:
            proof = record.proof if record else ""
            dated = "" if str(item.date) in text else f"{day(item.date)}: "
            said = f"{dated}{text}" + (f" (Proof: {proof})" if proof else " [proof]")
            return DraftLine(kind="done", text=said, action=item.id)
        if item.state == "planned":
            when = joined([day(item.date) if item.date else "[date]", item.owner or "[owner]"])
            return DraftLine(kind="planned", text=f"Planned ({when}): {text}", action=item.id)
        return gap(f"Not recorded; do it and record it, or strike it: {text}", item.id)

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
                yield gap(f"Not at hand: {item.title}")


def gap(text: str, action: str = "") -> DraftLine:
    """A line that is to be filled in or struck."""
    return DraftLine(kind="gap", text=f"[{text.replace('[', '<').replace(']', '>')}]", action=action)


def _apart(ground: Ground) -> list[RootCause]:
    """The root causes that are about some of the listings only."""
    return [cause for cause in ground.root_causes if cause.listings and cause.listings != ground.listings]


def _said(ground: Ground) -> list[DraftLine]:
    """The notice's own words for the ground."""
    quotes = [
        seen.quote.text
        for reason in ground.because
        if reason.strength == "decisive"
        for seen in reason.observations
        if seen.quote
    ]
    said = [f"The notice says: {quoted(quotes[0])}"] if quotes else []
    return [DraftLine(kind="fact", text=text, facts=("notice",)) for text in said]


def _part(
    name: Literal["root-cause", "corrective", "preventive"],
    ground: Ground,
    listings: Sequence[str],
    lines: Iterable[DraftLine],
    own: bool = False,
) -> DraftPart:
    """A part with each line once; one for some listings only (``own``) names them in its title."""
    title = f"{ground.title}: {some(listings)}" if own else ground.title
    once = tuple({line.text: line for line in lines}.values())
    return DraftPart(part=name, ground=ground.id, title=title, listings=tuple(listings), lines=once)
