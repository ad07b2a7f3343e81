"""What holds other inputs is opened: archives, mailboxes, mails with attachments, in any nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from diagnose.intake.content import Content
from diagnose.intake.errors import InputError
from diagnose.intake.files.archive import LARGEST_INSIDE, MOST_FILES, members_of
from diagnose.intake.files.mailbox import messages_of
from diagnose.intake.files.message import LARGEST_MAIL, opened_mail
from diagnose.intake.files.outlook import opened_outlook
from diagnose.intake.files.signs import kind_of
from diagnose.intake.mail import Mail

_DEEPEST = 5
_EXPECTED = "A notice, a report, or a case document was expected."


@dataclass
class Opener:
    """Opens inputs within one budget, so that no nesting costs more than it may.

    ``matters`` tells which messages of a mailbox have to do with the case.
    """

    matters: Callable[[Mail], bool]
    errors: list[InputError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _bytes: int = LARGEST_INSIDE
    _files: int = MOST_FILES

    def opened(self, content: Content, depth: int = 0) -> Iterator[Content]:
        """The inputs that an input consists of; most are one, themselves."""
        try:
            yield from self._opened(content, depth)
        except InputError as error:
            self.errors.append(error)

    def _opened(self, content: Content, depth: int) -> Iterator[Content]:
        if content.mail is not None or not content.head:
            yield content
            return
        kind = kind_of(content)
        if kind not in ("archive", "mail", "outlook", "mailbox"):
            yield content
            return
        if depth >= _DEEPEST:
            what = f"Archives and mails lie in each other more than {_DEEPEST} deep."
            raise content.error(what, _EXPECTED, "Unpack it and give the files that matter.")
        if kind == "mailbox":
            yield from self._mailbox(content, depth)
            return
        for inner in self._inside(content, kind):
            self._pay(content, inner)
            yield from self.opened(inner, depth + 1)

    def _inside(self, content: Content, kind: str) -> Iterator[Content]:
        if kind == "archive":
            yield from members_of(content, self.errors)
        elif kind == "outlook":
            yield from opened_outlook(content, self.errors)
        else:
            yield from opened_mail(content, content.raw(LARGEST_MAIL), self.errors)

    def _mailbox(self, content: Content, depth: int) -> Iterator[Content]:
        """The messages that have to do with the case; if none has, all of them."""
        messages = [self._message(content, number, raw) for number, raw in enumerate(messages_of(content), 1)]
        chosen = [parts for parts in messages if any(part.mail and self.matters(part.mail) for part in parts)]
        if chosen and len(chosen) < len(messages):
            left = len(messages) - len(chosen)
            said = f"{left} of {len(messages)} messages are neither from Amazon nor to Amazon"
            self.warnings.append(f"{content.source}: {said}; they were left out.")
        for inner in (part for parts in chosen or messages for part in parts):
            self._pay(content, inner)
            yield from self.opened(inner, depth + 1)

    def _message(self, content: Content, number: int, raw: bytes) -> list[Content]:
        own = replace(content, source=f"{content.source}/message {number}", size=len(raw))
        try:
            return opened_mail(own, raw, self.errors)
        except InputError as error:
            self.errors.append(error)
            return []

    def _pay(self, content: Content, inner: Content) -> None:
        self._bytes -= inner.size
        self._files -= 1
        if self._bytes < 0 or self._files < 0:
            raise content.error(
                f"More than {LARGEST_INSIDE // 1_000_000} MB or {MOST_FILES:,} files lie inside.", _EXPECTED,
                "Give the files that matter.",
            )  # fmt: skip
