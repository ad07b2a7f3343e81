"""Where a person types: a terminal with arrow keys and completion, or plain lines that can be piped."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from textwrap import shorten
from typing import Any, Protocol

from diagnose.cli.output import screen

PROMPT = "> "
PAUSE = "Enter: go on "
ARROWS, KEYS = " Arrows: replies ·", " Enter: question · help"
ROOM = 20
END = "."
"""A line with only this ends a text of several lines."""


class Terminal(Protocol):
    """Asks for a line, or for a text of several lines. ``EOFError`` when there is nothing more to come."""

    def line(self, replies: Sequence[tuple[str, str]] = (), reminder: str = "") -> str:
        """One line; ``replies`` are what can be typed, each with its meaning; ``reminder``: the question."""

    def text(self) -> str:
        """Lines up to one that holds only a full stop."""

    def pause(self, lines: int) -> None:
        """Let the person read so many lines, if what follows would push them off the screen."""


def terminal(words: Sequence[str], plain: bool) -> Terminal:
    """The best terminal there is; ``words`` are completed with the tab key."""
    real = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")
    if plain or not (real or (os.name == "nt" and sys.stdin.isatty())) or not find_spec("prompt_toolkit"):
        return PlainTerminal()
    return KeyTerminal(words)


class PlainTerminal:
    """Lines from standard input; what is piped in is shown, as if it had been typed."""

    def line(self, replies: Sequence[tuple[str, str]] = (), reminder: str = "") -> str:
        """One line."""
        print(PROMPT, end="", flush=True)
        return self._read().strip()

    def text(self) -> str:
        """Lines up to the end mark, or to the end of the input."""
        lines: list[str] = []
        while True:
            try:
                line = self._read()
            except EOFError:
                break
            if line.strip() == END:
                break
            lines.append(line)
        return "\n".join(lines)

    def pause(self, lines: int) -> None:
        """Nothing: what is piped does not wait."""

    def _read(self) -> str:
        line = sys.stdin.readline()
        if not line:
            print(flush=True)
            raise EOFError
        if not sys.stdin.isatty():
            print(line.rstrip("\r\n"), flush=True)
        return line.rstrip("\r\n")


class KeyTerminal:
    """Arrow keys step through the replies, tab completes, and a paste of many lines is taken whole."""

    def __init__(self, words: Sequence[str]) -> None:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.completion import WordCompleter
        from prompt_toolkit.output import ColorDepth

        depth = None if screen().colour else ColorDepth.DEPTH_1_BIT
        self._words = WordCompleter(list(words), sentence=False)
        self._lines: PromptSession[str] = PromptSession(color_depth=depth, erase_when_done=True)
        self._texts: PromptSession[str] = PromptSession(color_depth=depth)

    def line(self, replies: Sequence[tuple[str, str]] = (), reminder: str = "") -> str:
        """One line; when it is entered it stays on the screen as plain text."""
        choice = _Choice(replies, reminder)
        typed = self._lines.prompt(
            PROMPT,
            completer=self._words,
            complete_while_typing=False,
            key_bindings=choice.keys(),
            bottom_toolbar=choice.toolbar,
        )
        print(f"{PROMPT}{typed}", flush=True)
        return typed.strip()

    def pause(self, lines: int) -> None:
        """Wait for the enter key if the lines take more than half of the screen."""
        if 2 * lines > shutil.get_terminal_size().lines:
            self._lines.prompt(PAUSE, completer=None, key_bindings=None, bottom_toolbar=None)

    def text(self) -> str:
        """Lines up to the end mark; it stays on the screen as it was typed."""
        typed = self._texts.prompt("", multiline=True, key_bindings=_ends_with_mark(), completer=None)
        lines = typed.rstrip().split("\n")
        return "\n".join(lines[:-1] if lines[-1].strip() == END else lines)


class _Choice:
    """The reply that the arrow keys have reached."""

    def __init__(self, replies: Sequence[tuple[str, str]], reminder: str) -> None:
        self._reminder = reminder
        self._replies = list(replies)
        self._keys = [key for key, _ in replies]
        self._typed = ""

    def keys(self) -> Any:
        """Up and down put a reply into the line, as long as nothing else stands there."""
        from prompt_toolkit.filters import Condition
        from prompt_toolkit.key_binding import KeyBindings

        bindings = KeyBindings()
        here = Condition(self._is_free)
        bindings.add("down", filter=here)(lambda event: self._move(event.current_buffer, 1))
        bindings.add("up", filter=here)(lambda event: self._move(event.current_buffer, -1))
        return bindings

    def toolbar(self) -> str:
        """What the reply in the line means; before, what is asked and which keys do what."""
        typed = self._buffer_text()
        means = dict(self._replies).get(typed)
        if means:
            return f" {typed}: {means}"
        keys = f"{ARROWS if self._replies else ''}{KEYS}"
        room = shutil.get_terminal_size().columns - len(keys) - 2
        return f"{keys}  {shorten(self._reminder, room, placeholder='...')}" if room > ROOM else keys

    def _is_free(self) -> bool:
        return bool(self._keys) and self._buffer_text() in ("", *self._keys)

    def _buffer_text(self) -> str:
        from prompt_toolkit.application import get_app

        return get_app().current_buffer.text

    def _move(self, buffer: Any, by: int) -> None:
        place = self._keys.index(buffer.text) + by if buffer.text in self._keys else (0 if by > 0 else -1)
        buffer.text = self._keys[place % len(self._keys)]
        buffer.cursor_position = len(buffer.text)


def _ends_with_mark() -> Any:
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: Any) -> None:
        buffer = event.current_buffer
        if buffer.document.current_line.strip() == END:
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n")

    return bindings
