"""How values are said."""

from __future__ import annotations

import datetime as dt

from diagnose.report.words import clean, day, percent, quoted, some, spoken


def test_a_probability_is_never_a_certainty() -> None:
    assert [percent(share) for share in (0.0001, 0.434, 0.985, 0.9999, 1.0)] == [
        "<1 %",
        "43 %",
        "98 %",
        ">99 %",
        ">99 %",
    ]


def test_a_date_is_read_the_same_in_every_country() -> None:
    assert day(dt.date(2026, 5, 4)) == "4 May 2026"


def test_a_long_list_says_how_many_more_there_are() -> None:
    assert some(["a", "b"]) == "a, b"
    assert some([str(number) for number in range(1007)]) == "0, 1, 2, 3, 4 and 1,002 more"


def test_an_id_is_said_in_words() -> None:
    assert spoken("account-deactivated") == "Account deactivated"


def test_words_of_a_client_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[31mb\r\nc\u2028d\x07") == "a [31mb c d"


def test_a_long_quote_is_cut_after_a_word() -> None:
    assert quoted("one two three four", longest=12) == "“one two …”"


def test_a_quote_without_blanks_is_cut_all_the_same() -> None:
    assert quoted("界" * 30, longest=10) == f"“{'界' * 10} …”"
