"""The review of a file, with the other letters that count read from files too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from diagnose.intake.errors import InputError
from diagnose.knowledge import KnowledgeBase
from diagnose.review.given import Given
from diagnose.review.hearing import Hearer
from diagnose.review.reviewer import review
from diagnose.review.source import read_letter
from facts_schema import Case, Diagnosis, NotRead
from facts_schema.review import Review


def review_file(
    letter: str | Path,
    case: Case,
    diagnosis: Diagnosis,
    knowledge: KnowledgeBase,
    *,
    earlier: Sequence[str | Path] = (),
    own: str | Path | None = None,
    previous: str | Path | None = None,
    papers: Sequence[str | Path] = (),
    form_length: int | None = None,
) -> Review:
    """Review the letter in a file.

    Args:
        letter: a text, Word document, RTF, web page or PDF.
        case: what the letter is about; its ``as_of`` is the day that nothing done may be after.
        diagnosis: what was concluded from the case, in full detail.
        knowledge: the rules.
        earlier: submissions to Amazon about the same case.
        own: a folder with letters about other cases; those that cannot be read stand in ``not_read``.
        previous: the version before.
        papers: the attachments, files or folders: dates and units of those that the letter names by number.
        form_length: characters that a box of the web form takes; parts are not measured without it.

    Raises:
        InputError: the letter, an earlier one or the previous one cannot be read.
    """
    hearer = Hearer(knowledge)
    notice, warnings = read_letter(letter)
    sent = [hearer.hear(read_letter(path)[0]) for path in earlier]
    before = read_letter(previous)[0] if previous else None
    letters = {Path(path).resolve() for path in (letter, *earlier, *([previous] if previous else []))}
    others, unread = _texts([own] if own else [], letters)
    attached, unread_too = _texts(papers, letters)
    given = Given(case, diagnosis, sent, others, attached, form_length)
    result = review(notice, given, knowledge, hearer=hearer, previous=before, warnings=warnings)
    return result.model_copy(update={"not_read": (*result.not_read, *unread, *unread_too)})


def _texts(paths: Iterable[str | Path], without: Collection[Path]) -> tuple[dict[str, str], list[NotRead]]:
    """The texts of files and folders by file name, the letters under review left out; what was not read."""
    texts: dict[str, str] = {}
    not_read: list[NotRead] = []
    for path in (file for given in paths for file in _files(Path(given))):
        if path.resolve() in without:
            continue
        try:
            texts[path.name] = read_letter(path)[0].text
        except InputError as error:
            not_read.append(error.not_read())
    return texts, not_read


def _files(path: Path) -> Iterator[Path]:
    """A file, or the files of a folder and the folders in it, in order, hidden ones left out."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if file.is_file() and not hidden:
            yield file
