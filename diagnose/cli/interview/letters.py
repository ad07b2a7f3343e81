"""The command that reviews a letter within a session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diagnose.cli.interview.desk import Desk
from diagnose.pipeline import AnswerError
from diagnose.report.review import review_blocks
from diagnose.review import review_file


def review(desk: Desk, words: Sequence[str]) -> None:
    """What is weak in a plan that the client wrote: ``review FILE``, and the files that were sent before."""
    if not words:
        raise AnswerError("Which letter? review plan.docx  (what was sent before may follow it)")
    letter, *earlier = (Path(word).expanduser() for word in words)
    session = desk.session
    result = review_file(letter, session.case, session.diagnosis, session.knowledge, earlier=earlier)
    desk.show(review_blocks(result, session.knowledge))
