"""Reading notices: what Amazon does, says, asks for and until when, each with its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.remembering import Room, remembering
from diagnose.knowledge.sayings import Sayings, Teller
from diagnose.knowledge.stored import book
from diagnose.knowledge.terms import split_sentence
from diagnose.knowledge.vocabulary import Likeness
from diagnose.knowledge.wording import WHOLE, Hit, Phrasebook
from diagnose.observe.dates import MONTH_AND_YEAR, day_in, falls_on, unit_in
from diagnose.observe.language import LanguageTeller
from diagnose.observe.likeness import Likened, Worded, is_idle, likened, names_no_ground
from diagnose.observe.measure import Likely, likely_measures, measure_of
from diagnose.observe.mentions import look_alikes, mentions_in
from diagnose.observe.page import Page
from diagnose.observe.sender import NOT_FROM_AMAZON, SenderChecker, doubt
from facts_schema import Deadline, Mention, Notice, Observation, Quote, Request, SenderCheck

_NUMBER = re.compile(r"\d+")
_A_PART = 80
"""A paragraph of fewer characters does not show in which language it is."""
_REASONS = frozenset({"opening", "reason"})
_NOT_AMAZONS_ADDRESS = (
    "The address {} only looks like Amazon's: check the sender before you act on the message."
)
_NO_ACTION = (
    "The message takes no action and asks for nothing: what it mentions was not held against the account."
)


class NoticeReading(NamedTuple):
    """One notice as it was understood. Without an adverse enforcement nothing it mentions votes."""

    language: str | None
    supported: bool
    enforcement: str | None
    quote: Quote | None
    scope: str | None
    observations: tuple[Observation, ...]
    requests: tuple[Request, ...]
    deadlines: tuple[Deadline, ...]
    mentions: tuple[Mention, ...]
    remarks: tuple[str, ...] = ()
    likeness: Likened | None = None
    names_none: bool = False
    sender: SenderCheck | None = None


class NoticeReader:
    """Reads notices by the wording of every supported language; each is compiled once. Safe to share."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._books: dict[str, Phrasebook] = {}
        self._tellers: dict[str, Teller] = {}
        self._measures: dict[str, Callable[[str], Likeness | None]] = {}
        self._room = Room()
        self._languages = LanguageTeller(knowledge.languages, self._room)
        self._kinds = {kind.id: kind for kind in knowledge.enforcement}
        self._senders = SenderChecker(knowledge)
        self._sites = tuple(sorted({store.site for store in knowledge.marketplaces.values()}))

    def read(self, notice: Notice, number: int) -> NoticeReading:
        """Read one notice; ``number`` is its place in the case.

        Nothing is taken from a message whose sender is in doubt, unless the consultant trusts it.
        """
        check = self._senders.check(notice, number)
        if check and check.verdict == "suspicious" and not check.trusted:
            language = notice.language or self._languages.tell(notice.text)
            mentions = mentions_in(notice, number)
            said = doubt(check)
            return NoticeReading(
                language, True, None, None, None, (), (), (), mentions, (said,), sender=check
            )
        reading = self._read_parts(notice, number)
        return reading._replace(sender=check) if check else reading

    def _read_parts(self, notice: Notice, number: int) -> NoticeReading:
        """Of a message in several languages the part counts that says most of what Amazon does."""
        main = notice.language or self._languages.tell(notice.text)
        parts = {} if notice.language else self._languages.parts(notice.text, main)
        known = {code: text for code, text in parts.items() if self._book(code)}
        if known and main and main not in known:  # written in paragraphs too short to tell by themselves
            known[main] = notice.text
        if len(known) > 1:
            return max(
                (self._read(notice, number, code, text) for code, text in known.items()), key=_says_most
            )
        return self._read(notice, number, main, notice.text)

    def _read(self, notice: Notice, number: int, language: str | None, text: str) -> NoticeReading:
        """Read a notice in a language; ``text`` is the notice with what is in other languages blanked."""
        mentions = mentions_in(notice, number)
        book = self._book(language or "en")
        if book is None:
            known = self._knowledge.languages.get(language or "")
            name = known.name if known else language
            remark = f"The notice is in {name}, which is not supported yet: nothing was read from its words."
            return NoticeReading(language, False, None, None, None, (), (), (), mentions, (remark,))
        return self._understood(Page(notice, number, book, book.read(text)), language, mentions)

    def _book(self, language: str) -> Phrasebook | None:
        """The wording of a language, compiled when the first notice asks for it."""
        if language not in self._books and language in self._knowledge.wordings:
            self._books[language] = book(self._knowledge.wordings, language, self._room)
        return self._books.get(language)

    def _understood(self, page: Page, language: str | None, mentions: tuple[Mention, ...]) -> NoticeReading:
        teller = self._teller(language or "en")
        sayings = page.sayings(teller) if teller else None
        likeness = self._likeness(page, sayings)
        likely = self._likely(page, language, likeness)
        measure = measure_of(page.reading, page.book, self._kinds, likely)
        if measure and self._kinds[measure.kind].adverse and self._does_nothing(likeness):
            measure = None
        enforcement, hit = (measure.kind, measure.hit) if measure else (None, None)
        quote = page.quote(measure) if measure else None
        scope = (page.entry(hit).scope if hit else None) or self._default_scope(enforcement)
        heard = self._heard(page)
        acts = self._kinds[enforcement].adverse if enforcement else self._seems_to_act(heard, likeness)
        remarks = self._warnings(page)
        if heard and not acts:
            remarks = (*remarks, _NO_ACTION)
            heard = ()
        return NoticeReading(
            language,
            True,
            enforcement,
            quote,
            scope,
            heard,
            self._requests(heard),
            self._deadlines(page) if acts else (),
            mentions,
            remarks,
            self._likened(page, sayings, likeness) if acts else None,
            names_no_ground(likeness),
        )

    def _teller(self, language: str) -> Teller | None:
        """What tells how sentences of a language are worded, if that was learned."""
        vocabularies = self._knowledge.vocabularies
        if language not in self._tellers and (language, "grounds") in vocabularies:
            self._tellers[language] = Teller(vocabularies[language, "grounds"], self._room)
        return self._tellers.get(language)

    def _likely(self, page: Page, language: str | None, likeness: Mapping[str, float]) -> tuple[Likely, ...]:
        """The sentences worded like those that state a measure, in a message that is not idle."""
        like, weights = self._measure_told(language), self._knowledge.weights.likeness
        silenced = not WHOLE.isdisjoint(page.reading.guards)
        if like is None or weights is None or silenced or is_idle(likeness, weights.idle_at):
            return ()
        return likely_measures(page.reading, page.book, like, self._kinds)

    def _measure_told(self, language: str | None) -> Callable[[str], Likeness | None] | None:
        """A function that tells which measure a sentence of a language is most like, if that was learned."""
        code = language or "en"
        if code not in self._measures:
            vocabulary = self._knowledge.vocabularies.get((code, "enforcement"))
            weights = self._knowledge.weights.likeness
            if vocabulary is None or weights is None:
                return None
            told, like, sharpness = vocabulary.told, vocabulary.most_like, weights.sentence_sharpness
            self._measures[code] = remembering(
                lambda text: like([told(split_sentence(text).terms)], sharpness), self._room
            )
        return self._measures[code]

    def _likeness(self, page: Page, sayings: Sayings | None) -> Mapping[str, float]:
        """How the notice as a whole is worded; its language may have no vocabulary."""
        weights = self._knowledge.weights.likeness
        if sayings is None or weights is None:
            return {}
        core = sayings.together(page.book.core_sentences(page.reading))
        return sayings.vocabulary.likeness(core, weights.sharpness, weights.whole_at)

    def _does_nothing(self, likeness: Mapping[str, float]) -> bool:
        """Whether a message is so much like those that do nothing that single words do not matter."""
        weights = self._knowledge.weights.likeness
        return weights is not None and is_idle(likeness, weights.silent_at)

    def _seems_to_act(self, heard: Sequence[Observation], likeness: Mapping[str, float]) -> bool:
        """Whether a message does something although no words for what it does were recognised."""
        weights = self._knowledge.weights.likeness
        return bool(heard and likeness and weights and not is_idle(likeness, weights.idle_at))

    def _likened(self, page: Page, sayings: Sayings | None, likeness: Mapping[str, float]) -> Likened | None:
        if sayings is None:
            return None
        spans = [(at, until) for at, until, *_ in page.reading.sentences]
        text = Worded(page.reading.folded.text, spans, sayings, page.span_quote)
        return likened(self._knowledge, likeness, text)

    def _warnings(self, page: Page) -> tuple[str, ...]:
        """What speaks against the message being Amazon's own."""
        bait = page.reading.guards.get("phishing")
        said = [f'{NOT_FROM_AMAZON} It says "{page.quote(bait[0]).text}".'] if bait else []
        strange = look_alikes(page.notice.text, self._sites)
        return (*said, *map(_NOT_AMAZONS_ADDRESS.format, strange))

    def _default_scope(self, enforcement: str | None) -> str | None:
        return self._kinds[enforcement].scope if enforcement else None

    def _heard(self, page: Page) -> tuple[Observation, ...]:
        first: dict[str, Hit] = {}
        for hit in _where_reasons_stand(page):
            fact = page.book.facts[hit.entry]
            if fact and fact in self._knowledge.facts:
                first.setdefault(fact, hit)
        return tuple(
            Observation(
                fact=fact,
                answer="yes",
                grade="paper",
                origin="notice",
                says=self._knowledge.facts[fact].means,
                quote=page.quote(hit),
                source=page.notice.source,
                pack=page.entry(hit).pack,
            )
            for fact, hit in sorted(first.items())
        )

    def _requests(self, heard: Sequence[Observation]) -> tuple[Request, ...]:
        asked: dict[str, Request] = {}
        for observation in heard:
            evidence = self._knowledge.facts[observation.fact].asks_for
            if evidence and evidence in self._knowledge.evidence:
                title = self._knowledge.evidence[evidence].title
                asked.setdefault(evidence, Request(id=evidence, title=title, quote=observation.quote))
        return tuple(request for _, request in sorted(asked.items()))

    def _deadlines(self, page: Page) -> tuple[Deadline, ...]:
        clocks: dict[tuple[object, ...], Deadline] = {}
        for hit in page.reading.hits:
            if page.entry(hit).clock:
                deadline = _deadline(page, hit)
                told = (deadline.amount, deadline.unit, deadline.falls_on, deadline.track)
                clocks.setdefault(told, deadline)
        return tuple(clocks.values())


