"""The same rules and facts for different engines. Each takes settled facts and gives what fired.

Every contender is built once and then concludes case after case from nothing: reset, declare, run. Findings
are ``(kind, id, listing)``; the runner refuses to time contenders whose findings differ.

- ``plain Python``: every branch read against a dictionary until nothing new is deduced. No agenda, no joins
  beyond the listing, no retraction: the floor that an inference engine is measured against.
- ``stock experta``: experta 1.9.4 as published, with Rete. Its facts are made by our shorter way, too.
- ``our matcher``: what the program runs.
- ``clipspy``: CLIPS, one assertion a fact, one call back to Python a firing (both measured faster than the
  alternatives of loading a text of facts and of asserting the findings).
- ``zen-engine``: two decision tables with one row a branch, for the account and for one listing; since it has
  no working memory it is called once for the account and once a listing, again until nothing new is deduced.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from diagnose.engine import Engines, Key
from diagnose.engine._experta import KnowledgeEngine
from diagnose.engine.compile import Branch

Finding = tuple[str, str, str]
_NONE = '""'
Contender = Callable[[Mapping[Key, str]], set[Finding]]


def _with_experta(rules: tuple[Branch, ...], listing_facts: frozenset[str], engine: Any = None) -> Contender:
    engines = Engines(rules, listing_facts, engine) if engine else Engines(rules, listing_facts)
    with engines.borrow() as inference:
        lent = inference

    def conclude(settled: Mapping[Key, str]) -> set[Finding]:
        return {(f.kind, f.id, f.listing) for f in lent.run(settled)}

    return conclude


def our_matcher(rules: tuple[Branch, ...], listing_facts: frozenset[str]) -> Contender:
    return _with_experta(rules, listing_facts)


def stock_experta(rules: tuple[Branch, ...], listing_facts: frozenset[str]) -> Contender:
    return _with_experta(rules, listing_facts, KnowledgeEngine)


def _listings(settled: Iterable[Key]) -> list[str]:
    return sorted({listing for _, listing in settled if listing})


def _in_rounds(
    fires: Callable[[Mapping[Key, str]], Iterable[tuple[Branch, str]]], listing_facts: frozenset[str]
) -> Contender:
    """Fire to closure: again for as long as something was deduced that nobody had told."""

    def conclude(settled: Mapping[Key, str]) -> set[Finding]:
        known, findings = dict(settled), set()
        more = True
        while more:
            more = False
            for rule, listing in fires(known):
                findings.add((rule.kind, rule.id, listing))
                deduced = rule.id, listing if rule.id in listing_facts else ""
                if rule.kind == "deduction" and deduced not in known:
                    known[deduced] = "yes"
                    more = True
        return findings

    return conclude


def plain_python(rules: tuple[Branch, ...], listing_facts: frozenset[str]) -> Contender:
    read = [
        (rule, [(c.fact, c.answer) for c in rule.conditions], [c.joined for c in rule.conditions])
        for rule in rules
        if not rule.shown
    ]

    def fires(known: Mapping[Key, str]) -> Iterable[tuple[Branch, str]]:
        listings = [*_listings(known), ""]
        for rule, conditions, joined in read:
            for listing in listings if any(joined) else ("",):
                for (fact, answer), about in zip(conditions, joined, strict=True):
                    if known.get((fact, listing if about else "")) != answer:
                        break
                else:
                    yield rule, listing

    return _in_rounds(fires, listing_facts)


def clips(rules: tuple[Branch, ...], listing_facts: frozenset[str]) -> Contender:
    from clips import Environment, Symbol

    environment = Environment()
    noted: list[tuple[int, str]] = []
    environment.define_function(lambda number, listing: noted.append((number, listing)), name="note")
    environment.build(
        "(deftemplate known (slot fact (type SYMBOL)) (slot answer (type SYMBOL))"
        " (slot listing (type STRING)))"
    )
    for number, rule in enumerate(rules):
        for text in _clips_rules(number, rule, listing_facts):
            environment.build(text)
    known = environment.find_template("known")
    symbols = {name: Symbol(name) for rule in rules for c in rule.conditions for name in (c.fact, c.answer)}

    def conclude(settled: Mapping[Key, str]) -> set[Finding]:
        noted.clear()
        environment.reset()
        for (fact, listing), answer in settled.items():
            known.assert_fact(
                fact=symbols.get(fact) or Symbol(fact),
                answer=symbols.get(answer) or Symbol(answer),
                listing=listing,
            )
        environment.run()
        return {(rules[number].kind, rules[number].id, listing) for number, listing in noted}

    return conclude


def _clips_rules(number: int, rule: Branch, listing_facts: frozenset[str]) -> Iterable[str]:
    """One rule that notes the firing; for a deduction one more that tells the fact where nobody denied it."""
    if rule.shown:
        return
    joined = any(c.joined for c in rule.conditions)
    conditions = " ".join(
        f"(known (fact {c.fact}) (answer {c.answer}) (listing {'?l' if c.joined else _NONE}))"
        for c in dict.fromkeys(rule.conditions)
    )
    yield f"(defrule r{number} {conditions} => (note {number} {'?l' if joined else _NONE}))"
    if rule.kind == "deduction":
        about = "?l" if rule.id in listing_facts else _NONE
        yield (
            f"(defrule d{number} {conditions} (not (known (fact {rule.id}) (answer no) (listing {about})))"
            f" => (assert (known (fact {rule.id}) (answer yes) (listing {about}))))"
        )


def zen(rules: tuple[Branch, ...], listing_facts: frozenset[str]) -> Contender:
    from zen import ZenEngine

    names: dict[str, str] = {}
    for rule in rules:
        for condition in rule.conditions:
            names.setdefault(condition.fact, f"f{len(names)}")
    numbered = [(n, rule) for n, rule in enumerate(rules) if not rule.shown]
    kinds = [
        [(n, rule) for n, rule in numbered if any(c.joined for c in rule.conditions) == about]
        for about in (False, True)
    ]
    account, listed = (ZenEngine().create_decision(_table(kind, names)) for kind in kinds)

    def rows(decision: Any, known: Mapping[Key, str], places: tuple[str, ...]) -> Iterable[Branch]:
        facts = {
            names[fact]: answer
            for (fact, place), answer in known.items()
            if place in places and fact in names
        }
        return [rules[row["n"]] for row in decision.evaluate({"f": facts})["result"]]

    def fires(known: Mapping[Key, str]) -> Iterable[tuple[Branch, str]]:
        yield from ((rule, "") for rule in rows(account, known, ("",)))
        own = {key: answer for key, answer in known.items() if key[0] in listing_facts}
        common = {key: answer for key, answer in known.items() if key[0] not in listing_facts}
        for listing in (*_listings(own), ""):
            here = common | {key: answer for key, answer in own.items() if key[1] == listing}
            yield from ((rule, listing) for rule in rows(listed, here, ("", listing)))

    return _in_rounds(lambda known: list(fires(known)), listing_facts)


def _table(rules: list[tuple[int, Branch]], names: Mapping[str, str]) -> str:
    place = {"position": {"x": 0, "y": 0}}
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when"}],
        "outputs": [{"id": "n", "name": "n", "field": "n"}],
        "rules": [
            {
                "_id": str(number),
                "when": " and ".join(f'f.{names[c.fact]} == "{c.answer}"' for c in rule.conditions),
                "n": str(number),
            }
            for number, rule in rules
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}, **place},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content, **place},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}, **place},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


CONTENDERS: dict[str, tuple[str | None, Callable[[tuple[Branch, ...], frozenset[str]], Contender]]] = {
    "our matcher": ("experta", our_matcher),
    "stock experta": ("experta", stock_experta),
    "clipspy": ("clipspy", clips),
    "zen-engine": ("zen-engine", zen),
    "plain Python": (None, plain_python),
}
"""Name -> the distribution that it needs, and how it is built."""


def versions() -> dict[str, str]:
    """The versions of the contenders that are installed."""
    found = {}
    for distribution in sorted({needed for needed, _ in CONTENDERS.values() if needed}):
        try:
            found[distribution] = version(distribution)
        except PackageNotFoundError:
            found[distribution] = "not installed"
    return found
