"""The quick reading finds what plain reading finds, on any wording and any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnose.knowledge.models import Wording
from diagnose.knowledge.wording import Phrasebook
from tests.observe.plain_reading import PlainBook

WORDS = st.sampled_from(
    ["ab", "abc", "b", "c d", "d", "not", "is", "5", "in 5 days", "ab*", "c*", "<list>", "-"]
)
PART = st.lists(WORDS, min_size=1, max_size=3).map("|".join)
GROUP = st.lists(PART, min_size=1, max_size=3).map(" ... ".join)
PHRASE = st.lists(GROUP, min_size=1, max_size=3).map(" & ".join)
PHRASES = st.lists(PHRASE, min_size=1, max_size=3).map(tuple)
SAID = st.one_of(
    st.fixed_dictionaries({"fact": st.sampled_from(["notice-says-it", "other"])}),
    st.just({"enforcement": "account-deactivated"}),
    st.just({"clock": "answer"}),
    st.just({"theme": "used"}),
    st.fixed_dictionaries({"section": st.sampled_from(["reason", "policy"])}),
    st.fixed_dictionaries({
        "guard": st.sampled_from(["negated", "conditional", "announcement"]),
        "after": st.booleans(),
        "of": st.sampled_from(["all", "allegations"]),
    }),
)  # fmt: skip
MORE = st.fixed_dictionaries(
    {"phrases": PHRASES},
    optional={
        "unless": PHRASES,
        "without": PHRASES,
        "inside": st.sampled_from([("opening",), ("reason", "opening")]),
        "even_if": st.just(("negated",)),
        "at": st.just("start"),
    },
)
ENTRY = st.builds(lambda said, more: Wording(**said, **more), SAID, MORE)
LIST = Wording(words="list", phrases=("b", "d|c d"))
PIECES = st.sampled_from(
    [
        "ab",
        "abc",
        "b",
        "c",
        "d",
        "c d",
        "not",
        "is",
        "7",
        "in 12 days",
        "x" * 30,
        ".",
        "?",
        ":",
        "\n",
        "\n- ",
        ", ",
    ]
)
TEXT = st.lists(PIECES, max_size=25).map(" ".join)


@settings(max_examples=100)
@given(st.lists(ENTRY, min_size=1, max_size=6), TEXT)
def test_the_same_hits_stand_at_the_same_places(entries: list[Wording], text: str) -> None:
    entries = [LIST, *entries]
    book = Phrasebook(entries)
    hits = [tuple(hit) for hit in book.read(text).hits]
    assert hits == PlainBook(entries).hits(text)
    assert [tuple(hit) for hit in book.read(text).hits] == hits, (
        "sentences that were heard before say the same"
    )
