"""A click group that imports a command when it is called, and says every error in one clear line."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from diagnose.cli.failure import NO_RESULT
from diagnose.cli.names import did_you_mean

INTERRUPTED = 130
_BETWEEN_SEARCHES = 250_000
"""New objects after which Python looks for garbage; its own number is 700."""


class ReaderGone(Exception):
    """Whoever read the output has stopped, as ``head`` does."""


class LazyGroup(click.Group):
    """``places`` maps a command's name to where it is ("module:name") and to its one-line help."""

    def __init__(self, *args: Any, places: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are useful."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command: the one lazy loader of the program."""
        if cmd_name not in self.places:
            return None
        module, name = self.places[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.places.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        if args[0] not in self.places and not args[0].startswith("-"):
            ctx.fail(f'there is no command "{args[0]}".{did_you_mean(args[0], self.places)}')
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and hand over the last of the output while errors can still be told."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        return result

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run the command line. Errors go to stderr in one line each, never as a traceback."""
        # Knowledge is read into very many small objects that all stay: looking for garbage among them in vain
        # takes a sixth of a short command, and so does taking them apart when it is over.
        gc.set_threshold(_BETWEEN_SEARCHES, 20, 20)
        atexit.register(gc.freeze)
        extra["standalone_mode"] = False
        try:
            status = super().main(args, prog_name, **extra)
        except (click.Abort, KeyboardInterrupt):
            click.echo("diagnose: interrupted", err=True)
            status = INTERRUPTED
        except ReaderGone:
            _let_go_of_stdout()
            status = NO_RESULT
        except click.ClickException as error:
            _say(error)
            status = NO_RESULT
        except OSError as error:
            click.echo(f"diagnose: {_refused(error)}", err=True)
            _let_go_of_stdout()
            status = NO_RESULT
        except Exception as error:
            click.echo(f"diagnose: {_fault(error)}", err=True)
            status = NO_RESULT
        sys.exit(status if isinstance(status, int) else 0)


def _say(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    name = context.command_path if context else "diagnose"
    message = error.format_message()
    hint = f" (see {name} --help)" if isinstance(error, click.UsageError) and context else ""
    click.echo(f"{name}: {message[:1].lower()}{message[1:]}{hint}", err=True)


def _refused(error: OSError) -> str:
    """What the system refused, and for which file (without a name it is the output)."""
    return f"{error.filename or 'cannot write the output'}: {error.strerror or error}"


def _fault(error: Exception) -> str:
    """A fault of the program itself, with the place a maintainer needs."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return (
        f"this is a fault in diagnose itself, not in your files ({type(error).__name__}: {error}{where}). "
        "Please report it with the command you typed; leave client data out."
    )


def _let_go_of_stdout() -> None:
    """Nobody takes the output any more; Python's own flush at exit must not complain of it."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
