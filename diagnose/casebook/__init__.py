"""The casebook: cases of raw inputs with what is expected of them, run, judged and measured.

It stands above the pipeline: the tests and ``diagnose rules test | coverage | mutate | why-not`` use it.
"""

from diagnose.casebook.coverage import Gap, conditions, coverage, covered_share
from diagnose.casebook.entries import Entry, Expect, misnamed, read_entries, read_file
from diagnose.casebook.examples import core_of, of_cases, read_examples
from diagnose.casebook.judge import judge, report
from diagnose.casebook.learn import Example, learn
from diagnose.casebook.moves import Given, Move, moves, read_corpus
from diagnose.casebook.mutate import Mutant, Mutation, mutate
from diagnose.casebook.run import Outcome, run
from diagnose.casebook.sentences import Sentence, read_sentences, unheard
from diagnose.casebook.whynot import why_not

__all__ = [
    "Entry",
    "Example",
    "Expect",
    "Gap",
    "Given",
    "Move",
    "Mutant",
    "Mutation",
    "Outcome",
    "Sentence",
    "conditions",
    "core_of",
    "coverage",
    "covered_share",
    "judge",
    "learn",
    "misnamed",
    "moves",
    "mutate",
    "of_cases",
    "read_corpus",
    "read_entries",
    "read_examples",
    "read_file",
    "read_sentences",
    "report",
    "run",
    "unheard",
    "why_not",
]
