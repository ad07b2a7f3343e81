"""Commands that read or write files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnose.cli.case import trusted
from diagnose.cli.interview import change, views
from diagnose.cli.interview.desk import Desk
from diagnose.cli.interview.look import one
from diagnose.cli.output import whole_file
from diagnose.intake import InputError, read_case
from diagnose.interview.forms import filled_form, form_as
from diagnose.interview.questionnaire import questionnaire as open_questions
from diagnose.interview.questionnaire import take_back
from diagnose.interview.standing import changes
from diagnose.pipeline import AnswerError
from diagnose.redaction import Redactor
from diagnose.report.words import counted
from facts_schema import Case

Replies = dict[str, str]


def add(desk: Desk, words: Sequence[str]) -> None:
    """Read files into the case; filled questionnaires answer their questions."""
    if not words:
        raise AnswerError("Name a file or a folder: add all-listings.tsv. For a text: paste")
    filled, others = sorted_out([Path(word).expanduser() for word in words])
    if others:
        read = read_case(*others, knowledge=desk.session.knowledge, onto=desk.session.case)
        change.take_read(desk, trusted(read) if desk.trusting else read, tuple(path.name for path in others))
    for path, replies in filled:
        answer_from(desk, path, replies)


def sorted_out(paths: Sequence[Path]) -> tuple[list[tuple[Path, Replies]], list[Path]]:
    """Filled questionnaires with their replies, and everything else."""
    filled, others = [], []
    for path in paths:
        replies = filled_form(_bytes(path)) if path.is_file() else None
        if replies is None:
            others.append(path)
        else:
            filled.append((path, replies))
    return filled, others


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        said = f"It cannot be read: {error.strerror}."
        raise InputError(path.name, 0, said, "A readable file was expected.", "") from error


def answer_from(desk: Desk, path: Path, replies: Replies) -> None:
    """Take the replies of a filled questionnaire."""
    before = desk.session.standing
    taken = take_back(desk.session, replies)
    left = f", {len(taken.left_open)} left open" if taken.left_open else ""
    desk.show(f"{path.name}: {counted(len(taken.answered), 'question')} answered{left}.")
    for problem in taken.problems:
        desk.warn(problem)
    desk.show(views.changed(changes(before, desk.session.standing)))


def questionnaire(desk: Desk, words: Sequence[str]) -> None:
    """Write the open questions for the client."""
    path = Path(one(words, "questionnaire FILE.docx, .html or .csv", "questionnaire questions.docx"))
    form = open_questions(desk.session)
    if not form.items:
        desk.show("No open question is worth asking in writing; nothing was written.")
        return
    data = form_as(form, path.suffix)
    with whole_file(path) as stream:
        stream.write(data)
    private = (
        f" {counted(form.left_out, 'delicate question')} left out: ask in private." if form.left_out else ""
    )
    desk.show(f"Written: {path}, with {counted(len(form.items), 'question')}.{private}")
    desk.show(f"When it comes back: add {path.name}")


def export(desk: Desk, words: Sequence[str]) -> None:
    """The case document, which can be read again and serves as a test case."""
    path = Path(one(words, "export FILE.json", "export acme.json"))
    with whole_file(path) as stream:
        case = desk.session.case
        stream.write(exported(Redactor(case).model(case) if desk.redacting else case).encode())
    desk.show(f"Written: {path}")


def exported(case: Case) -> str:
    """A case document as JSON, without what is empty."""
    return case.model_dump_json(indent=2, exclude_defaults=True) + "\n"