def _says_most(reading: NoticeReading) -> tuple[bool, int]:
    return bool(reading.enforcement), len(reading.observations) + len(reading.deadlines)


def _where_reasons_stand(page: Page) -> Sequence[Hit]:
    """Every hit, but allegations outside the reasons only where the reasons hold none.

    What a letter says while it explains how to appeal is mostly about the appeal.
    """
    alleging = [hit for hit in page.reading.hits if page.alleges(hit)]
    outside = {hit for hit in alleging if page.section(hit) not in _REASONS}
    if not outside or outside.issuperset(alleging):
        return page.reading.hits
    return [hit for hit in page.reading.hits if hit not in outside or page.entry(hit).inside]


def _deadline(page: Page, hit: Hit) -> Deadline:
    entry = page.entry(hit)
    first, last = page.reading.folded.span(hit.start, hit.end)
    unit = unit_in(page.reading.folded.text, hit.start, hit.end, page.book.units)
    end = hit.end if unit else min(page.reading.sentences[hit.sentence].end, hit.end + MONTH_AND_YEAR)
    behind = page.reading.folded.span(hit.start, max(end, hit.end))[1]
    day = day_in(page.notice.text[first:behind], page.notice.received, page.book.months)
    number = None if day else _NUMBER.search(page.notice.text, first, last)
    amount = int(number.group()) if number else None
    return Deadline(
        text=page.notice.text[first:last],
        track=entry.track or "account",
        amount=amount,
        unit=unit if number else None,
        falls_on=day or falls_on(page.notice.received, amount, unit),
        quote=page.quote(hit),
    )
