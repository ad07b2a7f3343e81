"""Typefaces of this machine that can show a text: a PDF holds its own, so one must be found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diagnose.report.printed import PrintError

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
    "%WINDIR%/Fonts",
    "%LOCALAPPDATA%/Microsoft/Windows/Fonts",
)
_PAIRS = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
)
"""Plain and bold, for Latin, Greek and Cyrillic text."""
_WIDE = (
    "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "msyh.ttc",
    "simsun.ttc",
    "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc",
    "Arial Unicode.ttf",
    "seguisym.ttf",
    "Apple Symbols.ttf",
)
"""For Chinese, Japanese and Korean text, and for signs."""


@dataclass(frozen=True)
class Faces:
    """The fonts to draw with: plain and bold, and those for what these two lack."""

    plain: Path
    bold: Path
    further: tuple[Path, ...] = ()


def faces_for(text: str, own: Path | None = None) -> Faces:
    """Fonts that together show every character of a text; ``own`` comes first.

    Raises:
        PrintError: no font of this machine has some character, or ``own`` is no font.
    """
    installed = _installed()
    pair = next((pair for pair in _PAIRS if all(name in installed for name in pair)), None)
    if own:
        plain = bold = own
    elif pair:
        plain, bold = (installed[name] for name in pair)
    else:
        raise PrintError(
            "no typeface was found for the PDF: install DejaVu Sans or Noto Sans, or give --font FILE"
        )
    lacking = {char for char in text if not char.isspace()} - (covered(plain) & covered(bold))
    further = []
    for path in _candidates(installed, own):
        if lacking & covered(path):
            further.append(path)
            lacking -= covered(path)
    if lacking:
        shown = " ".join(sorted(lacking)[:8])
        raise PrintError(
            f"no typeface of this computer can show {shown} in a PDF: "
            "install Noto Sans CJK (or another font that has them), or give --font FILE"
        )
    return Faces(plain, bold, tuple(further))


def _candidates(installed: dict[str, Path], own: Path | None) -> Iterator[Path]:
    names = [name for pair in _PAIRS[: None if own else 0] for name in pair[:1]] + list(_WIDE)
    return (installed[name] for name in names if name in installed)


@cache
def covered(path: Path) -> frozenset[str]:
    """The characters a font has."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as stream, TTFont(stream, fontNumber=0, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))
    except (TTLibError, OSError, TypeError) as error:
        raise PrintError(f"the font {path} cannot be used: {error}. Give a TTF, OTF or TTC.") from error


@cache
def _installed() -> dict[str, Path]:
    wanted = {name for pair in _PAIRS for name in pair} | set(_WIDE)
    found: dict[str, Path] = {}
    for folder in _FOLDERS:
        place = Path(os.path.expandvars(folder)).expanduser()
        for path in sorted(place.rglob("*.[to]t[cf]")) if place.is_dir() else ():
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found
