"""What the engines are measured on: the built-in knowledge with told cases, and random rules of its kind."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from diagnose import Case, Diagnoser
from diagnose.engine import Key
from diagnose.engine.compile import Branch, Condition, compile_rules

STORIES = Path(__file__).parent.parent / "tests" / "stories" / "develop.jsonl"


@dataclass(frozen=True)
class Workload:
    """Rules, the facts among theirs that are about a listing, and cases as settled facts."""

    name: str
    rules: tuple[Branch, ...]
    listing_facts: frozenset[str]
    cases: tuple[Mapping[Key, str], ...]

    @property
    def facts(self) -> float:
        """Facts a case, on average."""
        return sum(map(len, self.cases)) / len(self.cases)


def _listings(number: int, facts: list[str], chance: random.Random) -> dict[Key, str]:
    """Each listing with three facts of its own."""
    return {(fact, f"B0TEST{n:04}"): "yes" for n in range(number) for fact in chance.sample(facts, 3)}


def built_in(listings: int) -> Workload:
    """The built-in knowledge and the told cases of ``tests/stories``, with listings in each."""
    diagnoser = Diagnoser()
    about_listing = sorted(f.id for f in diagnoser.knowledge.facts.values() if f.about == "listing")
    chance = random.Random(1)
    cases = []
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        case = Case.model_validate(json.loads(line))
        observed = diagnoser.diagnose(case).observations
        told = {(o.fact, o.listing): o.answer for o in observed if o.origin != "deduction"}
        cases.append(told | _listings(listings, about_listing, chance))
    rules = compile_rules(diagnoser.knowledge)
    return Workload(f"built-in, {listings} ASINs", rules, frozenset(about_listing), tuple(cases))


def synthetic(rules: int, facts: int, listings: int, seed: int = 7) -> Workload:
    """Random rules of two to four conditions, one in ten a deduction, and twenty cases of account facts.

    The first 1,200 rules are the same for every number of rules. Further ones each ask for one of the facts
    that cases tell and for others that only they speak of: knowledge that grows touches known facts.
    """
    chance = random.Random(seed)
    account, own = [f"a{n}" for n in range(120)], [f"l{n}" for n in range(40)]
    made = []
    for number in range(rules):
        pool = (
            account if number < 1200 else [*chance.sample(account, 1), *(f"x{number}-{n}" for n in range(3))]
        )
        made.append(_rule(number, pool, own, chance))
    cases = tuple(
        {(fact, ""): chance.choice(("yes", "yes", "no")) for fact in chance.sample(account, facts)}
        | _listings(listings, own, chance)
        for _ in range(20)
    )
    return Workload(f"{rules} synthetic, {listings} ASINs", tuple(made), frozenset(own), cases)


def _rule(number: int, pool: list[str], own: list[str], chance: random.Random) -> Branch:
    wanted = (
        [pool[0], *chance.sample(pool[1:], chance.randint(1, 3))]
        if len(pool) == 4
        else (chance.sample(pool, chance.randint(2, 3)))
    )
    conditions = [Condition(fact, "yes" if chance.random() < 0.85 else "no", False) for fact in wanted]
    if chance.random() < 0.3:
        conditions[1:] = [Condition(fact, "yes", True) for fact in chance.sample(own, chance.randint(1, 2))]
    if number % 10 == 0 and not any(c.joined for c in conditions):
        return Branch("deduction", f"d{number}", tuple(conditions))
    if number % 10 == 1:
        conditions[0] = Condition(f"d{number - 1}", "yes", False)
    return Branch("rule", f"r{number}", tuple(conditions))
