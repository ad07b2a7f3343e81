"""A firm's packs laid over the knowledge below them: what they add, and what they replace by saying so.

Nothing is replaced in silence. An item with ``replaces: <id>`` takes the place of that item; a file that
``extends: <id>`` adds to a ground or to a kind of evidence, and its items may replace those of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diagnose.knowledge.models import (
    EvidenceAddition,
    EvidenceKind,
    GroundAddition,
    GroundKind,
    Item,
    Replaceable,
    Wording,
)
from diagnose.knowledge.problems import Problem, did_you_mean
from diagnose.knowledge.reader import KIND_NAMES, Draft
from facts_schema import BUILT_IN

_SEVERAL = ("limits", "wordings", "review_wordings")
"""Of these several entries share an id: together they take the place of all entries below."""
_PARTS: dict[type[Item], dict[str, str]] = {
    GroundKind: {
        "rules": "rule",
        "root_causes": "root cause",
        "shared_root_causes": "shared root cause",
        "evidence": "evidence needed",
        "actions": "action",
    },
    EvidenceKind: {"checks": "check"},
}
_ADDED = ("cautions", "often_confused_with", "refused", "sources")


def overlay(draft: Draft) -> None:
    """Put every pack's items into their places in the draft, and note what cannot be done as problems."""
    for name, items in draft.items.items():
        draft.items[name] = _laid(name, items, draft)
    for language, entries in draft.wordings.items():
        draft.wordings[language] = _laid("wordings", entries, draft)
    _one_set_of_weights(draft)
    for name, place in (("grounds", "ground"), ("evidence", "kind of evidence")):
        advice = f'only a file that "extends" a {place} can; or replace the whole {place}.'
        _no_parts_replace(draft.all(name), advice, draft)
        draft.items[name] = _extended(name, draft)
    _no_parts_replace(draft.all("root_causes"), "replace the whole root cause.", draft)


def _laid(name: str, items: Sequence[Any], draft: Draft) -> list[Any]:
    if not any(getattr(item, "replaces", None) for item in items):
        return list(items)
    pile = _Pile(KIND_NAMES[name], draft, several=name in _SEVERAL)
    for item in items:
        pile.put(item)
    return pile.items


def _key(item: Any) -> str:
    """What ``replaces`` calls an item: its id, or what stands for one."""
    if isinstance(item, Wording):
        return item.key[1]
    return next(
        (str(getattr(item, key)) for key in ("id", "code", "domain", "need", "use") if hasattr(item, key)),
        "weights",
    )


def _kind(item: Any) -> str:
    return item.key[0] if isinstance(item, Wording) else ""


@dataclass
class _Pile:
    """Items of one kind, those of later packs on top."""

    kind: str
    draft: Draft
    several: bool = False
    within: str = ""
    items: list[Any] = field(default_factory=list)
    replaced: dict[tuple[str, str], Any] = field(default_factory=dict)

    def put(self, item: Any) -> None:
        """Add an item, or let it take the place of what it names."""
        name = getattr(item, "replaces", None)
        if name is None:
            self.items.append(item)
            return
        earlier = self.replaced.get((_kind(item), name))
        if earlier is not None:
            self._put_after(earlier, item)
            return
        below = [
            place
            for place, other in enumerate(self.items)
            if _key(other) == name and _kind(other) == _kind(item) and other.pack != item.pack
        ]
        if below:
            self._put_in_place(item, name, below)
        else:
            self._complain(item, self._unknown(item, name))
            self.items.append(item)

    def _put_in_place(self, item: Any, name: str, below: Sequence[int]) -> None:
        gone = self.items[below[0]]
        self.items[below[0]] = item
        for place in reversed(below[1:]):
            del self.items[place]
        self.replaced[_kind(item), name] = item
        if _key(item) != name:
            self.draft.replaced[name] = (gone, item)

    def _put_after(self, earlier: Any, item: Any) -> None:
        if earlier.pack == item.pack and self.several:
            self.items.append(item)
        elif earlier.pack == item.pack:
            self._complain(item, f'replaces "{item.replaces}" a second time; first at {_place(earlier)}.')
        else:
            advice = "Keep one of them, or give only one of the packs with --rules."
            self._complain(item, f'replaces "{item.replaces}", and so does {_place(earlier)}. {advice}')

    def _unknown(self, item: Any, name: str) -> str:
        if item.pack == BUILT_IN:
            return f'says that it replaces "{name}", which is for packs; change the item itself.'
        alike = [other for other in self.items if _kind(other) == _kind(item)]
        known = [_key(other) for other in alike if other.pack != item.pack]
        own = any(_key(other) == name for other in alike)
        where = "which this pack itself defines" if own else f"which is no {self.kind}{self.within}"
        return f'replaces "{name}", {where}.{did_you_mean(name, known) or " Without replaces it is added."}'

    def _complain(self, item: Any, text: str) -> None:
        who = f'{self.kind} "{_key(item)}"' if _key(item) != "weights" else "this mapping of weights"
        self.draft.problems.append(Problem(item.file, item.line, f"{who} {text}"))


def _place(item: Any) -> str:
    return f"{item.file}:{item.line}"


def _one_set_of_weights(draft: Draft) -> None:
    for item in draft.all("weights")[1:]:
        text = 'there are weights already; to put these in their place, write "replaces: weights".'
        draft.problems.append(Problem(item.file, item.line, text))


def _parts(item: Any) -> Iterable[Replaceable]:
    for name in (*_PARTS[GroundKind], "checks"):
        for part in getattr(item, name, ()):
            yield part
            yield from _parts(part)


def _no_parts_replace(items: Iterable[Any], advice: str, draft: Draft) -> None:
    """A part replaces one of another pack; in a file that is new as a whole there is none."""
    for item in items:
        for part in _parts(item):
            if part.replaces:
                text = f'"{_key(part)}" says that it replaces "{part.replaces}": {advice}'
                draft.problems.append(Problem(part.file, part.line, text))


def _extended(name: str, draft: Draft) -> list[Any]:
    """The items with what packs add to them."""
    wanted = EvidenceAddition if name == "evidence" else GroundAddition
    additions = [addition for addition in draft.additions if isinstance(addition, wanted)]
    items = {item.id: item for item in draft.all(name)}
    for addition in additions:
        if addition.extends not in items and addition.extends not in draft.excused:
            kind = KIND_NAMES[name]
            hint = did_you_mean(addition.extends, items)
            text = f'extends "{addition.extends}", which is no {kind}.{hint}'
            draft.problems.append(Problem(addition.file, addition.line, text))
    return [_with(item, [a for a in additions if a.extends == item.id], draft) for item in draft.all(name)]


def _with(item: Any, additions: Sequence[Any], draft: Draft) -> Any:
    if not additions:
        return item
    update: dict[str, tuple[Any, ...]] = {}
    for name, kind in _PARTS[type(item)].items():
        pile = _Pile(kind, draft, within=f' of "{item.id}"')
        for part in (part for owner in (item, *additions) for part in getattr(owner, name)):
            pile.put(part)
        update[name] = tuple(pile.items)
    for name in _ADDED:
        if hasattr(item, name):
            lists = [getattr(owner, name) for owner in (item, *additions)]
            update[name] = tuple(dict.fromkeys(entry for entries in lists for entry in entries))
    return item.model_copy(update=update)
