"""How far the knowledge is translated, what has changed since, and what is wrong in the files of texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.folder import TEXTS, File, Folder
from diagnose.knowledge.models import Translation
from diagnose.knowledge.problems import Problem, did_you_mean, nearest
from diagnose.knowledge.speech import ENGLISH, gaps
from diagnose.knowledge.texts import REPORT, is_report, languages, translations
from diagnose.knowledge.translated import texts_of

Texts = Mapping[str, Mapping[str, Translation]]
"""The translations of a language: by the file of the originals, and the English."""


@dataclass(frozen=True)
class Stale:
    """A translation of English that no longer stands in its file; ``now`` is what it may have become."""

    file: str
    line: int
    en: str
    now: str


@dataclass(frozen=True)
class Progress:
    """How far one file of the knowledge is translated into a language."""

    file: str
    texts: tuple[str, ...]
    missing: tuple[str, ...]
    stale: tuple[Stale, ...]


def text_problems(at: Sequence[Folder], base: KnowledgeBase) -> Iterator[Problem]:
    """Everything that is wrong in the files of texts; what is missing or stale is no fault."""
    originals = _originals(at, base)
    for language in languages(at):
        if base.languages and language not in base.languages:
            where = f"{at[0].label}/{TEXTS}/{language}"
            yield Problem(
                where, 0, f'the folder is named "{language}", which is no language of languages.yaml.'
            )
        said: dict[str, tuple[str, str]] = {}
        for file in (file for folder in at for file in folder.texts(language)):
            yield from _problems(file, originals, said)


def _problems(
    file: File, originals: Mapping[str, tuple[str, ...]], said: dict[str, tuple[str, str]]
) -> Iterator[Problem]:
    problems: list[Problem] = []
    entries = list(translations(file, problems))
    yield from problems
    of = _original(file)
    if of not in originals:
        hint = did_you_mean(of, originals)
        yield Problem(file.shown, 0, f"there is no {of} with texts to translate.{hint}")
    here: dict[str, int] = {}
    for entry in entries:
        if entry.en in here:
            text = f"this English stands here already, at line {here[entry.en]}; remove one of them."
            yield Problem(file.shown, entry.line, text)
        here[entry.en] = entry.line
        yield from _faults(file, entry, said)


def _faults(file: File, entry: Translation, said: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    if not entry.says:
        return
    wrong = sorted(gaps(entry.en) ^ gaps(entry.says))
    if wrong:
        named = ", ".join("{" + name + "}" for name in wrong)
        yield Problem(file.shown, entry.line, f"the gaps differ from the English ones: {named}.")
    if is_report(file):
        return
    other, where = said.setdefault(entry.en, (entry.says, f"{file.shown}:{entry.line}"))
    if other != entry.says:
        text = f"the same English is translated otherwise at {where}; one text has one translation."
        yield Problem(file.shown, entry.line, text)


def progress(at: Sequence[Folder], base: KnowledgeBase, language: str) -> tuple[Progress, ...]:
    """How far each file is translated into a language, in the order of the files."""
    found: dict[str, dict[str, Translation]] = {}
    for file in (file for folder in at for file in folder.texts(language)):
        entries = {entry.en: entry for entry in translations(file, [])}
        found.setdefault(_original(file), {}).update(entries)
    originals = _originals(at, base)
    return tuple(_progress(file, originals[file], found.get(file, {})) for file in sorted(originals))


def _progress(file: str, texts: tuple[str, ...], found: Mapping[str, Translation]) -> Progress:
    missing = tuple(text for text in texts if text not in found or not found[text].says)
    gone = [entry for english, entry in found.items() if english not in texts and entry.says]
    stale = tuple(Stale(entry.file, entry.line, entry.en, nearest(entry.en, missing)) for entry in gone)
    return Progress(file, texts, missing, stale)


def _original(file: File) -> str:
    """The file whose texts a file translates: ``texts/de/evidence/x.yaml`` is of ``evidence/x.yaml``."""
    return "/".join(file.parts[2:])


def _originals(at: Sequence[Folder], base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """The texts of each file, once each, the words of reports among them."""
    labels = sorted((folder.label + "/" for folder in at), key=len, reverse=True)
    found: dict[str, dict[str, None]] = {}
    for file, text in texts_of(base):
        label = next((label for label in labels if file.startswith(label)), "")
        found.setdefault(file.removeprefix(label), {})[text] = None
    words = [file for folder in at for file in folder.texts(ENGLISH) if is_report(file)]
    said = {entry.en: None for file in words for entry in translations(file, [])}
    return {name: tuple(texts) for name, texts in (found | {REPORT: said}).items()}
