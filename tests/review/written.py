"""Letters of the tests: good ones with their cases, and each fault put into one of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from diagnose import Diagnoser, read_case
from diagnose.review import Given, Hearer, review
from facts_schema import Notice
from facts_schema.review import Review, ReviewFinding

HERE = Path(__file__).parent
GOOD = sorted(path.stem for path in (HERE / "good").glob("*.txt"))
ROOT_CAUSE_OF = {
    "late-shipment": ("ROOT CAUSE\n", "\nCORRECTIVE ACTIONS TAKEN"),
    "reviews-form": ("", "\n\nActions taken"),
}


@cache
def diagnoser() -> Diagnoser:
    return Diagnoser()


@cache
def hearer() -> Hearer:
    return Hearer(diagnoser().knowledge)


def text_of(name: str) -> str:
    return (HERE / "good" / f"{name}.txt").read_text(encoding="utf-8")


@cache
def given(name: str) -> Given:
    case = read_case(HERE / "good" / f"{name}.case.yaml")
    return Given(case, diagnoser().diagnose(case))


def reviewed(text: str, held_against: Given, previous: str | None = None) -> Review:
    before = Notice(text=previous) if previous is not None else None
    return review(
        Notice(text=text, source="letter.txt"),
        held_against,
        diagnoser().knowledge,
        hearer=hearer(),
        previous=before,
    )


@dataclass(frozen=True)
class Fault:
    """A good letter with one change, the rule that must find it, and the words on whose line."""

    letter: str
    rule: str
    line: str
    text: str

    def found(self) -> list[ReviewFinding]:
        findings = reviewed(self.text, given(self.letter)).findings
        return [finding for finding in findings if finding.rule == self.rule]

    @property
    def expected_line(self) -> int:
        return self.text.count("\n", 0, self.text.index(self.line)) + 1 if self.line else 0


def faults() -> list[Fault]:
    entries = yaml.safe_load((HERE / "faults.yaml").read_text(encoding="utf-8"))
    return [Fault(e["letter"], e["rule"], e["line"], _changed(text_of(e["letter"]), e)) for e in entries]


def _changed(text: str, entry: dict[str, Any]) -> str:
    if "old" in entry:
        assert entry["old"] in text, entry
        return text.replace(entry["old"], entry["new"])
    if "after" in entry:
        return text.replace(entry["after"] + "\n", f"{entry['after']}\n{entry['new']}\n")
    if "drop" in entry:
        for words in entry["drop"]:
            assert words in text, entry
            text = text.replace(words, entry["put"])
        return text
    if "root" in entry:
        before, after = ROOT_CAUSE_OF[entry["letter"]]
        start, end = text.index(before) + len(before), text.index(after)
        return text[:start] + entry["root"] + "\n" + text[end:]
    start, end = (text.index(words) for words in entry.get("cut") or entry["keep"])
    return text[:start] + text[end:] if "cut" in entry else text[start:end]
