"""``--version``, looked up only when it is asked for."""

from __future__ import annotations

import click

DISTRIBUTION = "suspension-diagnosis"


def _show(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"{DISTRIBUTION} {installed_version()}")
        context.exit()


def installed_version() -> str:
    """The version of the distribution, as it was installed."""
    # Every command passes here, and this takes half as long to import as all that help needs.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "(not installed: run from its source)"


version_option = click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show,
    help="Show the version and exit.",
)
