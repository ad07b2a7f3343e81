"""What ends a command without a result: one clear error, exit status 2."""

from __future__ import annotations

import click

NO_RESULT = 2


class Failure(click.ClickException):
    """An error to be printed as it is; the message says where, what and what to do."""

    exit_code = NO_RESULT
