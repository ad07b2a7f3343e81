"""Ranked grounds and root causes in words: reasons with their listings and figures filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diagnose.conclusions import Finding, Ranked, Weighed
from diagnose.flags import Lacking, Raised, shifted_outlook
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import RootCauseKind
from diagnose.observe import Observed, figure
from diagnose.plan import with_listings
from diagnose.rank import Ranker
from facts_schema import Flag, Ground, Lack, Reason, RootCause

_GAP = re.compile(r"\{[\w.-]+\}")


class Speaker:
    """Puts ranked grounds and their reasons into words."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        ranker: Ranker,
        observed: Observed,
        flags: Sequence[Raised] = (),
        short: bool = False,
    ) -> None:
        self._knowledge = knowledge
        self._ranker = ranker
        self._observed = observed
        self._flags = flags
        self._short = short
        self._known = {fact for fact, _ in observed.settled.answers}

    def ground(self, ranked: Ranked) -> Ground:
        item = ranked.ground
        outlook, shifts = shifted_outlook(item, self._flags)
        return Ground(
            id=item.id,
            title=item.title,
            family=item.family,
            pack=item.pack,
            means=item.means,
            probability=ranked.probability,
            confidence=self._ranker.confidence(ranked.probability),
            standing=ranked.standing,
            remedy=item.remedy,
            outlook=outlook,
            outlook_because=" ".join((item.outlook_because, *shifts)),
            because=self._reasons(ranked.to),
            against=self._reasons(ranked.away),
            listings=ranked.listings,
            root_causes=tuple(self._root_cause(item.id, cause) for cause in ranked.root_causes),
            often_confused_with=item.often_confused_with,
        )

    def flag(self, raised: Raised) -> Flag:
        kind, listings = raised.kind, raised.by.listings
        return Flag(
            id=kind.id,
            kind=kind.kind,
            text=with_listings(kind.because, listings or self._observed.named_listings),
            do=with_listings(kind.do, listings or self._observed.named_listings),
            grounds=raised.grounds,
            listings=listings,
            basis=kind.basis,
            pack=kind.pack,
            sources=kind.sources,
            observations=() if self._short else raised.by.observations,
        )

    def lack(self, lacking: Lacking) -> Lack:
        kind = lacking.kind
        return Lack(
            id=kind.id,
            title=kind.title,
            part=kind.part,
            do=kind.do,
            evidence=kind.evidence,
            basis=kind.basis,
            pack=kind.pack,
            sources=kind.sources,
            observations=() if self._short else lacking.by.observations,
        )

    def _root_cause(self, ground: str, ranked: Ranked) -> RootCause:
        item = ranked.item
        assert isinstance(item, RootCauseKind)
        return RootCause(
            id=item.id,
            title=item.title,
            probability=ranked.probability,
            confidence=self._ranker.confidence(ranked.probability),
            basis=item.basis,
            pack=item.pack,
            because=self._reasons(ranked.to),
            against=self._reasons(ranked.away),
            listings=ranked.listings,
            missing=tuple(
                fact for fact in self._knowledge.askable[ground, item.id] if fact not in self._known
            ),
        )

    def _reasons(self, weighed: Sequence[Weighed]) -> tuple[Reason, ...]:
        return tuple(self._reason(item) for item in weighed)

    def _reason(self, weighed: Weighed) -> Reason:
        rule = weighed.finding.rule
        sign = 1 if rule.points == "to" else -1
        return Reason(
            rule=rule.id,
            text=self._filled(rule.because, weighed.finding),
            strength=rule.strength,
            weight=round(sign * weighed.weight, 4),
            basis=rule.basis,
            pack=rule.pack,
            counts_with=rule.counts_with or "",
            sources=rule.sources,
            listings=weighed.finding.listings,
            observations=() if self._short else weighed.finding.observations,
        )

    def _filled(self, text: str, finding: Finding) -> str:
        """Put listings, figures and the words that were seen into a sentence."""
        listings = finding.listings or self._observed.named_listings
        text = with_listings(text, listings)
        for observation in finding.observations:
            for metric in observation.grounds_on if observation.origin == "metric" else ():
                unit = self._knowledge.metrics[metric].unit
                text = text.replace(f"{{{metric}}}", figure(observation.value, unit))
                text = text.replace(f"{{{metric}.target}}", figure(observation.limit, unit))
        if "{words}" in text:
            text = text.replace("{words}", finding.observations[0].says)
        if "{" in text and _GAP.search(text) and finding.observations:
            return finding.observations[0].says  # It was told, not read from a report: there is no figure.
        return text
