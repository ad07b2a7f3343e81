"""How metrics are called elsewhere, looked up in the knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from diagnose.intake.tables import squashed
from diagnose.knowledge import KnowledgeBase
from diagnose.knowledge.models import MetricKind


@dataclass(frozen=True)
class MetricNames:
    """Metrics by id, by the key of a report and by their name on the page."""

    knowledge: KnowledgeBase

    @cached_property
    def by_report_key(self) -> Mapping[str, MetricKind]:
        """Keys such as ``orderDefectRate.mfn``, squashed but for the point between a key and its block."""
        return {_key(key): kind for kind in self._kinds for key in kind.report_keys}

    @cached_property
    def by_page_name(self) -> Mapping[str, MetricKind]:
        """Names as they stand on the page, in lower case."""
        return {" ".join(name.lower().split()): kind for kind in self._kinds for name in kind.page_names}

    @cached_property
    def by_any_name(self) -> Mapping[str, MetricKind]:
        """Every way to name a metric in a case document, squashed."""
        names = {
            squashed(name): kind for kind in self._kinds for name in (*kind.page_names, *kind.report_keys)
        }
        return names | {squashed(kind.id): kind for kind in self._kinds}

    def of_report_key(self, key: str) -> MetricKind | None:
        """The metric a report means by a key."""
        return self.by_report_key.get(_key(key))

    def of_any_name(self, name: str) -> MetricKind | None:
        """The metric that a case document means."""
        return self.knowledge.metrics.get(name) or self.by_any_name.get(squashed(name))

    def amazon_side(self, kind: MetricKind) -> MetricKind | None:
        """The metric of orders fulfilled by Amazon that goes with one of orders fulfilled by the seller."""
        keys = (key.removesuffix(".mfn") + ".afn" for key in kind.report_keys if key.endswith(".mfn"))
        return next((found for key in keys if (found := self.of_report_key(key))), None)

    @property
    def _kinds(self) -> tuple[MetricKind, ...]:
        return tuple(reversed(list(self.knowledge.metrics.values())))  # of two with one name the first wins


def _key(key: str) -> str:
    return ".".join(squashed(part) for part in key.split("."))
