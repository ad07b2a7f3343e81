"""A mail as servers keep it (.eml, .mht): the part to read, its attachments, and mails inside mails."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from diagnose.intake.content import Content
from diagnose.intake.encoding import decode_declared
from diagnose.intake.errors import InputError
from diagnose.intake.files.headers import date_of, header, plain, sender_of
from diagnose.intake.files.paper import Paper
from diagnose.intake.files.web import decoded_page, web_paper
from diagnose.intake.mail import Mail
from facts_schema import Link

LARGEST_MAIL = 60_000_000
_DEEPEST = 30
_MOST_PARTS = 500
_DECORATION = 8_000
"""Pictures within the text that are smaller, in bytes, are logos and lines, no screenshots."""
_STUB = 0.5


@dataclass
class Bodies:
    """What the parts of a mail hold."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def opened_mail(content: Content, raw: bytes, errors: list[InputError]) -> list[Content]:
    """A mail without its attachments, then each of those, and the mails that it carries likewise."""
    try:
        return list(_opened(content, message_from_bytes(raw.lstrip(b"\r\n")), errors, 0))
    except RecursionError as error:
        raise _too_deep(content) from error


def _opened(content: Content, message: Message, errors: list[InputError], depth: int) -> Iterator[Content]:
    if depth > _DEEPEST:
        raise _too_deep(content)
    bodies = _bodies(content, message)
    errors += bodies.errors
    own = _mail(content, message, bodies)
    yield as_content(content.source, own)
    yield from attachments(content, bodies.attached)
    for number, inner in enumerate(bodies.mails, start=1):
        name = header(inner, "Subject")[:80].replace("/", " ") or f"message {number}"
        inside = Content(f"{content.source}/{name}", 0, content.opened)
        yield from _opened(inside, inner, errors, depth + 1)


def as_content(source: str, mail: Mail) -> Content:
    """A mail that was taken apart, as an input like others."""
    digest = "\n".join([mail.sender.address, str(mail.date), mail.subject, mail.text])
    raw = digest.encode("utf-8", "replace")
    return Content(source, len(raw), lambda: io.BytesIO(raw), mail)


def attachments(content: Content, attached: list[tuple[str, bytes]]) -> Iterator[Content]:
    """Attachments as inputs of their own."""
    for name, data in attached:
        yield Content(f"{content.source}/{name}", len(data), lambda data=data: io.BytesIO(data))  # type: ignore[misc]


def _mail(content: Content, message: Message, bodies: Bodies) -> Mail:
    paper = body_of(content, bodies)
    return Mail(
        text=paper.text,
        sender=sender_of(message),
        to=header(message, "To"),
        subject=header(message, "Subject"),
        date=date_of(header(message, "Date")),
        links=paper.links,
        attached=tuple(name for name, _ in bodies.attached),
        carries=bool(bodies.mails),
    )


def body_of(content: Content, bodies: Bodies) -> Paper:
    """The part to read: the plain text, unless the web page says much more than it."""
    text = "\n\n".join(part for part in bodies.plain if part.strip())
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not bodies.html:
        return Paper(text)
    try:
        pages = [web_paper(content, html) for html in bodies.html]
    except InputError:
        if not text:
            raise
        return Paper(text)
    seen = "\n\n".join(page.text for page in pages)
    links = _distinct(link for page in pages for link in page.links)
    return Paper(seen if len(text) < _STUB * len(seen) else text, links=links)


def _distinct(links: Iterator[Link]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(links))


def _bodies(content: Content, message: Message) -> Bodies:
    bodies = Bodies()
    for number, part in enumerate(_leaves(content, message)):
        if number >= _MOST_PARTS:
            raise content.error(
                f"The mail has more than {_MOST_PARTS} parts.", "A mail was expected.",
                "Save the part that matters as a file.",
            )  # fmt: skip
        _take(content, part, bodies)
    return bodies


def _leaves(content: Content, message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; a mail inside is one part."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > _DEEPEST:
            raise _too_deep(content)
        inside = part.get_payload() if part.is_multipart() else None
        if part.get_content_type() == "message/rfc822" or not isinstance(inside, list):
            yield part
        else:
            waiting += [(child, depth + 1) for child in reversed(inside) if isinstance(child, Message)]


def _take(content: Content, part: Message, bodies: Bodies) -> None:
    kind, name = part.get_content_type(), _file_name(part)
    if kind == "message/rfc822":
        inside = part.get_payload() if part.is_multipart() else None
        bodies.mails += (
            [inner for inner in inside if isinstance(inner, Message)] if isinstance(inside, list) else []
        )
        return
    if kind in (
        "message/delivery-status",
        "text/rfc822-headers",
        "text/calendar",
        "application/pgp-signature",
    ):
        return
    data = _data(part)
    if not name and kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
        charset = (part.get_content_charset() or "").strip()
        if kind == "text/plain":
            bodies.plain.append(decode_declared(data, charset))
        else:
            bodies.html.append(decoded_page(data, charset))
    elif kind in ("application/pkcs7-mime", "application/pgp-encrypted"):
        bodies.errors.append(_sealed(content))
    elif data and not (kind.startswith("image/") and _is_decoration(part, data)):
        bodies.attached.append((name or f"part {len(bodies.attached) + 1}", data))


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = "attachment"
    return "".join(char for char in plain(name).replace("\\", "/").rpartition("/")[2] if char.isprintable())[
        :120
    ]


def _is_decoration(part: Message, data: bytes) -> bool:
    within = part.get("Content-ID") is not None or part.get_content_disposition() == "inline"
    return within and len(data) < _DECORATION


def _data(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        data = None
    return data if isinstance(data, bytes) else b""


def _sealed(content: Content) -> InputError:
    return content.error(
        "The mail is encrypted or sealed.", "A readable mail was expected.",
        "Open it and save its text.",
    )  # fmt: skip


def _too_deep(content: Content) -> InputError:
    what = f"Mails lie in mails more than {_DEEPEST} deep."
    return content.error(what, "A mail was expected.", "Save the mail that matters as a file.")
