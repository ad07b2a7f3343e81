"""Did you mean: the nearest known name for one that is unknown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import click


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence (with a leading space) that names the nearest known name, or nothing."""
    near = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f" Did you mean {quoted(near[0])}?" if near else ""


def quoted(name: str) -> str:
    """A name in the quotation marks used in every message."""
    return f'"{name}"'


class Choice(click.Choice[str]):
    """A choice that names the nearest value when none matches."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """What was given, what is possible, and what was probably meant."""
        known = ", ".join(self.choices)
        return f"{quoted(value)} is not one of {known}.{did_you_mean(str(value), self.choices)}"
