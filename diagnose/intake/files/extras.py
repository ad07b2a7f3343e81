"""What optional packages are for: a file that needs one says which, and how to install it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from diagnose.intake.content import Content


def needed(content: Content, module: str, extra: str, what: str) -> Any:
    """A module of an optional package, or an error that names the extra to install."""
    try:
        return import_module(module)
    except ImportError as error:
        raise content.error(
            f"{what} is read by optional packages, and {module.partition('.')[0]} is not installed.",
            f"The extra [{extra}] was expected.",
            f'Install it with: pip install "suspension-diagnosis[{extra}]".',
        ) from error
