"""Messages sorted by who wrote them: Amazon's are notices, those to Amazon submissions, others remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from diagnose.intake.forwards import Segment, segments_of
from diagnose.intake.mail import Mail
from diagnose.intake.repair import repaired
from diagnose.knowledge import KnowledgeBase
from facts_schema import Case, Note, Notice, Sender, Statement, Submission

_CLAIMS = re.compile(r"amazon|アマゾン|亚马逊|亞馬遜|seller[\s-]*(?:performance|central)", re.IGNORECASE)
_BUYERS = "marketplace."
"""Mails from buyers come from addresses under this name."""


class Letters:
    """Sorts messages by the addresses that Amazon's stores write from."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._sites = tuple(sorted({store.site for store in knowledge.marketplaces.values()}))

    def concerns(self, mail: Mail) -> bool:
        """Whether a message is from Amazon or to Amazon, or carries one that is."""
        if _CLAIMS.search(mail.to) or mail.carries:
            return True
        return any(self.from_amazon(segment.sender) for segment in self._segments(mail))

    def from_amazon(self, sender: Sender | None) -> bool:
        """Whether a sender is Amazon or claims to be; whether that is true is checked later."""
        if sender is None:
            return False
        domain = sender.address.rpartition("@")[2]
        if domain.startswith(_BUYERS):
            return False
        return bool(_CLAIMS.search(f"{sender.name} {domain}"))

    def of_mail(self, mail: Mail, source: str) -> Case:
        """What a mail adds to a case."""
        segments = self._segments(mail)
        notices = [segment for segment in segments if self.from_amazon(segment.sender) and segment.text]
        others = [segment for segment in segments if segment not in notices and segment.text]
        sent = [segment for segment in others if self._to_amazon(segment)]
        rest = [segment for segment in others if segment not in sent]
        if not notices and not sent and not mail.carries:
            whole = Segment(mail.text, 1, mail.sender, mail.to, mail.subject, mail.date)
            return Case(notices=(_notice(whole, source, mail),) if mail.text.strip() else ())
        return Case(
            notices=tuple(_notice(segment, source, mail) for segment in notices),
            statements=tuple(_statement(segment) for segment in sent),
            submissions=tuple(_submission(segment, mail) for segment in sent),
            notes=tuple(_note(segment, source) for segment in rest),
        )

    def of_text(self, text: str, source: str) -> Case | None:
        """What a text with pasted messages adds; nothing if it is one notice and no more."""
        segments = segments_of(text)
        if not any(self.from_amazon(segment.sender) for segment in segments if segment.text):
            return None
        first = segments[0]
        mail = Mail(text, first.sender or Sender(), first.to, first.subject, first.date)
        return self.of_mail(mail, source)

    def _segments(self, mail: Mail) -> list[Segment]:
        """The messages in a mail, the outermost with the headers of the mail itself."""
        first, *inner = segments_of(mail.text) or [Segment("")]
        if first.sender is not None and mail.sender not in (first.sender, Sender()):
            return [first, *inner]
        own = replace(first, sender=mail.sender, to=mail.to, subject=mail.subject, date=mail.date)
        return [own, *inner]

    def _to_amazon(self, segment: Segment) -> bool:
        return bool(_CLAIMS.search(segment.to)) and not self.from_amazon(segment.sender)


def _notice(segment: Segment, source: str, mail: Mail) -> Notice:
    text = repaired(segment.text)
    return Notice(
        text=text,
        received=segment.date,
        source=source,
        subject=segment.subject,
        sender=segment.sender if segment.sender != Sender() else None,
        links=mail.links,
        first_line=segment.line,
    )


def _statement(segment: Segment) -> Statement:
    by = segment.sender.name or segment.sender.address if segment.sender else ""
    return Statement(date=segment.date, text=repaired(segment.text), by=by)


def _submission(segment: Segment, mail: Mail) -> Submission:
    own = segment.sender == mail.sender and segment.date == mail.date
    return Submission(
        date=segment.date, what=segment.subject or "Letter to Amazon", sent=mail.attached if own else ()
    )


def _note(segment: Segment, source: str) -> Note:
    who = (segment.sender.name or segment.sender.address) if segment.sender else ""
    return Note(date=segment.date, text=f"{who or 'Somebody'} wrote in {source}: {repaired(segment.text)}")


def one_of_each_letter(notices: Collection[Notice], stores: Mapping[str, str]) -> tuple[Notice, ...]:
    """The notices, identical letters of several stores and copies of one letter as one.

    ``stores`` leads from the sites of the stores, such as ``amazon.de``, to their codes.
    """
    sites = re.compile(
        "|".join(map(re.escape, sorted(stores, key=len, reverse=True))) or "(?!)", re.IGNORECASE
    )
    kept: dict[str, Notice] = {}
    for notice in notices:
        key = _without_names(notice.text, sites)
        named = tuple(dict.fromkeys(stores[found.casefold()] for found in sites.findall(notice.text)))
        first = kept.get(key)
        kept[key] = notice if first is None else _joined(first, notice)
        if first is not None or notice.stores:
            before = first.stores or tuple(_named(first, sites, stores)) if first else notice.stores
            kept[key] = kept[key].model_copy(update={"stores": tuple(sorted({*before, *named}))})
    return tuple(kept.values())


def _named(notice: Notice, sites: re.Pattern[str], stores: Mapping[str, str]) -> Iterator[str]:
    yield from (stores[found.casefold()] for found in sites.findall(notice.text))


def _joined(first: Notice, second: Notice) -> Notice:
    """Of two copies the one that came by itself, with the day that either of them tells."""
    better = second if second.sender and not first.sender else first
    other = first if better is second else second
    days = [day for day in (better.received, other.received) if day]
    return better.model_copy(
        update={"received": min(days) if days else None, "trusted": first.trusted or second.trusted}
    )


_NOT_A_WORD = re.compile(r"[\W_]+")


def _without_names(text: str, sites: re.Pattern[str]) -> str:
    return _NOT_A_WORD.sub(" ", sites.sub(" ", text)).casefold().strip()
