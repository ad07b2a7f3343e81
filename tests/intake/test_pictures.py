"""Lines read from pictures: letters that look like others, and lines of a telephone."""

from __future__ import annotations

import pytest
from files_made import screenshot

from diagnose.intake.files.image import _spelt


@pytest.mark.parametrize(("read", "meant"), [
    ("アカウントはー時停止されました", "アカウントは一時停止されました"),
    ("アカウントの第ー条", "アカウントの第一条"),
    ("セ一ラ一セントラル", "セーラーセントラル"),
    ("アカ口グ", "アカログ"),
    ("口座番号と力量と一部", "口座番号と力量と一部"),
    ("らーめん、コーヒー豆", "らーめん、コーヒー豆"),
])  # fmt: skip
def test_letters_that_look_alike_are_told_by_their_neighbours(read, meant):
    assert _spelt(read) == meant


def test_a_damaged_picture_is_refused_beside_a_whole_one(read, write):
    whole = screenshot("Your account has been deactivated.")
    case = read(write("a.png", whole), write("b.png", whole[:100]))
    assert (len(case.notices), [item.source for item in case.not_read]) == (1, ["b.png"])
