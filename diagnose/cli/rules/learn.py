"""``diagnose rules learn``: learn from labelled messages how notices on each ground are worded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from diagnose.casebook import Example, core_of, learn, of_cases, read_entries, read_examples
from diagnose.cli.failure import Failure
from diagnose.cli.output import say, whole_file
from diagnose.cli.rules.browse import FOLDER
from diagnose.knowledge import KnowledgeBase, survey
from diagnose.knowledge.learned import written
from diagnose.knowledge.vocabulary import Vocabulary

EPILOG = """\b
Examples:
  diagnose rules learn
  diagnose rules learn --check

\b
Exit status: 0 done; 1 with --check, a vocabulary is not what the examples
give; 2 there is no result.
"""


_MOST = {"grounds": 800, "enforcement": 2000}
"""How many terms are kept for each label."""


@click.command("learn", epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", type=FOLDER, default="tests/notices/taught")
@click.option(
    "--cases", type=FOLDER, default="tests/cases", show_default=True, help="Test cases to learn from."
)
@click.option(
    "--rules", "into", type=FOLDER, default="rules", show_default=True, help="Where the result goes."
)
@click.option("--check", is_flag=True, help="Write nothing; say whether the vocabularies are up to date.")
@click.pass_context
def learned(ctx: click.Context, folder: Path, cases: Path, into: Path, check: bool) -> None:
    """Learn a vocabulary for each language from the labelled messages in DIR [tests/notices/taught].

    A line of a JSONL file has "text", "language", "enforcement" and "causes", or "text", "language" and
    "label" for a sentence that states a measure. The vocabularies are written to vocabulary/<language>/
    below the rules: grounds.tsv and enforcement.tsv.
    """
    stale = 0
    knowledge = survey(root=into)[0]
    for (language, name), examples in sorted(_examples(folder, cases, knowledge).items()):
        path = into / "vocabulary" / language / f"{name}.tsv"
        stale += not _made(path, written(vocabulary_of(knowledge, language, name, examples)), examples, check)
    ctx.exit(1 if stale else 0)


def vocabulary_of(
    knowledge: KnowledgeBase, language: str, name: str, examples: Sequence[Example]
) -> Vocabulary:
    """What is learned for a language: from all of a sentence; of a letter, from what is about its case."""
    if name != "grounds":
        return learn(examples, _MOST[name], core_of(()))
    known = knowledge.languages.get(language)
    core = core_of(knowledge.wordings.get(language, ()))
    return learn(examples, _MOST[name], core, known.parts if known else 0)


def _made(path: Path, text: str, examples: Sequence[Example], check: bool) -> bool:
    """Write a vocabulary, or say whether the one that is there is what the examples give."""
    if check:
        fresh = path.exists() and path.read_text("utf-8") == text
        say("" if fresh else f"{path} is not what the examples give; make it with: diagnose rules learn\n")
        return fresh
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as stream:
        stream.write(text.encode())
    say(f"{path}: {len(text.splitlines()) - 4:,} terms learned from {len(examples):,} texts.\n")
    return True


def _examples(folder: Path, cases: Path, knowledge: KnowledgeBase) -> dict[tuple[str, str], list[Example]]:
    examples, problems = read_examples(folder, knowledge)
    entries, more = read_entries(cases)
    if problems or more:
        raise Failure("\n".join(map(str, (*problems, *more))))
    examples.setdefault(("en", "grounds"), []).extend(of_cases(entries))
    return examples
