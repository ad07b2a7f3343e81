"""Learned vocabularies as files: ``vocabulary/<language>/<name>.tsv``, made by ``diagnose rules learn``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diagnose.knowledge.folder import VOCABULARY, File, fits
from diagnose.knowledge.vocabulary import Vocabulary


class Lines(Mapping[str, str]):
    """The lines of a vocabulary by their terms, which stay in the file as it came: they are many.

    ``places`` are where they stand in it.
    """

    def __init__(self, content: bytes, places: Mapping[str, int]) -> None:
        self.places = places
        self._content = content

    def __getitem__(self, term: str) -> str:
        start = self.places[term]
        end = self._content.find(b"\n", start)
        return self._content[start : end if end >= 0 else None].decode("utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


class Vocabularies(Mapping[tuple[str, str], Vocabulary]):
    """Vocabularies by language and name, each read when it is first asked for; a pack's in place of ours."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {
            (file.parts[1], file.parts[2].removesuffix(".tsv")): file
            for file in files
            if fits(VOCABULARY, file.name)
        }
        self._read: dict[tuple[str, str], Vocabulary] = {}

    def __getitem__(self, key: tuple[str, str]) -> Vocabulary:
        if key not in self._read:
            self._read[key] = read_vocabulary(self._files[key].content)
        return self._read[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self._files))

    def __len__(self) -> int:
        return len(self._files)

    def __reduce__(self) -> tuple[object, ...]:
        return Vocabularies, (tuple(self._files.values()),)


_LEARNED, _LABELS, _PARTS = _HEAD = "# learned from ", "# labels ", "# parts "


def read_vocabulary(content: bytes) -> Vocabulary:
    """Read what :func:`written` wrote; its lines are read when they are needed (:func:`checked`).

    Raises:
        ValueError: it is no UTF-8, or says no number of letters.
    """
    places: dict[str, int] = {}
    head: dict[str, str] = {}
    at = 0
    for line in content.split(b"\n"):
        end = line.find(b"\t")
        if end >= 0:
            places[line[:end].decode("utf-8")] = at + end + 1
        else:
            head |= {
                key: line.decode("utf-8").removeprefix(key) for key in _HEAD if line.startswith(key.encode())
            }
        at += len(line) + 1
    labels = tuple(head.get(_LABELS, "").split())
    return Vocabulary(Lines(content, places), labels, head.get(_LEARNED, ""), int(head.get(_PARTS, 0)))


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
