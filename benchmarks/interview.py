"""How many questions an interview needs, against random order and a fixed questionnaire.

    python benchmarks/interview.py [CASES.jsonl ...] [--json] [--seed N]

A file holds one case document a line. A simulated seller knows what stands in the document. The interview
begins with what the notice says and nothing else; the seller answers from the document and says "unknown"
otherwise. The main cause is the ground (and its first root cause) that the whole document puts first.
Counted is how many questions are asked until it is first and stays first, and until the interview stops by
itself. Random order and the fixed questionnaire (every question, in the order of its file) never stop by
themselves; they are counted until the main cause is first and stays first.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnose import Case, Diagnoser, Diagnosis
from diagnose.intake import read_document
from diagnose.interview import Session
from diagnose.interview.known import Known, answers_of, known_of
from diagnose.interview.questions import Option, options_of
from diagnose.knowledge.models import Question
from facts_schema import Reply

STORIES = Path(__file__).parent.parent / "tests" / "stories"
First = tuple[str, str]
"""The ground and the root cause that come first; empty where there is none."""


def first_of(diagnosis: Diagnosis) -> First:
    """What stands first."""
    if not diagnosis.grounds:
        return "", ""
    ground = diagnosis.grounds[0]
    return ground.id, ground.root_causes[0].id if ground.root_causes else ""


class Seller:
    """Knows one case document, and answers from it."""

    def __init__(self, diagnoser: Diagnoser, case: Case) -> None:
        self.case = case
        self.diagnosis = diagnoser.diagnose(case)
        self._known = known_of(answers_of(self.diagnosis))
        self._heard = {id for id, fact in diagnoser.knowledge.facts.items() if fact.heard}

    def start(self) -> Case:
        """The case with the notice alone, or with what the consultant heard of it."""
        heard = {name: reply for name, reply in self.case.answers.items() if name in self._heard}
        return Case(
            id=self.case.id,
            marketplace=self.case.marketplace,
            as_of=self.case.as_of,
            notices=self.case.notices,
            answers=heard,
            corrections=self.case.corrections,
        )

    def reply(self, question: Question) -> Reply:
        """The document's answer to the question; else what its facts say; else unknown."""
        if question.id in self.case.answers:
            return self.case.answers[question.id]
        fitting = [
            option for option in options_of(question, self.diagnosis.as_of) if _fits(option, self._known)
        ]
        if not fitting:
            return None
        return (
            ", ".join(option.reply for option in fitting) if question.kind == "choice" else fitting[0].reply
        )


def _fits(option: Option, known: Known) -> bool:
    """Whether the facts bear a reply out: something that it tells is so, and nothing is otherwise."""
    so = [fact in (known.yes if answer else known.no) for fact, answer in option.tells.items()]
    told_yes = [fact for fact, answer in option.tells.items() if answer]
    backed = any(fact in known.yes for fact in told_yes) if told_yes else all(so)
    return bool(so) and backed and not known.contradicts(option.tells)


@dataclass(frozen=True)
class Run:
    """One interview: what stood first at the beginning and after every question."""

    firsts: tuple[First, ...]
    seconds: tuple[float, ...] = ()

    def until(self, goal: First, depth: int) -> float:
        """Questions until the goal (its ground, or with its root cause) is first and stays; else infinity."""
        right = [first[:depth] == goal[:depth] for first in self.firsts]
        if not right[-1]:
            return math.inf
        return max((number + 1 for number, hit in enumerate(right) if not hit), default=0)


def ours(diagnoser: Diagnoser, seller: Seller) -> Run:
    """The interview as it is."""
    session = Session.start(seller.start(), diagnoser)
    firsts, seconds = [first_of(session.diagnosis)], []
    while True:
        began = time.perf_counter()
        ask = session.next_question()
        seconds.append(time.perf_counter() - began)
        if ask is None:
            return Run(tuple(firsts), tuple(seconds))
        session.answer(ask.question, seller.reply(diagnoser.knowledge.questions[ask.question]))
        firsts.append(first_of(session.diagnosis))


