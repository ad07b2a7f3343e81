"""Learned vocabularies as files: ``vocabulary/<language>/<name>.tsv``, made by ``diagnose rules learn``."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import and_
from typing import Any

from diagnose.knowledge.folder import VOCABULARY, File, fits
from diagnose.knowledge.remembering import Room
from diagnose.knowledge.vocabulary import Vocabulary


class Lines(Mapping[str, str]):
    """The lines of a vocabulary by their terms, which stay in the file as it came: they are many.

    A table by the hash of a term holds where its line begins, counted from 1; where another term has that
    slot, the next free one. An object for each term would take several times the memory.
    """

    def __init__(self, content: bytes) -> None:
        """Raises ``ValueError`` where a term is no UTF-8."""
        lines = content.split(b"\n")
        self._content, self._count = content, 0
        self._mask = mask = (1 << (4 * len(lines)).bit_length()) - 1
        self._slots = slots = array("I", bytes(4 * (mask + 1)))
        taken = bytearray(mask + 1)
        start = 1
        for line in lines:
            term, tab, _ = line.partition(b"\t")
            if tab:
                self._count += 1
                slot = hash(term.decode("utf-8")) & mask
                while slots[slot]:
                    slot = slot + 1 & mask
                slots[slot], taken[slot] = start, 1
            start += len(line) + 1
        # Most terms have no line: what tells that is a quarter of the table, and stays in the cache.
        self._taken = bytes(taken)

    def perhaps(self, terms: Sequence[str]) -> Iterable[int]:
        """For each of some terms 0 where it has no line, 1 where it may have one."""
        return map(self._taken.__getitem__, map(and_, map(hash, terms), repeat(self._mask)))

    def get(self, term: str, default: Any = None) -> Any:
        """The line of a term, or the default."""
        slots, mask = self._slots, self._mask
        slot = hash(term) & mask
        if not slots[slot]:
            return default
        written = term.encode("utf-8", "surrogatepass") + b"\t"
        while start := slots[slot]:
            if self._content.startswith(written, start - 1):
                values = start - 1 + len(written)
                end = self._content.find(b"\n", values)
                return self._content[values : end if end >= 0 else None].decode("utf-8")
            slot = slot + 1 & mask
        return default

    def __getitem__(self, term: str) -> str:
        line: str | None = self.get(term)
        if line is None:
            raise KeyError(term)
        return line

    def __iter__(self) -> Iterator[str]:
        lines = (line.partition(b"\t") for line in self._content.split(b"\n"))
        return (term.decode("utf-8") for term, tab, _ in lines if tab)

    def __len__(self) -> int:
        return self._count


class Vocabularies(Mapping[tuple[str, str], Vocabulary]):
    """Vocabularies by language and name, each read when it is first asked for; a pack's in place of ours."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {
            (file.parts[1], file.parts[2].removesuffix(".tsv")): file
            for file in files
            if fits(VOCABULARY, file.name)
        }
        self._read: dict[tuple[str, str], Vocabulary] = {}
        self._room = Room()

    def __getitem__(self, key: tuple[str, str]) -> Vocabulary:
        if key not in self._read:
            self._read[key] = read_vocabulary(self._files[key].content, self._room)
        return self._read[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def __reduce__(self) -> tuple[object, ...]:
        return Vocabularies, (tuple(self._files.values()),)


_LEARNED, _LABELS, _PARTS = "# learned from ", "# labels ", "# parts "
_HEAD = re.compile(f"^({_LEARNED}|{_LABELS}|{_PARTS})([^\\t\\n]*)$".encode(), re.MULTILINE)


def read_vocabulary(content: bytes, room: Room | None = None) -> Vocabulary:
    """Read what :func:`written` wrote; its lines are read when they are needed (:func:`checked`).

    Several may share the room for what is remembered of them.

    Raises:
        ValueError: it is no UTF-8, or says no number of letters.
    """
    first = content.find(b"\t")
    head = {
        key.decode(): value.decode("utf-8")
        for key, value in _HEAD.findall(content, 0, first if first >= 0 else len(content))
    }
    labels, parts = tuple(head.get(_LABELS, "").split()), int(head.get(_PARTS, 0))
    return Vocabulary(Lines(content), labels, head.get(_LEARNED, ""), parts, room or Room())


def checked(vocabulary: Vocabulary) -> Vocabulary:
    """The same vocabulary, with every line read.

    Raises:
        ValueError: a line is not of the form it should have; tells which term.
    """
    for term in vocabulary.lines:
        try:
            vocabulary.entry(term)
        except ValueError as error:
            raise ValueError(
                f'the line of "{term}" holds no rarity and labels with weights, between tabs ({error}); '
                "make the file anew with: diagnose rules learn"
            ) from None
    return vocabulary


def written(vocabulary: Vocabulary) -> str:
    """The vocabulary as a file, terms in order."""
    head = [
        "# How notices are worded. Made by `diagnose rules learn`; do not edit.",
        _LEARNED + vocabulary.learned_from,
        _LABELS + " ".join(vocabulary.labels),
        *([f"{_PARTS}{vocabulary.parts}"] if vocabulary.parts else ()),
        "# term, rarity, then each label it is typical of, with its weight",
    ]
    return "\n".join((*head, *(f"{term}\t{line}" for term, line in sorted(vocabulary.lines.items())))) + "\n"
