"""``diagnose rules``: the knowledge, checked, listed, shown and added to."""

from __future__ import annotations

import click

from diagnose.cli.lazy import LazyGroup

EPILOG = """\b
Examples:
  diagnose rules check
  diagnose rules show late-shipment
  diagnose rules new late-refund --family performance
"""
COMMANDS = {
    "check": ("diagnose.cli.rules.check:check", "Check every law of the knowledge."),
    "list": ("diagnose.cli.rules.listing:listing", "List grounds, facts, questions or evidence."),
    "show": ("diagnose.cli.rules.show:show", "Show one piece of knowledge as a page."),
    "new": ("diagnose.cli.rules.new:new", "Write the scaffold of a new ground."),
}


@click.group(cls=LazyGroup, places=COMMANDS, epilog=EPILOG)
def rules() -> None:
    """Check, list, show and add knowledge."""
