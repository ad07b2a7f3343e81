"""The plan: what follows from the shown grounds for evidence, actions and cautions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from diagnose.conclusions import Ranked
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import ActionKind, GroundKind, LackKind, Need, RootCauseKind
from facts_schema import BUILT_IN, Case, Caution, Check, Evidence, PlanItem, Request

Owner = GroundKind | RootCauseKind
_KEPT = 2048
Strength = Literal["must", "asked-for", "helps"]
_STRONGEST: tuple[Strength, ...] = ("asked-for", "must", "helps")


def owners_of(shown: Iterable[Ranked]) -> tuple[tuple[GroundKind, Ranked], ...]:
    """Every shown ground and root cause, best first, with the ground it belongs to."""
    pairs = []
    for ranked in shown:
        pairs += [(ranked.ground, ranked), *((ranked.ground, cause) for cause in ranked.root_causes)]
    return tuple(pairs)


class _Needed(NamedTuple):
    """What a shown ground, or a root cause under it, needs for its listings."""

    need: Need
    ground: str
    listings: tuple[str, ...]


class EvidenceLister:
    """Lists the documents to submit; what a kind of document must meet is put into words once."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._kinds = knowledge.evidence
        self._checks = {
            kind.id: tuple(
                Check(id=c.id, text=c.text, sources=c.sources, basis=c.basis, pack=c.pack)
                for c in kind.checks
            )
            for kind in knowledge.evidence.values()
        }
        # The same papers are asked for on the same grounds, case after case.
        self._told = lru_cache(_KEPT)(self._tell)

    def evidence(
        self,
        case: Case,
        shown: Sequence[Ranked],
        fired: frozenset[str],
        requests: Sequence[Request],
        lacks: Sequence[LackKind] = (),
        short: bool = False,
    ) -> tuple[Evidence, ...]:
        """What the notice asks for or finds missing first, then what is needed, then what helps.

        ``short`` is without checks.
        """
        needed: dict[str, list[_Needed]] = defaultdict(list)
        for ground, ranked in owners_of(shown):
            listings = ranked.listings
            for number, need in enumerate(ranked.item.evidence):
                if need.when is None or f"{ranked.item.id}/{number}" in fired:
                    needed[need.need].append(_Needed(need, ground.id, listings))
        asked = _asked(requests, lacks)
        kinds = [kind for kind in (*needed, *sorted(asked.keys() - needed.keys())) if kind in self._kinds]
        listed = [
            self._evidence(case, kind, needed.get(kind, []), asked.get(kind, ()), short) for kind in kinds
        ]
        return tuple(sorted(listed, key=lambda item: _STRONGEST.index(item.need)))

    def _evidence(
        self,
        case: Case,
        kind: str,
        needs: Sequence[_Needed],
        asked: Sequence[str],
        short: bool,
    ) -> Evidence:
        strong = "must" in [item.need.strength for item in needs]
        listings = {asin for item in needs for asin in item.listings}
        return self._told(
            kind,
            _asking(needs, bool(asked)),
            "asked-for" if asked else "must" if strong else "helps",
            tuple(dict.fromkeys([*asked, *[item.need.because for item in needs]])),
            tuple(dict.fromkeys([item.ground for item in needs])),
            tuple(sorted(listings)) if listings else (),
            next((document.state for document in case.documents if document.kind == kind), ""),
            short,
        )

    def _tell(
        self,
        kind: str,
        pack: str,
        need: Strength,
        because: tuple[str, ...],
        grounds: tuple[str, ...],
        listings: tuple[str, ...],
        state: str,
        short: bool,
    ) -> Evidence:
        item = self._kinds[kind]
        return Evidence(
            id=kind,
            title=item.title,
            pack=pack,
            need=need,
            because=because,
            grounds=grounds,
            listings=listings,
            state=state,
            checks=() if short else self._checks[kind],
            refused=() if short else tuple(refusal.text for refusal in item.refused),
            obtain=item.obtain,
            takes=item.takes,
        )


def _asked(requests: Iterable[Request], lacks: Iterable[LackKind]) -> dict[str, list[str]]:
    """The evidence that Amazon asks for or finds missing, and how it says so."""
    asked = {request.id: ["The notice asks for it."] for request in requests}
    for lack in lacks:
        for name in lack.evidence:
            asked.setdefault(name, []).append(f"Amazon's answer: {lack.title}")
    return asked


def _asking(needs: Sequence[_Needed], asked: bool) -> str:
    """The pack without which the evidence would not be asked for."""
    packs = [item.need.pack for item in needs]
    return BUILT_IN if asked or BUILT_IN in packs or not packs else packs[0]


def actions_for(case: Case, shown: Sequence[Ranked], fired: frozenset[str]) -> tuple[PlanItem, ...]:
    """The items of the plan, corrective before preventive; ``done`` only where it is recorded as done."""
    items: dict[str, PlanItem] = {}
    for ground, ranked in owners_of(shown):
        for action in ranked.item.actions:
            if action.when is None or action.id in fired:
                items.setdefault(action.id, _plan_item(case, action, ground, ranked.item, ranked.listings))
    return tuple(sorted(items.values(), key=lambda item: item.part))


def _plan_item(
    case: Case, action: ActionKind, ground: GroundKind, owner: Owner, listings: tuple[str, ...]
) -> PlanItem:
    record = next((item for item in case.actions if item.action == action.id), None)
    done = record is not None and record.state == "done" and record.date is not None
    tenses = action.corrective or action.preventive
    assert tenses is not None
    text = tenses.done if done else tenses.do
    text = with_listings(text, listings)
    if record is not None:
        text = text.replace("{date}", str(record.date or "{date}")).replace(
            "{owner}", record.owner or "{owner}"
        )
    return PlanItem(
        id=action.id,
        part="corrective" if action.corrective else "preventive",
        text=text,
        state="done" if done else record.state if record and record.state != "done" else "open",
        date=record.date if record else None,
        owner=record.owner if record else "",
        ground=ground.id,
        root_cause=owner.id if owner is not ground else "",
        basis=action.basis,
        pack=action.pack,
    )


def cautions_for(shown: Sequence[Ranked], fired: frozenset[str]) -> tuple[Caution, ...]:
    """What to avoid, once each, in the order of the grounds."""
    said: dict[str, Caution] = {}
    for ground, ranked in owners_of(shown):
        for number, caution in enumerate(ranked.item.cautions):
            if caution.when is None or f"{ranked.item.id}/{number}" in fired:
                told = _caution(caution.say, ground.id, caution.pack, caution.sources)
                said.setdefault(caution.say, told)
    return tuple(said.values())


@lru_cache(_KEPT)
def _caution(text: str, ground: str, pack: str, sources: tuple[str, ...]) -> Caution:
    return Caution(text=text, ground=ground, pack=pack, sources=sources)


def with_listings(text: str, listings: Sequence[str]) -> str:
    """Put the listings into a sentence; many are counted, none are "the listings concerned"."""
    if "{listings}" not in text:
        return text
    named = [asin for asin in listings if asin]
    if not named:
        phrase = "the listings concerned"
    elif len(named) > 3:
        phrase = f"{', '.join(named[:3])} and {len(named) - 3} more"
    else:
        phrase = " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return text.replace("{listings}", phrase)
