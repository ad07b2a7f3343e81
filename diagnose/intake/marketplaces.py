"""Which store is meant: by code, Amazon's id, site, host, country or alias."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from diagnose.intake.tables import squashed
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.problems import did_you_mean


def marketplace_code(name: str, knowledge: KnowledgeBase) -> str | None:
    """The code of the store that a name means, or nothing."""
    return name if name in knowledge.marketplaces else _names(knowledge).get(squashed(name))


def unknown_marketplace(name: str, knowledge: KnowledgeBase) -> str:
    """The sentence about a store that nobody knows, with the nearest that is known."""
    stores = knowledge.marketplaces.values()
    guess = did_you_mean(name.strip(), [item for s in stores for item in (s.code, s.site, s.country)])
    return f'The marketplace "{name}" is not known.{guess}'


def marketplace_help(knowledge: KnowledgeBase) -> str:
    """What can be given as a marketplace."""
    return f"One of {', '.join(sorted(knowledge.marketplaces))}, or a site such as amazon.de, was expected."


def _names(knowledge: KnowledgeBase) -> Mapping[str, str]:
    stores = knowledge.marketplaces.values()
    own = {squashed(name): s.code for s in stores for name in (s.code, s.id, s.site, s.country, *s.aliases)}
    shared = Counter(host for s in stores for host in s.hosts)
    hosts = {squashed(host): s.code for s in stores for host in s.hosts if shared[host] == 1}
    return hosts | own


def sites_of(knowledge: KnowledgeBase) -> Mapping[str, str]:
    """The code of the store behind each site, such as ``amazon.de``."""
    return {store.site.casefold(): store.code for store in knowledge.marketplaces.values()}
