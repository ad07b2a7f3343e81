"""Remembering what sentences and terms say: notices are made of templates, so that most of them come again.

Several memories share the room for what is remembered: a stream of letters in many languages takes no more
memory than one in a single language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_MOST = 16384
LONGEST = 500
"""Longer sentences hardly come again, and would take too much memory."""

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T")


class Room:
    """Room for results in several memories: for the ``most`` that were asked for last, at most twice as many.

    When it is full, every memory forgets what was not asked for since it was last full.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = self._left = most
        self._memories: list[Memory[Any, Any]] = []

    def memory(self, read: Callable[[K], V]) -> Memory[K, V]:
        """A memory of what a function says, in this room; safe to share between threads."""
        memory = Memory(read, self)
        self._memories.append(memory)
        return memory

    def take(self) -> None:
        """Take room for one more result."""
        if self._left <= 0:
            self._left = self._most
            for memory in self._memories:
                memory.age()
        self._left -= 1


class Memory(dict[K, V], Generic[K, V]):
    """What a function says of each key that it was asked for; a plain dictionary where it was lately."""

    def __init__(self, read: Callable[[K], V], room: Room) -> None:
        super().__init__()
        self._read, self._room = read, room
        self._older: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        older = self._older
        value = older[key] if key in older else self._read(key)
        self._room.take()
        self[key] = value
        return value

    def age(self) -> None:
        """Forget what was not asked for since the last time."""
        self._older = self.copy()
        self.clear()


def remembering(read: Callable[[str], T], room: Room) -> Callable[[str], T]:
    """The same function of a sentence, which remembers results in this room."""
    remembered = room.memory(read)

    def reading(sentence: str) -> T:
        return remembered[sentence] if len(sentence) <= LONGEST else read(sentence)

    return reading


def remembering_more(read: Callable[..., T], room: Room) -> Callable[..., T]:
    """The same function of a sentence and of more that is hashable, which remembers results in this room."""
    remembered: Memory[tuple[Any, ...], T] = room.memory(lambda given: read(*given))

    def reading(*given: Any) -> T:
        return remembered[given] if len(given[0]) <= LONGEST else read(*given)

    return reading
