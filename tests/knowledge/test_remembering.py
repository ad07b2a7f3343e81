"""What is remembered: what was asked for lately, whoever asked, and never more than there is room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnose.knowledge.remembering import Room, remembering, remembering_more


def test_what_was_said_of_a_sentence_is_not_worked_out_again() -> None:
    read: list[tuple[str, int]] = []

    def reading(sentence: str, at: int) -> str:
        read.append((sentence, at))
        return sentence * at

    remembered = remembering_more(reading, Room(8))
    assert [remembered(*asked) for asked in (("a", 2), ("a", 2), ("a", 3))] == ["aa", "aa", "aaa"]
    assert read == [("a", 2), ("a", 3)]


def test_a_long_sentence_is_not_remembered() -> None:
    read: list[str] = []
    remembered = remembering(read.append, Room(8))
    for _ in range(2):
        remembered("long " * 200)
    assert len(read) == 2


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40)), max_size=200), st.integers(1, 12))
def test_memories_that_share_a_room_keep_what_was_asked_last_and_no_more_than_twice_the_room(
    asked: list[tuple[int, int]], most: int
) -> None:
    read: list[tuple[int, int]] = []
    room = Room(most)
    memories = [room.memory(lambda key, by=by: read.append((by, key)) or -key) for by in range(3)]
    last: list[tuple[int, int]] = []
    for by, key in asked:
        known = len(read)
        assert memories[by][key] == -key
        if (by, key) in last[-most:]:
            assert len(read) == known
        last = [item for item in last if item != (by, key)] + [(by, key)]
        assert sum(len(memory) for memory in memories) <= most
        assert sum(len({*memory, *memory._older}) for memory in memories) <= 2 * most
