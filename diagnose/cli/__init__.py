"""The command ``diagnose``. Commands are imported when they are called, so that help comes at once."""

from __future__ import annotations

import click

from diagnose.cli.lazy import LazyGroup
from diagnose.cli.version import version_option

EPILOG = """\b
Examples:
  diagnose case notice.txt health-report.json all-listings.tsv
  diagnose interview notice.txt --case acme
  diagnose classify cases.jsonl -o diagnoses.jsonl
  diagnose rules list

\b
Exit status: 0 everything was read; 1 there is a result, but something was
not read; 2 there is no result.
"""
COMMANDS = {
    "case": ("diagnose.cli.case:case", "Diagnose one case from its notice, reports and answers."),
    "classify": ("diagnose.cli.classify:classify", "Diagnose many cases out of JSON lines, CSV or Parquet."),
    "deadlines": ("diagnose.cli.deadlines:deadlines", "The days to keep, also as a calendar."),
    "evidence": ("diagnose.cli.evidence:evidence", "Check papers: would Amazon accept them?"),
    "health": ("diagnose.cli.health:health", "Check the health of an account, without a notice."),
    "pack": ("diagnose.cli.pack:pack", "The case folder: report, plan, evidence, timeline, hashes."),
    "reply": ("diagnose.cli.reply:reply", "What Amazon's answer to an appeal asks for."),
    "plan": ("diagnose.cli.plan:plan", "Draft the plan of action, from confirmed facts only."),
    "review": ("diagnose.cli.review:review", "Review a plan of action before it is sent."),
    "interview": ("diagnose.cli.interview:interview", "Work through a case, question by question."),
    "sessions": ("diagnose.cli.sessions:sessions", "List, show, resume, export and delete interviews."),
    "rules": ("diagnose.cli.rules:rules", "Check, list, show, add and test knowledge."),
}


@click.group(
    cls=LazyGroup, places=COMMANDS, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@version_option
def main() -> None:
    """Say why Amazon suspended a seller, and what to do about it.

    Works offline; nothing leaves this computer. No legal advice.
    """
