"""Where words of a notice stand: page and line, in short texts and in long ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facts_schema import Notice
from facts_schema import notice as module


@given(st.text("ab\n", max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(1, 9))
def test_a_long_text_counts_its_lines_as_a_short_one(text: str, offset: int, page: int, first: int) -> None:
    notice = Notice(text=text, pages=(0, min(page, len(text))), first_line=first)
    counted, module._COUNTED = module._COUNTED, -1
    try:
        by_breaks = notice.place(offset)
    finally:
        module._COUNTED = counted
    assert by_breaks == notice.place(offset)
