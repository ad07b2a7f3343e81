"""The manifest: the list of every file of a folder of rules, so that one that is gone is told and not missed.

A phrase, a guard or a ground that is not there breaks no law by itself; the diagnosis would just be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from diagnose.knowledge.folder import MANIFEST, Folder, is_single
from diagnose.knowledge.models import ListedFile
from diagnose.knowledge.problems import Problem
from diagnose.knowledge.reader import Draft, read

_HEAD = "# Every file of this folder: one that goes missing is told. Made by: diagnose rules manifest\n"


def lost_files(draft: Draft) -> Iterator[Problem]:
    """The files and folders that a manifest lists and that are not there."""
    for manifest in draft.all("manifest"):
        there = draft.files[manifest.pack]
        # Of a kind that has one file only the reader tells.
        listed = [item for item in manifest.files if not is_single(item.name)]
        for folder, members in groupby(listed, key=lambda item: item.name.rpartition("/")[0]):
            gone = _gone(folder, list(members), there)
            yield from (Problem(manifest.file, item.line or manifest.line, text) for item, text in gone)


def _gone(
    folder: str, members: Sequence[ListedFile], there: frozenset[str]
) -> Iterator[tuple[ListedFile, str]]:
    advice = "Put it back; if it is no longer wanted, take it off this list (diagnose rules manifest)."
    lost = [item for item in members if item.name not in there]
    if len(lost) > 1 and not any(name.startswith(f"{folder}/") for name in there):
        yield lost[0], f'the folder "{folder}" with {len(lost)} files is listed here and missing. {advice}'
        return
    for item in lost:
        yield item, f'the file "{item.name}" is listed here and missing. {advice}'


def lost_in(folders: Sequence[Folder]) -> tuple[Problem, ...]:
    """What is lost, told from the manifests alone, before anything else is read."""
    return tuple(lost_files(read(folders, only=MANIFEST)))


def unlisted_files(draft: Draft) -> Iterator[Problem]:
    """Files that stand in a folder and not in its manifest."""
    for manifest in draft.all("manifest"):
        listed = {item.name for item in manifest.files}
        label = manifest.file.removesuffix(MANIFEST)
        for name in sorted(draft.files[manifest.pack] - listed):
            add = f'add "- {name}" to {manifest.file} (diagnose rules manifest).'
            yield Problem(label + name, 0, f"nobody would miss this file: {add}")


def manifest_text(folder: Path) -> str:
    """What the manifest of a folder has to be now."""
    names = sorted({*Folder(folder, "").names, MANIFEST})
    return _HEAD + "files:\n" + "".join(f"  - {name}\n" for name in names)
