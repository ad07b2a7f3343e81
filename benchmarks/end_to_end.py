"""From text to diagnosis: notices per second on one core, and where the time goes.

    python benchmarks/end_to_end.py [--rounds 5] [--size 1000] [--json]

The notices of tests/notices, those of about ``--size`` characters first, 100 of them, are diagnosed in short
form as ``diagnose classify`` does. Time is the process's own (CPU), so that other programs disturb it little;
the median round counts. Sentences that were read before are remembered, as in a stream of letters made from
templates; "every sentence new" puts a made-up word into each sentence, another one each round. The profile
(cProfile, which slows Python code more than C) adds up the time spent in each part's own lines; C functions
count for the part that calls them.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from diagnose import Case, Diagnoser
from facts_schema import Notice

ROOT = Path(__file__).parent.parent
NOTICES = ROOT / "tests" / "notices"
COUNT = 100


def cases(size: int) -> list[Case]:
    """The notices whose length is nearest to ``size``."""
    texts = sorted(
        {
            json.loads(line)["text"]
            for path in NOTICES.glob("*.jsonl")
            for line in path.read_text(encoding="utf-8").splitlines()
        },
        key=lambda text: (abs(len(text) - size), text),
    )
    return [Case(id=str(number), notice=text) for number, text in enumerate(texts[:COUNT])]


def all_new(given: Sequence[Case], number: int) -> list[Case]:
    """The same notices with a word in every sentence that no notice ever held."""
    word = "x" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "x"
    return [
        case.model_copy(update={"notices": (Notice(text=_ENDS.sub(f" {word}", case.notices[0].text)),)})
        for case in given
    ]


_ENDS = re.compile(r"(?<=\w)(?=[.!?:]?\s*(?:\n|$)|[.!?]\s)")


def one_round(diagnoser: Diagnoser, given: Sequence[Case]) -> tuple[float, float]:
    """CPU milliseconds a notice, to the diagnosis as an object and to its JSON."""
    began = time.process_time()
    diagnoses = [diagnoser.diagnose(case, detail="short") for case in given]
    reached = time.process_time()
    for diagnosis in diagnoses:
        diagnosis.model_dump_json()
    ended = time.process_time()
    return (reached - began) * 1000 / len(given), (ended - began) * 1000 / len(given)


def shares(diagnoser: Diagnoser, given: Sequence[Case]) -> dict[str, float]:
    """The share of the time by part of the program, largest first."""
    profile = cProfile.Profile()
    profile.enable()
    for case in given:
        diagnoser.diagnose(case, detail="short").model_dump_json()
    profile.disable()
    spent: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if file != "~":
            spent[_part(file)] += own
            continue
        for (caller, _, _), (_, _, share, _) in callers.items():
            spent[_part(caller)] += share
    total = sum(spent.values())
    return {part: round(own / total, 3) for part, own in sorted(spent.items(), key=lambda item: -item[1])}


def _part(file: str) -> str:
    """The part of the program, or the library, that a file belongs to."""
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        inner = path.relative_to(ROOT).with_suffix("").parts
        return ".".join(inner[:2])
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    return "Python"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    diagnoser, given = Diagnoser(), cases(asked.size)
    one_round(diagnoser, given)
    rounds = [one_round(diagnoser, given) for _ in range(asked.rounds)]
    fresh = [one_round(diagnoser, all_new(given, number)) for number in range(asked.rounds)]
    object_ms, json_ms = (statistics.median(values) for values in zip(*rounds, strict=True))
    length = statistics.mean(len(case.notices[0].text) for case in given)
    figures = {
        "characters a notice": round(length),
        "ms to the diagnosis": round(object_ms, 2),
        "ms to its JSON": round(json_ms, 2),
        "ms, every sentence new": round(statistics.median([taken for taken, _ in fresh]), 2),
        "notices a second and core": round(1000 / object_ms, 1),
        "profile": shares(diagnoser, given),
    }
    if asked.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        if not isinstance(value, dict):
            print(f"{name:28s} {value}")
    for part, share in list(figures["profile"].items())[:12]:
        print(f"  {share:6.1%} {part}")


if __name__ == "__main__":
    main()
