"""Supposing answers gives what a full run with them gives, and leaves no trace."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from random_rules import ACCOUNT, ASINS, LISTING, branches

from diagnose.engine import Engines, Key
from diagnose.engine.compile import Branch
from diagnose.engine.trimmed import Facts

keys = st.one_of(
    st.tuples(st.sampled_from(ACCOUNT), st.just("")),
    st.tuples(st.sampled_from(LISTING), st.sampled_from(ASINS)),
)
answers = st.sampled_from(("yes", "yes", "no"))
supposed = st.dictionaries(keys, st.one_of(answers, st.none()), min_size=1, max_size=3)


def state(engine: Any) -> Any:
    """Everything that may bear on what the engine does next."""
    matcher = engine.matcher
    tables = [table for tables in matcher._tables.values() for table in tables]
    memories = [memory for table in tables for memory in table.memories.values()]
    matches = {match for found in matcher._matches_by_fact().values() for match in found}
    return (
        [(number, Facts._get_fact_id(fact)) for number, fact in engine.facts.items()],
        engine.facts.last_index,
        dict(engine.facts.reference_counter),
        (*engine.facts.added, *engine.facts.removed, *engine.agenda.activations, engine.running),
        dict(engine.settled),
        sorted((m.number, [f["__factid__"] for f in m.facts], sorted(m.context.items())) for m in matches),
        [sorted(fact["__factid__"] for fact in memory.facts.values()) for memory in memories],
        [sorted(branch.number for branch in memory.active) for memory in memories],
        [
            {key: sorted(f["__factid__"] for f in found.values()) for key, found in index.by_value.items()}
            for memory in memories
            for index in memory.indexes.values()
        ],
        sorted(branch.number for memory in memories for branch in memory.watching),
    )


@settings(deadline=None, max_examples=400)
@given(branches(), st.dictionaries(keys, answers, max_size=6), st.lists(supposed, min_size=1, max_size=4))
def test_supposing_is_running_with_the_answers_and_leaves_no_trace(
    rules: tuple[Branch, ...], base: dict[Key, str], tries: list[dict[Key, str | None]]
) -> None:
    engines = Engines(rules, frozenset(LISTING))
    with engines.borrow() as settled, engines.borrow() as plain:
        fired, supposing = settled.supposing(base)
        before = state(settled._engine)
        for one in tries:
            lost, gained = supposing.firings(one)
            assert state(settled._engine) == before
            replayed = {key: answer for key, answer in (base | one).items() if answer is not None}
            assert (set(fired) - lost) | gained == set(plain.run(replayed)), one
            assert lost <= set(fired) and gained.isdisjoint(fired)
