"""Inference: knowledge compiled once to experta; settled facts in, firings with their support out."""

from diagnose.engine.compile import Kind, compile_rules
from diagnose.engine.firing import Firing, Key
from diagnose.engine.infer import Engines, Inference
from diagnose.engine.suppose import Supposing
from diagnose.knowledge import KnowledgeBase

__all__ = ["Engines", "Firing", "Inference", "Key", "Kind", "Supposing", "engines_for"]


def engines_for(knowledge: KnowledgeBase) -> Engines:
    """Compile the knowledge and make the pool of engines for it."""
    listing_facts = frozenset(fact.id for fact in knowledge.facts.values() if fact.about == "listing")
    return Engines(compile_rules(knowledge), listing_facts)
