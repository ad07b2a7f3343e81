"""How long a letter and its parts are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from diagnose.review.given import Desk, Spots, at, whole
from diagnose.review.letter import SCORED, Letter, Sentence

_LONG_LIST = 15
_MORE_A_GROUND = 0.4
"""What each further ground adds to the length that is read, as a share of the limit."""


def too_long(desk: Desk) -> Spots:
    """More words than a reviewer reads; several grounds need more."""
    grounds = max(1, len(desk.given.stated))
    most = desk.limit() * (1 + _MORE_A_GROUND * (grounds - 1))
    if desk.letter.words <= most:
        return
    says = f"It has {desk.letter.words:,} words; about {most:,.0f} are read."
    listed = _longest_list(desk.letter)
    if len(listed) < _LONG_LIST:
        yield whole(says)
    else:
        yield at(listed[0], f"{says} A list of {len(listed):,} lines begins here: attach it as a file.")


def _longest_list(letter: Letter) -> Sequence[Sentence]:
    """The longest run of bullets."""
    runs = (list(run) for bullet, run in groupby(letter.sentences, key=lambda s: s.bullet) if bullet)
    return max(runs, key=len, default=[])


def too_short(desk: Desk) -> Spots:
    """Fewer words than three parts with facts take; a dispute may be short."""
    if desk.given.plan_wanted and desk.letter.words < desk.limit() and "disputes" not in desk.letter.says:
        yield whole(f"It has {desk.letter.words:,} words.")


def part_over_form(desk: Desk) -> Spots:
    """Parts that are longer than a box of the web form."""
    length = desk.given.form_length
    for part in SCORED if length else ():
        sentences = desk.letter.of(part)
        size = sum(len(sentence.text) + 1 for sentence in sentences)
        if length and sentences and size > length:
            yield at(sentences[0], f"The part has {size:,} characters; the box takes {length:,}.")
