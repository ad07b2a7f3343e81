"""Messages inside the text of a message: what was forwarded or answered, with who wrote it and when.

Mail programs write the headers of a forwarded message in their own language.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diagnose.intake.written_dates import written_date
from facts_schema import Sender

_NAMES = {
    "from": "from von de da desde van od fra från 差出人 送信者 发件人 發件人 寄件者 寄件人 보낸사람",
    "date": "date sent datum gesendet envoyé data inviato fecha enviado verzonden 日付 送信日時 发送时间 "
    "發送時間 发送日期 日期 寄件日期 傳送日期 時間 时间",
    "to": "to an à a para aan 宛先 收件人 收件者",
    "subject": "subject betreff objet oggetto asunto onderwerp assunto 件名 主题 主題 主旨",
    "cc": "cc kopie copia 抄送 副本",
    "reply-to": "reply-to antwort-an 返信先",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}
_HEADER = re.compile(
    r"[\s>*|_]*([^\W\d][\w\-]{0,14})[ \u3000]?\*{0,2}\s?[:：]\*{0,2}[ \t\u3000]*(.*?)[*\s]*\Z"
)
_MARK = re.compile(
    r"[\s>]*(?:[-_=—─*]{2,}.*(?:forward|original|weitergeleitet|ursprüngliche|transféré|origine|inoltrato|"
    r"originale|reenviado|転送|元の|转发|轉寄|原始).*|begin forwarded message\s*:?|"
    r"anfang der weitergeleiteten .*|début du (?:message )?réexpédi.*|"
    r"inizio messaggio inoltrato.*|inicio del mensaje reenviado.*|_{10,})\s*\Z",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r".{4,300}(?:wrote|schrieb|a écrit|ha scritto|escribió|写道|寫道|schreef)[^\n]{0,80}[:：]\s*\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_MOST_HEADERS = 8
_MOST_MESSAGES = 200


@dataclass(frozen=True)
class Segment:
    """One message: its words, and what the lines above them say of it. ``line`` is where they begin."""

    text: str
    line: int = 1
    sender: Sender | None = None
    to: str = ""
    subject: str = ""
    date: dt.date | None = None


def segments_of(text: str) -> list[Segment]:
    """The messages in a text, the outermost first; a text without any inside is one without a sender."""
    lines = text.split("\n")
    out: list[Segment] = []
    begin, held = 0, Segment("")
    for at, end, head in _heads(lines):
        out.append(_cut(lines, begin, at, held))
        begin, held = end, head
    out.append(_cut(lines, begin, len(lines), held))
    return [segment for segment in out if segment.text or segment.sender]


def _heads(lines: Sequence[str]) -> Iterator[tuple[int, int, Segment]]:
    """Where each inner message begins: the first line of its headers, the line after them, what they say."""
    number = told = 0
    while number < len(lines) and told < _MOST_MESSAGES:
        found = _headers(lines, number) or _wrote(lines, number)
        if found is None:
            number += 1
            continue
        end, head = found
        begin = number - 1 if number and _MARK.match(lines[number - 1]) else number
        if number > 1 and not lines[number - 1].strip() and _MARK.match(lines[number - 2]):
            begin = number - 2
        yield begin, end, head
        number, told = end, told + 1


def _headers(lines: Sequence[str], number: int) -> tuple[int, Segment] | None:
    """A block of headers that begins with the sender and has at least two more."""
    if _field(lines[number])[0] != "from":
        return None
    found: dict[str, str] = {}
    for at in range(number, min(number + _MOST_HEADERS, len(lines))):
        name, value = _field(lines[at])
        if not name:
            break
        found.setdefault(name, value)
    if len(found) < 3 or "from" not in found or not {"date", "subject"} & found.keys():
        return None
    end = number + len(found)
    return end, Segment(
        "",
        0,
        _person(found["from"]),
        found.get("to", ""),
        found.get("subject", ""),
        written_date(found.get("date", "")),
    )


def _field(line: str) -> tuple[str, str]:
    if len(line) > 1_000:
        return "", ""
    found = _HEADER.match(line)
    field = _FIELD_OF.get(found[1].casefold(), "") if found else ""
    return (field, found[2]) if found and field else ("", "")


def _wrote(lines: Sequence[str], number: int) -> tuple[int, Segment] | None:
    """The line above a quoted answer: "On 5 January 2026 Amazon <...> wrote:"."""
    line = lines[number]
    if len(line) > 400 or not line.rstrip().endswith((":", "：")) or not _WROTE.match(line):
        return None
    after = [item for item in lines[number + 1 : number + 4] if item.strip()]
    address = _ADDRESS.search(line)
    if not address and not (after and after[0].lstrip().startswith(">")):
        return None
    return number + 1, Segment("", 0, _person(address[0] if address else ""), date=written_date(line))


def _person(value: str) -> Sender:
    address = _ADDRESS.search(value)
    name = value[: address.start()] if address else value
    return Sender(name=name.strip(" \"'<[(（*"), address=address[0].lower() if address else "")


def _cut(lines: Sequence[str], begin: int, end: int, head: Segment) -> Segment:
    """The words between two lines, without marks of quotation and empty ends."""
    body = list(lines[begin:end])
    if body and sum(line.lstrip().startswith(">") for line in body) * 2 > sum(
        bool(line.strip()) for line in body
    ):
        body = [_QUOTED.sub("", line) for line in body]
    while body and not body[-1].strip():
        body.pop()
    while body and not body[0].strip():
        body.pop(0)
        begin += 1
    return Segment("\n".join(body), begin + 1, head.sender, head.to, head.subject, head.date)
