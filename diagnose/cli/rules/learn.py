"""``diagnose rules learn``: learn from labelled messages how notices on each ground are worded."""

from __future__ import annotations

from pathlib import Path

import click

from diagnose.casebook import Example, core_of, learn, of_cases, read_entries, read_examples
from diagnose.cli.failure import Failure
from diagnose.cli.output import say, whole_file
from diagnose.cli.rules.browse import FOLDER
from diagnose.knowledge import survey
from diagnose.knowledge.vocabulary import written

EPILOG = """\b
Examples:
  diagnose rules learn
  diagnose rules learn --check

\b
Exit status: 0 done; 1 with --check, a vocabulary is not what the examples
give; 2 there is no result.
"""


@click.command("learn", epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", type=FOLDER, default="tests/notices/taught")
@click.option(
    "--cases", type=FOLDER, default="tests/cases", show_default=True, help="Test cases to learn from."
)
@click.option(
    "--rules", "into", type=FOLDER, default="rules", show_default=True, help="Where the result goes."
)
@click.option(
    "--most", type=click.IntRange(1), default=800, show_default=True, help="Terms kept for a ground."
)
@click.option("--check", is_flag=True, help="Write nothing; say whether the vocabularies are up to date.")
@click.pass_context
def learned(ctx: click.Context, folder: Path, cases: Path, into: Path, most: int, check: bool) -> None:
    """Learn a vocabulary for each language from the labelled messages in DIR [tests/notices/taught].

    A line of a JSONL file has "text", "language", "enforcement" and "causes". The vocabulary is written to
    vocabulary/<language>/grounds.tsv below the rules.
    """
    wordings = survey(root=into)[0].wordings
    for language, examples in sorted(_examples(folder, cases).items()):
        path = into / "vocabulary" / language / "grounds.tsv"
        text = written(learn(examples, most, core_of(wordings.get(language, ()))))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(path) as stream:
                stream.write(text.encode())
            say(f"{path}: {len(text.splitlines()) - 3:,} terms learned from {len(examples):,} messages.\n")
        elif not path.exists() or path.read_text("utf-8") != text:
            say(f"{path} is not what the examples give; make it with: diagnose rules learn\n")
            ctx.exit(1)


def _examples(folder: Path, cases: Path) -> dict[str, list[Example]]:
    examples, problems = read_examples(folder)
    entries, more = read_entries(cases)
    if problems or more:
        raise Failure("\n".join(map(str, (*problems, *more))))
    examples.setdefault("en", []).extend(of_cases(entries))
    return examples
