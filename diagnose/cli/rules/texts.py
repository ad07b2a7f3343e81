"""``diagnose rules texts``: how far the texts are translated, and what is to be translated next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from diagnose.cli.door import translated
from diagnose.cli.output import say
from diagnose.cli.rules.browse import packs_option
from diagnose.knowledge import ENGLISH, LanguageError, Problem, load
from diagnose.knowledge.folder import Folder, folders
from diagnose.knowledge.texts import languages
from diagnose.knowledge.translations import Progress, progress

EPILOG = """\b
Examples:
  diagnose rules texts
  diagnose rules texts de
  diagnose rules texts fr --missing
  diagnose rules texts zh --stale
"""


@click.command(epilog=EPILOG)
@click.argument("language", required=False)
@click.option("--missing", "shown", flag_value="missing", help="List the English that is not translated.")
@click.option("--stale", "shown", flag_value="stale", help="List translations of English that has changed.")
@packs_option
def texts(language: str | None, shown: str | None, packs: tuple[Path, ...]) -> None:
    """Count what is translated into each LANGUAGE, or list what is missing or stale in one.

    A text stands in rules/texts/LANGUAGE/ in a file named like that of its English: "en" is the English,
    "says" its translation. What is missing is shown in English, marked with (en).
    """
    if shown and not language:
        raise click.UsageError(f"--{shown} is about one language: diagnose rules texts de --{shown}")
    with translated():
        at = folders(packs, None)
        found = {code: progress(at, load(packs), code) for code in _wanted(at, language)}
    if shown:
        lines = _missing if shown == "missing" else _stale
        say("".join(lines(next(iter(found.values())))))
        return
    for code, files in found.items():
        say("".join(_counted(code, files, in_full=language is not None)))


def _wanted(at: Sequence[Folder], language: str | None) -> tuple[str, ...]:
    known = tuple(code for code in languages(at) if code != ENGLISH)
    if language is None:
        return known
    if language not in known:
        text = f'there are no texts in the language "{language}"; there are: {", ".join(known)}.'
        raise LanguageError([Problem("rules/texts", 0, text)])
    return (language,)


def _missing(files: Sequence[Progress]) -> Iterator[str]:
    """One text a line, with its file."""
    return (f"{item.file}\t{text}\n" for item in files for text in item.missing)


def _stale(files: Sequence[Progress]) -> Iterator[str]:
    for old in (old for item in files for old in item.stale):
        now = f' It may have become "{old.now}".' if old.now else ""
        yield f'{old.file}:{old.line}: the English "{old.en}" has changed.{now}\n'


def _counted(code: str, files: Sequence[Progress], in_full: bool) -> Iterator[str]:
    """A line for the language, and in full one for each folder."""
    yield _line(code, files)
    if in_full:
        for folder in sorted({_folder(item) for item in files}):
            yield "  " + _line(folder, [item for item in files if _folder(item) == folder])


def _line(name: str, files: Sequence[Progress]) -> str:
    every = sum(len(item.texts) for item in files)
    done = every - sum(len(item.missing) for item in files)
    stale = sum(len(item.stale) for item in files)
    return f"{name}: {done:,} of {every:,} texts translated ({done / every:.0%}), {stale:,} stale\n"


def _folder(item: Progress) -> str:
    return item.file.rpartition("/")[0] or item.file
