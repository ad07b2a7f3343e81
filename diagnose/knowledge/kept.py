"""A folder of the user's in which results are kept, each under a key of everything that it was made of.

Nothing depends on it: where it cannot be read or written, or a file in it is damaged or not the user's own,
the result is made again. ``DIAGNOSE_CACHE`` names another folder, or is ``off``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

VARIABLE = "DIAGNOSE_CACHE"
_NAME = "suspension-diagnosis"
_KEPT = 6
_OTHERS_MAY_WRITE = 0o022


def folder() -> Path | None:
    """Where results are kept on this system; ``None`` if nowhere."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    try:
        return _users_own() / _NAME
    except RuntimeError:
        return None


def _users_own() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"


def fetch(key: str, name: str) -> bytes | None:
    """What was kept under a key and a name, if it is whole and the user's own."""
    at = folder()
    if at is None:
        return None
    try:
        with (at / f"{key}.{name}").open("rb") as file:
            if not (_is_own(os.fstat(file.fileno())) and _is_own(at.stat())):
                return None
            digest, _, content = file.read().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(key, name, content) else None


def keep(key: str, name: str, content: bytes) -> None:
    """Keep a result: the whole of it appears at once or, where that cannot be, nothing does."""
    at = folder()
    if at is None:
        return
    with contextlib.suppress(OSError):
        at.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(at, f"{key}.{name}", _digest(key, name, content) + b"\n" + content)
        _sweep(at)


def _is_own(state: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & _OTHERS_MAY_WRITE


def _digest(key: str, name: str, content: bytes) -> bytes:
    return hashlib.sha256(f"{key}\0{name}\0".encode() + content).hexdigest().encode()


def _write(at: Path, name: str, content: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=at, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(part).replace(at / name)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise


def _sweep(at: Path) -> None:
    """Leave the files of the keys that were last written to, and nothing of the older ones."""
    newest: dict[str, float] = {}
    for file in at.glob("*.*.json"):
        key = file.name.partition(".")[0]
        newest[key] = max(newest.get(key, 0.0), file.stat().st_mtime)
    for key in sorted(newest, key=newest.__getitem__)[:-_KEPT]:
        for file in at.glob(f"{key}.*.json"):
            file.unlink(missing_ok=True)
