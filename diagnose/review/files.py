"""The review of a file, with the other letters that count read from files too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        form_length: characters that a box of the web form takes; parts are not measured without it.

    Raises:
        InputError: the letter, an earlier one or the previous one cannot be read.
    """
    hearer = Hearer(knowledge)
    notice, warnings = read_letter(letter)
    sent = [hearer.hear(read_letter(path)[0]) for path in earlier]
    before = read_letter(previous)[0] if previous else None
    others, not_read = _others(own, (letter, *earlier, *([previous] if previous else [])))
    given = Given(case, diagnosis, sent, others, form_length)
    result = review(notice, given, knowledge, hearer=hearer, previous=before, warnings=warnings)
    return result.model_copy(update={"not_read": (*result.not_read, *not_read)})


def _others(own: str | Path | None, without: Iterable[str | Path]) -> tuple[dict[str, str], list[NotRead]]:
    """The firm's letters by name, those under review left out, and what could not be read of them."""
    same = {Path(path).resolve() for path in without}
    others: dict[str, str] = {}
    not_read: list[NotRead] = []
    for path in _files(Path(own), same) if own else ():
        try:
            others[path.name] = read_letter(path)[0].text
        except InputError as error:
            not_read.append(error.not_read())
    return others, not_read


def _files(folder: Path, without: set[Path]) -> Iterator[Path]:
    """The files of a folder and the folders in it, in order, hidden ones left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.resolve() not in without:
            yield path
