"""``diagnose rules test | coverage | mutate | why-not``: the casebook at the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from diagnose.casebook import (
    Outcome,
    Sentence,
    conditions,
    coverage,
    covered_share,
    misnamed,
    mutate,
    read_entries,
    read_file,
    read_sentences,
    report,
    run,
    unheard,
    why_not,
)
from diagnose.cli.output import say
from diagnose.intake import InputError, read_case
from diagnose.knowledge import KnowledgeBase, survey
from diagnose.knowledge.models import Item
from diagnose.knowledge.problems import did_you_mean
from diagnose.pipeline import Diagnoser
from facts_schema import Case

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_CASES = Path("tests/cases")
_with_sentences = click.option(
    "--sentences",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/sentences"),
    show_default=True,
    help="The folder of sentences that say a fact.",
)


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """What every command of the casebook takes."""
    with_words = click.option(
        "-k", "word", default="", help="Only cases or rules in whose name or file this stands."
    )
    with_cases = click.option(
        "--cases", type=_FOLDER, default=_CASES, show_default=True, help="The folder of cases."
    )
    with_rules = click.option(
        "--rules", "packs", type=_FOLDER, multiple=True, help="A firm's rules on top; may be repeated."
    )
    return with_words(with_cases(with_rules(command)))


@click.command(epilog="\b\nExamples:\n  diagnose rules test\n  diagnose rules test -k late-shipment")
@_options
@_with_sentences
@click.pass_context
def test(ctx: click.Context, word: str, cases: Path, packs: tuple[Path, ...], sentences: Path) -> None:
    """Run the cases and sentences; say what came out otherwise. Exit status 1: something did."""
    knowledge = _knowledge(packs)
    outcomes = _outcomes(knowledge, cases, word)
    unsaid = unheard((s for s in _sentences(sentences) if word in f"{s.file} {s.fact}"), knowledge)
    failed = [outcome for outcome in outcomes if outcome.failures]
    say("".join(f"{report(outcome)}\n\n" for outcome in failed))
    say(f"{len(outcomes):,} cases, {len(failed):,} not as expected.\n")
    say("".join(f"{problem}\n" for problem in unsaid))
    ctx.exit(1 if failed or unsaid else 0)


@click.command("coverage", epilog="\b\nExample:\n  diagnose rules coverage -k late-shipment")
@_options
@click.pass_context
def covered(ctx: click.Context, word: str, cases: Path, packs: tuple[Path, ...]) -> None:
    """List the conditions whose outcomes no case shows. Exit status 1: there are some."""
    knowledge = _knowledge(packs)
    rules = _rules_of(knowledge, word)
    gaps = [gap for gap in coverage(_outcomes(knowledge, cases, ""), knowledge) if gap.rule in rules]
    for gap in gaps:
        where = rules[gap.rule]
        subject = f'"{gap.fact}" ' if gap.fact else ""
        say(f'{where.file}:{where.line}: "{gap.rule}": {subject}{gap.text}.\n')
    share = covered_share(gaps, {id: when for id, when in conditions(knowledge) if id in rules})
    with_gaps = len({gap.rule for gap in gaps})
    shown = f"{with_gaps:,} with gaps; {_percent(share)} of outcomes shown"
    say(f"{len(rules):,} rules, flags and lacks, {shown}.\n")
    ctx.exit(1 if gaps else 0)


@click.command("mutate", epilog="\b\nExample:\n  diagnose rules mutate -k late-shipment")
@_options
@_with_sentences
@click.pass_context
def mutated(ctx: click.Context, word: str, cases: Path, packs: tuple[Path, ...], sentences: Path) -> None:
    """Break conditions and phrases in turn; list what no case notices. Exit status 1: there is some."""
    knowledge = _knowledge(packs)
    survivors, tried = mutate(_outcomes(knowledge, cases, ""), knowledge, word, _sentences(sentences))
    say("".join(f"{mutant.file}:{mutant.line}: {mutant.text}\n" for mutant in survivors))
    share = _percent(1 - len(survivors) / tried if tried else 1.0)
    say(f"{tried:,} changes, {len(survivors):,} that no case notices; {share} caught.\n")
    ctx.exit(1 if survivors else 0)


@click.command(
    "why-not",
    epilog="\b\nExamples:\n  diagnose rules why-not late-shipment-rate-breached notice.txt"
    "\n  diagnose rules why-not late-on-most-days tests/cases/performance/late-shipment.yaml",
)
@click.argument("rule")
@click.argument("case", type=_FILE)
@click.option("--rules", "packs", type=_FOLDER, multiple=True, help="A firm's rules on top; may be repeated.")
def why(rule: str, case: Path, packs: tuple[Path, ...]) -> None:
    """Say which conditions of RULE a CASE meets, and what would meet the others.

    CASE is a file that diagnose case reads, such as a notice or a case document, or a file of test cases;
    of these each is answered.
    """
    knowledge = _knowledge(packs)
    if rule not in knowledge.rules_by_id:
        raise click.UsageError(f'there is no rule "{rule}".{did_you_mean(rule, knowledge.rules_by_id)}')
    for title, read in _cases(case, knowledge):
        say(f"{title}{why_not(read, rule, Diagnoser(knowledge=knowledge))}\n")


COMMANDS: dict[str, click.Command] = {"test": test, "coverage": covered, "mutate": mutated, "why-not": why}


def _knowledge(packs: Sequence[Path]) -> KnowledgeBase:
    """The sound part of the knowledge: one broken rule does not stop the testing of the others."""
    knowledge, problems = survey(packs)
    if problems:
        click.echo(f"Problems in the rules: {len(problems):,}; see diagnose rules check.", err=True)
    return knowledge


def _outcomes(knowledge: KnowledgeBase, cases: Path, word: str) -> tuple[Outcome, ...]:
    entries, problems = read_entries(cases)
    faults = [*problems, *misnamed(entries, knowledge)]
    if faults:
        click.echo("\n".join(dict.fromkeys(str(fault) for fault in faults)), err=True)
    return run([entry for entry in entries if word in entry.name], Diagnoser(knowledge=knowledge))


def _sentences(folder: Path) -> tuple[Sentence, ...]:
    sentences, problems = read_sentences(folder)
    if problems:
        click.echo("\n".join(map(str, problems)), err=True)
    return sentences


def _rules_of(knowledge: KnowledgeBase, word: str) -> dict[str, Item]:
    """Every rule, flag and lack in whose file the word stands, by id."""
    items: dict[str, Item] = {**knowledge.rules_by_id, **knowledge.flags, **knowledge.lacks}
    return {id: item for id, item in items.items() if word in item.file}


def _percent(share: float) -> str:
    """A share in percent, rounded down: 100 % is printed only where nothing is missing."""
    return f"{int(share * 1000) / 10:.1f} %"


def _cases(path: Path, knowledge: KnowledgeBase) -> Iterator[tuple[str, Case]]:
    """The case of a file, or each of a file of test cases with a line that names it."""
    entries, problems = read_file(path)
    if problems:
        click.echo("\n".join(map(str, problems)), err=True)
    try:
        for entry in entries:
            yield f"{path}:{entry.line}: {entry.case}\n", entry.read(knowledge)
        if not entries and not problems:
            yield "", read_case(path, knowledge=knowledge)
    except InputError as error:
        raise click.ClickException(str(error)) from error
