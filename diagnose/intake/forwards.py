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
    "from": "from von de da desde van od fra från 差出人 送信者 发件人 發件人 寄件者 寄件人 "
    "보낸사람 보낸_사람",
    "date": "date sent datum gesendet envoyé data inviato fecha enviado enviado_el verzonden wysłano skickat "
    "日付 送信日時 发送时间 發送時間 发送日期 日期 寄件日期 傳送日期 時間 时间 날짜 보낸_날짜",
    "to": "to an à a para aan do till til 宛先 收件人 收件者 받는사람 받는_사람",
    "subject": "subject betreff objet oggetto asunto onderwerp assunto temat ämne 件名 主题 主題 主旨 제목",
    "cc": "cc kopie copia 抄送 副本",
    "reply-to": "reply-to antwort-an 返信先",
    "else": "importance priority wichtigkeit priorität priorité importancia priorità attachments "
    "anlagen 附件 重要性",
}
_FIELD_OF = {name.replace("_", " "): field for field, names in _NAMES.items() for name in names.split()}
_HEADER = re.compile(
    r"[\s>*|_]*([^\W\d][\w\-]{0,14}(?: (?:el|사람|날짜))?)"
    r"[ \u3000]?\*{0,2}\s?[:：]\*{0,2}[ \t\u3000]*(.*?)[*\s]*\Z"
)
_ONE_LINE = re.compile(
    r"(?i).{0,80}-{4,}\s?forwarded message\s?-{4,}\s?"
    r"from:(.{3,200}?)to:(.{3,300}?)sent:(.{6,80}?)subject:(.{0,300})\Z"
)
_MARK = re.compile(
    r"[\s>]*(?:[-_=—─*]{2,}.*(?:forward|original|weitergeleitet|ursprüngliche|transféré|origine|inoltrato|"
    r"originale|reenviado|転送|元の|转发|轉寄|原始).*|begin forwarded message\s*:?|"
    r"anfang der weitergeleiteten .*|début du (?:message )?réexpédi.*|"
    r"inizio messaggio inoltrato.*|inicio del mensaje reenviado.*|_{10,})\s*\Z",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r".{4,300}(?:wrote|schrieb|a écrit|ha scritto|escribió|写道|寫道|schreef|escreveu|skrev|님이 작성)"
    r"[^\n]{0,80}[:：]\s*\Z"
    r"|[\s>]*\d{4}年.{4,80}<[^<>]{3,100}>\s?[:：]\s*\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
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
    """A block of headers with the sender and at least two more; mail programs leave a line out within."""
    if not _field(lines[number])[0]:
        return _one_line(lines[number], number)
    found: dict[str, str] = {}
    end = at = number
    while at < min(number + _MOST_HEADERS, len(lines)):
        name, value = _field(lines[at])
        if (name in found and name != "else") or not (name or (at == end and not lines[at].strip())):
            break
        at += 1
        if name:
            found[name], end = value, at
    if len(found.keys() - {"else"}) < 3 or "from" not in found or not {"date", "subject"} & found.keys():
        return None
    return end, _head(found["from"], found.get("to", ""), found.get("date", ""), found.get("subject", ""))


def _one_line(line: str, number: int) -> tuple[int, Segment] | None:
    """Headers that a mail program wrote behind each other on one line."""
    found = _ONE_LINE.match(line) if "orward" in line and len(line) < 700 and line.count(":") < 12 else None
    return (number + 1, _head(*(value.strip() for value in found.groups()))) if found else None


def _head(sender: str, to: str, date: str, subject: str) -> Segment:
    return Segment("", 0, _person(sender), to, subject, written_date(date))


def _field(line: str) -> tuple[str, str]:
    if len(line) > 1_000:
        return "", ""
    found = _HEADER.match(line)
    field = _FIELD_OF.get(found[1].casefold(), "") if found else ""
    return (field, found[2]) if found and field else ("", "")


def _wrote(lines: Sequence[str], number: int) -> tuple[int, Segment] | None:
    """The line above a quoted answer, or two: "On 5 January 2026 Amazon <...> wrote:"."""
    one = _wrote_in(lines[number], lines[number + 1 : number + 4])
    if one or number + 1 >= len(lines) or not lines[number].strip():
        return (number + 1, one) if one else None
    if len(lines[number]) > 200 or not written_date(lines[number]) or written_date(lines[number + 1]):
        return None
    joined = f"{lines[number].rstrip()} {lines[number + 1].lstrip(' >')}"
    two = _wrote_in(joined, lines[number + 2 : number + 5])
    return (number + 2, two) if two else None


def _wrote_in(line: str, below: Sequence[str]) -> Segment | None:
    if len(line) > 400 or not line.rstrip().endswith((":", "：")) or not _WROTE.match(line):
        return None
    after = [item for item in below if item.strip()]
    address = _ADDRESS.search(line)
    if not address and not (after and after[0].lstrip().startswith(">")):
        return None
    return Segment("", 0, _person(address[0] if address else ""), date=written_date(line))


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
