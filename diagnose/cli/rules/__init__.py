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
    "texts": ("diagnose.cli.rules.texts:texts", "Count what is translated, and list what is not."),
    "manifest": ("diagnose.cli.rules.manifest:manifest", "List every file, so that none goes missing."),
    "docs": ("diagnose.cli.rules.docs:docs", "Write the knowledge as a folder of pages."),
    "diff": ("diagnose.cli.rules.diff:diff", "Show which diagnoses a change of rules moves."),
    "test": ("diagnose.cli.rules_tests:test", "Run the test cases of the knowledge."),
    "coverage": ("diagnose.cli.rules_tests:covered", "List conditions that no test case shows."),
    "mutate": ("diagnose.cli.rules_tests:mutated", "Break rules in turn; list what no test case notices."),
    "learn": ("diagnose.cli.rules.learn:learned", "Learn from messages how grounds are worded."),
    "why-not": ("diagnose.cli.rules_tests:why", "Say why a rule did not fire on a case."),
}


@click.group(cls=LazyGroup, places=COMMANDS, epilog=EPILOG)
def rules() -> None:
    """Check, list, show, add and test knowledge."""
