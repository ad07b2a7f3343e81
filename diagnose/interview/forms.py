"""Questionnaires as files: CSV for spreadsheets, HTML for a browser, DOCX for a word processor."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

from diagnose.interview.docx_form import from_docx, is_docx, to_docx
from diagnose.interview.questionnaire import MARK, Item, Questionnaire, marked
from diagnose.knowledge import ENGLISH

COLUMNS = ("question_id", "question", "why", "how_to_answer", "possible_replies", "please_attach", "reply")

STYLE = """body{font:16px/1.5 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}
fieldset{margin:1.5em 0;border:1px solid #999}legend{font-weight:bold}label{display:block}
.quiet{color:#555}input[type=text]{width:100%}button{font-size:1em;padding:.5em 1em}"""

SAVE = """function keep(){document.querySelectorAll('input').forEach(function(i){
if(i.type==='checkbox'){i.toggleAttribute('checked',i.checked)}else{i.setAttribute('value',i.value)}});
var a=document.createElement('a');a.download='filled-questionnaire.html';
var page='<!doctype html>'+document.documentElement.outerHTML;
a.href=URL.createObjectURL(new Blob([page],{type:'text/html'}));
a.click()}"""


class FormError(Exception):
    """A questionnaire that cannot be written or read; the message says what to do."""


def to_csv(form: Questionnaire) -> bytes:
    """One row a question; the reply goes into the last column."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for item in form.items:
        replies = "; ".join(f"{letter} = {says}" for letter, says in item.options)
        writer.writerow([item.name, item.asks, item.why, item.how, replies, "; ".join(item.attach), ""])
    # With a byte order mark spreadsheets take it for UTF-8.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_html(form: Questionnaire) -> bytes:
    """A page with boxes to tick; its button saves a filled copy. It loads nothing and sends nothing."""
    parts = "\n".join(_fieldset(item, form.say) for item in form.items)
    title = html.escape(form.say(f"Questions about {form.case}"))
    save = form.say("Save the filled questionnaire")
    language = form.speech.language if form.speech else ENGLISH
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="generator" content="{MARK}">
<title>{title}</title><style>{STYLE}</style><script>{SAVE}</script></head>
<body><h1>{title}</h1><p>{html.escape(form.introduction)}</p>
{parts}
<p><button type="button" onclick="keep()">{save}</button></p></body></html>
""".encode()


def _fieldset(item: Item, say: Callable[[str], str]) -> str:
    name = html.escape(item.name, quote=True)
    boxes = "\n".join(
        f'<label><input type="checkbox" name="{name}" value="{letter}"> {html.escape(says)}</label>'
        for letter, says in item.options
    )
    wanted = html.escape(say(f"Please attach: {', '.join(item.attach)}"))
    attach = f"<p>{wanted}</p>" if item.attach else ""
    words = say("Other, or ? if you do not know" if item.options else "Your reply, or ? if you do not know")
    why = html.escape(say(f"Why: {item.why}"))
    return f"""<fieldset><legend>{html.escape(item.asks)}</legend>
<p class="quiet">{why}</p><p class="quiet">{html.escape(item.how)}</p>{attach}
{boxes}
<label>{words}: <input type="text" name="{name}" value=""></label></fieldset>"""


def from_csv(data: bytes) -> dict[str, str]:
    """Replies by question id."""
    text = data.decode("utf-8-sig", "replace")
    separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=separator)
    return {row["question_id"]: row.get("reply") or "" for row in rows if row.get("question_id")}


def from_html(data: bytes) -> dict[str, str]:
    """Replies by question id."""
    reader = _Filled()
    reader.feed(data.decode("utf-8", "replace"))
    return {name: marked(marks, reader.written.get(name, "")) for name, marks in reader.marks.items()}


class _Filled(HTMLParser):
    """The boxes and lines of a page, as they were saved."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, dict[str, str]] = {}
        self.written: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an input."""
        given = dict(attrs)
        name = given.get("name")
        if tag != "input" or not name:
            return
        marks = self.marks.setdefault(name, {})
        if given.get("type") == "checkbox":
            marks[given.get("value") or ""] = "x" if "checked" in given else ""
        else:
            self.written[name] = given.get("value") or ""


WRITERS: Mapping[str, Callable[[Questionnaire], bytes]] = {
    ".csv": to_csv,
    ".html": to_html,
    ".htm": to_html,
    ".docx": to_docx,
}


def form_as(form: Questionnaire, suffix: str) -> bytes:
    """The questionnaire in the format of a file's suffix.

    Raises:
        FormError: there is no such format, or it needs an extra that is not installed.
    """
    writer = WRITERS.get(suffix.casefold())
    if writer is None:
        raise FormError(f'"{suffix}" is no format for a questionnaire: use .docx, .html or .csv.')
    with _extra():
        return writer(form)


def filled_form(data: bytes) -> dict[str, str] | None:
    """The replies of a filled questionnaire by question id; ``None`` if it is none.

    Raises:
        FormError: it needs an extra that is not installed.
    """
    head = data[:4096]
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"question_id") and b"reply" in head.partition(b"\n")[0]:
        return from_csv(data)
    if MARK.encode() in head and b"<" in head[:200]:
        return from_html(data)
    if not is_docx(data):
        return None
    with _extra():
        return from_docx(data)


class _extra:
    """What python-docx being absent means to a user."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ImportError):
            raise FormError(
                "A .docx needs python-docx: pip install 'suspension-diagnosis[interview]'. "
                "Without it use .html or .csv."
            ) from error
