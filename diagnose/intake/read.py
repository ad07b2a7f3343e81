"""Files, folders and a text become one case. The order in which they are given makes no difference."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from diagnose.intake.assemble import assemble
from diagnose.intake.content import Content, of_file, of_text, unreadable
from diagnose.intake.errors import InputError, together
from diagnose.intake.files import Opener, is_hidden
from diagnose.intake.letters import Letters
from diagnose.intake.marketplaces import marketplace_code, marketplace_help, unknown_marketplace
from diagnose.intake.parts import Part, read_part
from diagnose.knowledge import KnowledgeBase
from facts_schema import Case


def read_case(
    *paths: str | Path,
    knowledge: KnowledgeBase,
    text: str | None = None,
    marketplace: str | None = None,
    onto: Case | None = None,
) -> Case:
    """Read files, folders (with everything in them) and a text into one case, ``onto`` what is known already.

    What an input is shows in its content, never in its name. Inputs that cannot be read stand in the case's
    ``not_read``; :class:`InputError` is raised only if nothing could be read or the marketplace is unknown.
    """
    code = _store(marketplace, knowledge)
    found = _Found()
    for path in paths:
        found.add_path(Path(path))
    if text is not None:
        found.contents.append(of_text(text))
    found.open_up(Opener(Letters(knowledge).concerns))
    parts = [part for content in found.distinct() if (part := found.read(content, knowledge))]
    if not parts:
        raise together(
            found.errors or [InputError("input", 0, "Nothing was given.", _EXPECTED, "Name a file.")]
        )
    known = [Part("", document=onto, warnings=onto.warnings)] if onto else []
    return assemble([*known, *parts], knowledge, code, found.warnings, found.errors)


_EXPECTED = "A file, a folder or a text was expected."


def _store(name: str | None, knowledge: KnowledgeBase) -> str | None:
    if name is None:
        return None
    code = marketplace_code(name, knowledge)
    if code is None:
        raise InputError(
            "marketplace", 0, unknown_marketplace(name, knowledge), marketplace_help(knowledge), "Correct it."
        )
    return code


@dataclass
class _Found:
    """The inputs there are, and what could not be read of them."""

    contents: list[Content] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _seen: set[Path] = field(default_factory=set)

    def add_path(self, path: Path) -> None:
        """Add a file, or every file of a folder but the hidden ones."""
        try:
            if path.is_dir():
                self._add_folder(path)
            else:
                self._add_file(path)
        except (OSError, ValueError) as error:
            self.errors.append(unreadable(path.name or str(path), error))

    def _add_folder(self, folder: Path) -> None:
        files = list(_files_in(folder))
        if not files:
            what = f'The folder "{folder.name}" is empty.'
            self.errors.append(InputError(folder.name, 0, what, _EXPECTED, "Check the path."))
        for file in files:
            self._add_file(file)

    def _add_file(self, path: Path) -> None:
        real = path.resolve()
        if real in self._seen:
            return
        self._seen.add(real)
        if path.exists() and not path.is_file():
            what = "This is no file that can be read twice."
            self.errors.append(InputError(path.name, 0, what, _EXPECTED, "Save its content to a file first."))
            return
        self.contents.append(of_file(path, path.stat().st_size))

    def open_up(self, opener: Opener) -> None:
        """Take archives, mailboxes and mails apart into what they hold."""
        opened: list[Content] = []
        for content in self.contents:
            try:
                opened += opener.opened(content)
            except InputError as error:
                self.errors.append(error)
        self.contents = opened
        self.errors += opener.errors
        self.warnings += opener.warnings

    def distinct(self) -> list[Content]:
        """The inputs in an order that only their names and contents decide, copies left out."""
        sizes = Counter(content.size for content in self.contents)
        named = sorted(
            ((c.source, c.size, self._digest(c) if sizes[c.size] > 1 else "", c) for c in self.contents),
            key=itemgetter(0, 1, 2),
        )
        kept: dict[tuple[int, str], Content] = {}
        for source, size, digest, content in named:
            first = kept.setdefault((size, digest), content)
            if first is not content:
                self.warnings.append(f"{source}: the same as {first.source}; it was read once.")
        return list(kept.values())

    def _digest(self, content: Content) -> str:
        try:
            return content.digest
        except OSError:
            return content.source  # reading it will fail again, and say why

    def read(self, content: Content, knowledge: KnowledgeBase) -> Part | None:
        """One input, or nothing and an error more."""
        try:
            return read_part(content, knowledge)
        except InputError as error:
            self.errors.append(error)
        except (ValueError, RecursionError, csv.Error) as error:
            said = f"It cannot be understood ({type(error).__name__})."
            self.errors.append(content.error(said, _EXPECTED, "Check that the file is whole."))
        return None


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        yield from (Path(parent, name) for name in sorted(files) if not is_hidden(name))
