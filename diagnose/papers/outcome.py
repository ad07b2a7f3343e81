"""What a test says of a paper, and what the paper is held against."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import PaperTest
from diagnose.papers.folded import folded, words_of
from diagnose.papers.goods import Goods, goods_in
from diagnose.papers.lexicon import Lexicon
from diagnose.papers.parties import Spelling
from diagnose.papers.sheet import Line, Sheet
from facts_schema import PaperQuote, PaperState


@dataclass(frozen=True)
class Outcome:
    """The state of a check, the reason in a sentence, and the words that decide it."""

    state: PaperState
    reason: str
    quotes: tuple[PaperQuote, ...] = ()


def passed(reason: str, *lines: Line) -> Outcome:
    """The paper meets the requirement."""
    return Outcome("passed", reason, quoted(lines))


def failed(reason: str, *lines: Line) -> Outcome:
    """The paper plainly does not meet it."""
    return Outcome("failed", reason, quoted(lines))


def cannot_tell(reason: str, *lines: Line) -> Outcome:
    """Nothing decides."""
    return Outcome("cannot-tell", reason, quoted(lines))


def silence(test: PaperTest, reason: str, *lines: Line) -> Outcome:
    """What the knowledge says of a paper on which nothing decides."""
    return Outcome(test.otherwise, reason, quoted(lines))


def quoted(lines: tuple[Line, ...] | list[Line], most: int = 4) -> tuple[PaperQuote, ...]:
    """Lines as quotes, each once."""
    return tuple(dict.fromkeys(line.quote() for line in lines))[:most]


@dataclass(frozen=True)
class Shop:
    """A listing of the account as papers may name it: its words and its codes."""

    name: str
    sku: str
    title: str

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for word in words_of(self.title) if len(word) > 2 or word.isdigit())

    @cached_property
    def codes(self) -> frozenset[str]:
        """What looks like a model in title and SKU: letters and digits together."""
        return codes_in(folded(f"{self.title} {self.sku}"))


_CODE = re.compile(r"\b(?=[a-z0-9/-]*\d)(?=[a-z0-9/-]*[a-z])[a-z0-9]+(?:[-/][a-z0-9]+)*\b")


def codes_in(text: str) -> frozenset[str]:
    """What looks like a model in a folded text."""
    return frozenset(_CODE.findall(text))


@dataclass(frozen=True)
class Against:
    """What papers are held against: the account, its listings and sales, the words of the notice, the day.

    ``notice_day`` is that of the latest notice, ``today`` the day of the check; either may be unknown.
    ``places`` are town and post code by order, ``sold`` units by listing, ``in_play`` the listings that the
    notice names, ``store`` its code.
    """

    knowledge: KnowledgeBase
    lexicon: Lexicon
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    shops: tuple[Shop, ...] = ()
    sold: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    in_play: tuple[str, ...] = ()
    notice_day: dt.date | None = None
    today: dt.date | None = None
    told_today: bool = False
    notice_text: str = ""
    at_hand: frozenset[str] = frozenset()
    store: str = ""

    @property
    def spelling(self) -> Spelling:
        return self.lexicon.spelling


@dataclass(frozen=True)
class Held:
    """A paper of a kind, beside the other papers that were given with it."""

    sheet: Sheet
    kind: str
    against: Against
    others: tuple[Held, ...] = ()

    @cached_property
    def goods(self) -> list[Goods]:
        return goods_in(self.sheet, self.against.lexicon)

    @property
    def lexicon(self) -> Lexicon:
        return self.against.lexicon
