"""The laws of the knowledge: what must hold across files. Each is one small function."""

from __future__ import annotations

from collections.abc import Iterator

from diagnose.knowledge.base import KnowledgeBase
from diagnose.knowledge.laws import facts, flags, grounds, handover, names, prose, review
from diagnose.knowledge.laws.world import Law, World
from diagnose.knowledge.problems import Problem
from diagnose.knowledge.reader import Draft

__all__ = ["COMPLETE", "SOUND", "broken"]

SOUND: tuple[Law, ...] = (
    names.ids_are_unique,
    names.retired_ids_stay_retired,
    names.names_used_are_defined,
    facts.deductions_have_no_circle,
    facts.measures_are_complete,
    facts.filters_fit_their_rows,
    facts.questions_can_be_answered,
    flags.flags_are_complete,
    handover.phrases_are_there,
    handover.clocks_have_a_length,
    prose.gaps_can_be_filled,
    prose.phrases_can_be_read,
    prose.scopes_are_known,
    review.review_phrases_can_be_read,
    review.review_rules_can_hear,
    review.review_words_are_of_something,
)
"""Laws without which the program cannot run: they are checked whenever knowledge is loaded."""

COMPLETE: tuple[Law, ...] = (
    names.file_names_are_ids,
    names.files_are_listed,
    names.names_defined_are_used,
    names.languages_are_known,
    facts.facts_can_be_known,
    facts.heard_facts_are_worded,
    facts.denied_facts_can_be_no,
    grounds.grounds_can_win_alone,
    grounds.grounds_have_root_causes,
    grounds.root_causes_can_be_found,
    grounds.remedies_have_what_they_need,
    grounds.confusion_is_mutual,
    grounds.no_rule_is_a_weaker_copy,
    grounds.practice_is_modest,
    flags.flags_cite_a_source,
    handover.handover_cites_a_source,
    handover.contacts_are_there,
    prose.checks_cite_a_source,
    prose.nothing_is_left_to_fill_in,
    review.review_rules_cite_a_source,
)
"""Laws of good knowledge: what breaks them runs, but is unfinished or misleading."""


def broken(base: KnowledgeBase, draft: Draft, laws: tuple[Law, ...] = SOUND + COMPLETE) -> Iterator[Problem]:
    """Every breach of the laws."""
    world = World(base, draft)
    for law in laws:
        yield from law(world)
