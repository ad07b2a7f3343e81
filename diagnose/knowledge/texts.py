"""The translations under ``texts/<language>/``: file by file as the rules, each text beside its English.

They are read only where another language than English is asked for, and kept like the knowledge itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import ValidationError

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.folder import TEXTS, File, Folder, folders
from diagnose.knowledge.kept import fetch, keep
from diagnose.knowledge.models import Translation
from diagnose.knowledge.problems import KnowledgeError, LanguageError, Problem, did_you_mean
from diagnose.knowledge.speech import ENGLISH, Phrase, Speech
from diagnose.knowledge.strict_yaml import WrittenList, parse
from diagnose.knowledge.teaching import faults
from diagnose.knowledge.translated import in_language

REPORT = "report.yaml"
"""The file of a language that holds what the program puts together itself."""
_KEPT = "texts.json"


def told_in(base: KnowledgeBase, language: str, packs: Sequence[Path] = ()) -> KnowledgeBase:
    """The knowledge in a language. Raises :class:`KnowledgeError` where there are no texts in it."""
    if language == ENGLISH:
        return base
    return in_language(base, speech_of(folders(packs, None), language))


def speech_of(at: Sequence[Folder], language: str) -> Speech:
    """Everything that is translated into a language, in some folders of rules; later ones come first.

    Raises:
        LanguageError: there are no texts in the language.
        KnowledgeError: its files cannot be read.
    """
    files = [file for folder in at for file in folder.texts(language)]
    if not files:
        raise LanguageError([Problem(f"{at[0].label}/{TEXTS}", 0, _unknown(at, language))])
    key = _key(files)
    kept = fetch(key, _KEPT)
    if kept is not None:
        known, phrases = json.loads(kept)
        return Speech(language, known, tuple(Phrase(**phrase) for phrase in phrases))
    speech = _read_speech(files, language)
    stored = [speech.known, [asdict(phrase) for phrase in speech.phrases]]
    keep(key, _KEPT, json.dumps(stored, ensure_ascii=False).encode())
    return speech


def _unknown(at: Sequence[Folder], language: str) -> str:
    known = languages(at)
    hint = did_you_mean(language, known)
    return f'there are no texts in the language "{language}"; there are: {", ".join(known)}.{hint}'


def languages(at: Sequence[Folder]) -> tuple[str, ...]:
    """The languages in which the program can tell what it finds."""
    return tuple(sorted({ENGLISH, *(name for folder in at for name in folder.languages)}))


def _read_speech(files: Sequence[File], language: str) -> Speech:
    known: dict[str, str] = {}
    phrases: dict[str, Phrase] = {}
    problems: list[Problem] = []
    for file in files:
        for entry in translations(file, problems):
            if is_report(file):
                phrases[entry.en] = Phrase(entry.en, entry.says, entry.inside)
            elif entry.says:
                known[entry.en] = entry.says
    if problems:
        raise KnowledgeError(problems)
    return Speech(language, known, tuple(phrases.values()))


def is_report(file: File) -> bool:
    """Whether a file holds the words of reports."""
    return file.parts[2:] == (REPORT,)


def translations(file: File, problems: list[Problem]) -> Iterator[Translation]:
    """The entries of a file of translations; what is wrong with it is added to the problems."""
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(file.shown, 0, "the file is not UTF-8; save it as UTF-8."))
        return
    document = parse(text, file.shown, file.pack)
    problems += document.problems
    if document.value is None:
        return
    if not isinstance(document.value, WrittenList):
        problems.append(Problem(file.shown, 1, 'expected a list here: each entry begins with "- en: ".'))
        return
    for place, value in enumerate(document.value):
        try:
            yield Translation.model_validate(value)
        except ValidationError as error:
            line = document.value.lines[place]
            problems += [
                Problem(file.shown, line, w.sentence) for w in faults(error, Translation, "this text")
            ]


def _key(files: Sequence[File]) -> str:
    digest = hashlib.sha256(f"texts 1 {Path(__file__).stat().st_size}\0".encode())
    for file in files:
        digest.update(f"{file.name}\0{len(file.content)}\0".encode() + file.content)
    return digest.hexdigest()[:32]
