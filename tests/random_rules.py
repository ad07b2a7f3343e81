"""Random rules of our language over a few facts, for tests of the engine."""

from __future__ import annotations

from hypothesis import strategies as st

from diagnose.engine.compile import Branch, Condition, Kind

ACCOUNT = ("a", "b", "c", "d")
LISTING = ("l", "m", "n")
ASINS = ("", "B1", "B2", "B3")

conditions = st.builds(
    lambda fact, answer: Condition(fact, answer, fact in LISTING),
    st.sampled_from(ACCOUNT + LISTING),
    st.sampled_from(("yes", "no")),
)
kinds: tuple[Kind, ...] = ("rule", "deduction", "evidence")


@st.composite
def branches(draw: st.DrawFn) -> tuple[Branch, ...]:
    made = []
    for number in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(kinds))
        id = draw(st.sampled_from(ACCOUNT + LISTING)) if kind == "deduction" else f"r{number}"
        wanted = tuple(draw(st.lists(conditions, min_size=1, max_size=4)))
        made.append(Branch(kind, id, wanted, shown="g" if kind == "evidence" else ""))
    return tuple(made)
