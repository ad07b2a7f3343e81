"""Sentences of notices and the facts they say: each phrase of the wording shown in a sentence that needs it.

A file is ``<language>/<name>.yaml``: the name of a fact, then the sentences in which it must be heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnose.casebook.phrases import Place, heard_in
from diagnose.knowledge import KnowledgeBase, Problem
from diagnose.knowledge.problems import did_you_mean
from diagnose.knowledge.strict_yaml import Written, line_of, parse


@dataclass(frozen=True)
class Sentence:
    """A sentence in a language, and a fact that it says."""

    file: str
    line: int
    language: str
    fact: str
    text: str


def read_sentences(folder: Path) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """Every sentence below a folder, by file, and everything that is wrong with the rest."""
    found: list[Sentence] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*/*.yaml")):
        file = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        for item in _read_file(path.read_text("utf-8"), file, path.parent.name):
            (found if isinstance(item, Sentence) else problems).append(item)  # type: ignore[arg-type]
    return tuple(found), tuple(problems)


def _read_file(text: str, file: str, language: str) -> Iterator[Sentence | Problem]:
    document = parse(text, file)
    yield from document.problems
    value = document.value
    if value is None:
        return
    if not isinstance(value, Written):
        yield Problem(file, 1, "expected names of facts here, each with a list of sentences.")
        return
    for fact, said in value.items():
        yield from _said(fact, said, text, file, language)


def _said(fact: str, said: Any, text: str, file: str, language: str) -> Iterator[Sentence | Problem]:
    for place, sentence in enumerate(said if isinstance(said, list) else [said]):
        line = line_of(text, (fact, place))
        if isinstance(sentence, str) and sentence.strip():
            yield Sentence(file, line, language, fact, sentence)
        else:
            yield Problem(file, line, f'expected a sentence that says "{fact}" here.')


def unheard(sentences: Iterable[Sentence], knowledge: KnowledgeBase) -> tuple[Problem, ...]:
    """The sentences in which their fact is not heard, and those that name no fact of the knowledge."""
    return tuple(problem for sentence in sentences for problem in _fault(sentence, knowledge))


def _fault(sentence: Sentence, knowledge: KnowledgeBase) -> Iterator[Problem]:
    if sentence.fact not in knowledge.facts:
        hint = did_you_mean(sentence.fact, knowledge.facts)
        yield Problem(sentence.file, sentence.line, f'there is no fact "{sentence.fact}".{hint}')
    elif not heard_in(knowledge, sentence.language, sentence.text).get(sentence.fact):
        text = f'"{sentence.fact}" is not heard in "{sentence.text}".'
        yield Problem(sentence.file, sentence.line, text)


def needed_phrases(sentences: Iterable[Sentence], knowledge: KnowledgeBase) -> frozenset[Place]:
    """The phrases without which some sentence would not be heard."""
    places = (heard_in(knowledge, s.language, s.text).get(s.fact, frozenset()) for s in sentences)
    return frozenset(next(iter(found)) for found in places if len(found) == 1)
