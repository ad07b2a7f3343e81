"""Folding keeps the way back to the stored text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnose.knowledge.folding import fold, fold_phrase


def test_case_width_quotes_dashes_spaces_and_numbers_are_folded() -> None:
    assert fold("Ｙｏｕｒ “ODR”\u00a0is  2.3 % – or 1,000").text == 'your "odr" is # % - or #'


def test_a_wrapped_line_is_joined_and_a_new_line_is_kept() -> None:
    assert fold("the review\ngoes on.\nNext line").text == "the review goes on.\nnext line"


def test_a_ligature_leads_back_to_its_one_character() -> None:
    text = "a ﬁrst word"
    folded = fold(text)
    start = folded.text.index("first")
    assert text[slice(*folded.span(start, start + 5))] == "ﬁrst"


@given(st.text(max_size=200))
def test_every_folded_span_lies_in_the_stored_text(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        first, last = folded.span(start, start + 1)
        assert 0 <= first < last <= len(text)


@given(st.text(alphabet="abc XYZ.,;-'\n", max_size=100))
def test_a_folded_character_is_the_folding_of_the_stored_ones(text: str) -> None:
    folded = fold(text)
    for offset, char in enumerate(folded.text):
        if char.isalpha():
            assert text[slice(*folded.span(offset, offset + 1))].lower() == char


@given(st.text(max_size=60))
def test_folding_a_phrase_twice_changes_nothing(text: str) -> None:
    assert fold_phrase(fold_phrase(text)) == fold_phrase(text)


@given(st.text(alphabet="aÄßΣσςİıﬁＡ－’“`´é後后鐘钟锺闆髮发，：ﾊﾞ™", max_size=40))
def test_a_text_is_folded_character_by_character(text: str) -> None:
    assert fold(text).text == "".join(fold(char).text for char in text)
