"""Files become sheets; what cannot be read is an error with its reason, never a crash."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from diagnose.intake.content import Content, of_file, unreadable
from diagnose.intake.errors import InputError
from diagnose.intake.files import Opener, read_paper
from diagnose.intake.files.signs import kind_of
from diagnose.papers.others import from_image, from_office, from_paper, from_text, from_word, office_form
from diagnose.papers.pdf import read_pdf
from diagnose.papers.sheet import Sheet, Traces

_LARGEST_TEXT = 2_000_000
_EXPECTED = "An invoice, a letter, a bill, a report or another document was expected."
_FAULTS = (ValueError, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OverflowError,
           RecursionError, MemoryError, zipfile.BadZipFile, OSError, EOFError)  # fmt: skip
"""What libraries raise on files that are not what they say they are."""


@dataclass
class Papers:
    """The sheets that were read, by their name, and the errors about the others."""

    sheets: list[Sheet] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def read_papers(paths: Iterable[Path]) -> Papers:
    """Read files, and what lies in folders, archives and mails; in an order that only their names decide."""
    papers = Papers()
    for path in paths:
        for content in _contents(path, papers.errors):
            _add(content, papers)
    papers.sheets.sort(key=lambda sheet: (sheet.source, sheet.digest))
    papers.errors.sort(key=lambda error: (error.source, error.line, error.reason))
    return papers


def _contents(path: Path, errors: list[InputError]) -> Iterator[Content]:
    try:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not inner.name.startswith("."):
                    yield of_file(inner, inner.stat().st_size)
        elif path.is_file():
            yield of_file(path, path.stat().st_size)
        else:
            errors.append(InputError(str(path), 0, "There is no such file.", _EXPECTED, "Check the path."))
    except (OSError, ValueError) as error:
        errors.append(unreadable(path.name or str(path), error))


def _add(content: Content, papers: Papers) -> None:
    """Read one input, or all that it holds."""
    try:
        form = office_form(content)
        if form:
            papers.sheets.append(_named(from_office(content, form), content))
            return
    except InputError as error:
        papers.errors.append(error)
        return
    except _FAULTS as error:
        papers.errors.append(_not_understood(content, error))
        return
    opener = Opener(lambda mail: True)
    for inner in opener.opened(content):
        try:
            papers.sheets.append(_named(_sheet(inner), inner))
        except InputError as error:
            papers.errors.append(error)
        except _FAULTS as error:
            papers.errors.append(_not_understood(inner, error))
    papers.errors += opener.errors


def _named(sheet: Sheet, content: Content) -> Sheet:
    return replace(sheet, digest=content.digest)


def _not_understood(content: Content, error: BaseException) -> InputError:
    said = f"It cannot be understood ({type(error).__name__})."
    return content.error(said, _EXPECTED, "Check that the file is whole.")


def _sheet(content: Content) -> Sheet:
    if content.mail is not None:
        return _mail(content)
    if not content.head.strip():
        raise content.error("The file is empty.", _EXPECTED, "Ask for it again.")
    kind = kind_of(content)
    if kind == "pdf":
        return read_pdf(content)
    if kind == "word":
        return from_word(content)
    if kind == "image":
        return from_image(content)
    paper = read_paper(content)
    if paper is not None:
        return from_paper(content, paper, "html" if kind == "web" else "rtf")
    content.check()
    return from_text(content.source, content.text(_LARGEST_TEXT), Traces("text"))


def _mail(content: Content) -> Sheet:
    mail = content.mail
    assert mail is not None
    sender = f"{mail.sender.name} <{mail.sender.address}>"
    head = [f"From: {sender}", f"To: {mail.to}", f"Date: {mail.date or ''}", f"Subject: {mail.subject}", ""]
    text = "\n".join([*head, mail.text])
    return from_text(content.source, text, Traces("mail"), sender=mail.sender.address, carries=mail.carries)