def in_order(diagnoser: Diagnoser, seller: Seller, questions: Sequence[Question]) -> Run:
    """Every question, in a given order."""
    case = seller.start()
    firsts = [first_of(diagnoser.diagnose(case))]
    for question in questions:
        reply = seller.reply(question)
        if reply is None:  # nothing can change, and half of the time is saved
            firsts.append(firsts[-1])
            continue
        case = case.model_copy(update={"answers": case.answers | {question.id: reply}})
        firsts.append(first_of(diagnoser.diagnose(case)))
    return Run(tuple(firsts))


def sellers(paths: Sequence[Path], diagnoser: Diagnoser) -> Iterator[Seller]:
    """A seller for each document of which the whole shows a ground."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield Seller(diagnoser, read_document(json.loads(line), diagnoser.knowledge))


def measured(paths: Sequence[Path], seed: int) -> dict[str, Any]:
    """Every figure of the benchmark."""
    diagnoser = Diagnoser()
    everyone = list(sellers(paths, diagnoser))
    told = [seller for seller in everyone if seller.diagnosis.grounds]
    fixed = sorted(diagnoser.knowledge.questions.values(), key=lambda item: (item.file, item.line))
    shuffled = random.Random(seed)
    runs = {
        "ours": [ours(diagnoser, seller) for seller in told],
        "fixed questionnaire": [in_order(diagnoser, seller, fixed) for seller in told],
        "random order": [in_order(diagnoser, seller, shuffled.sample(fixed, len(fixed))) for seller in told],
    }
    goals = [first_of(seller.diagnosis) for seller in told]
    own = runs["ours"]
    seconds = [second for run in own for second in run.seconds]
    return {
        "documents": len(everyone),
        "without a ground in the whole document": len(everyone) - len(told),
        "until the ground is first and stays": _by_way(runs, goals, 1),
        "until ground and root cause are first and stay": _by_way(runs, goals, 2),
        "until it stops": _spread([len(run.firsts) - 1 for run in own]),
        "final ground right": {
            name: sum(run.firsts[-1][0] == goal[0] for run, goal in zip(way, goals, strict=True))
            for name, way in runs.items()
        },
        "final ground and root cause right": {
            name: sum(run.firsts[-1] == goal for run, goal in zip(way, goals, strict=True))
            for name, way in runs.items()
        },
        "milliseconds to the next question": {
            "median": round(1000 * statistics.median(seconds), 1),
            "90th percentile": round(1000 * _percentile(seconds, 0.9), 1),
        },
    }


def _by_way(runs: dict[str, list[Run]], goals: Sequence[First], depth: int) -> dict[str, Any]:
    return {
        name: _spread([run.until(goal, depth) for run, goal in zip(way, goals, strict=True)])
        for name, way in runs.items()
    }


def _spread(counts: Sequence[float]) -> dict[str, Any]:
    spread: dict[str, Callable[[], float]] = {
        "median": lambda: _percentile(counts, 0.5),
        "90th percentile": lambda: _percentile(counts, 0.9),
    }
    never = sum(math.isinf(count) for count in counts)
    shown = {name: value if math.isfinite(value := count()) else "never" for name, count in spread.items()}
    return shown | {"never": never, "of": len(counts)}


def _percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: a value that occurred."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _lines(figures: dict[str, Any], depth: int = 0) -> Iterator[str]:
    for name, value in figures.items():
        if isinstance(value, dict) and any(isinstance(inner, dict) for inner in value.values()):
            yield f"{'  ' * depth}{name}"
            yield from _lines(value, depth + 1)
        elif isinstance(value, dict):
            inner = ", ".join(f"{key} {number}" for key, number in value.items())
            yield f"{'  ' * depth}{name}: {inner}"
        else:
            yield f"{'  ' * depth}{name}: {value}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures = measured(given.paths or sorted(STORIES.glob("*.jsonl")), given.seed)
    print(json.dumps(figures, indent=2) if given.json else "\n".join(_lines(figures)))


if __name__ == "__main__":
    main()
