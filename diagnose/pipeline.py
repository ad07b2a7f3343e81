"""The whole program on one screen: observe, infer, rank, plan."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from diagnose.conclusions import Finding, Ranked, Witnessed
from diagnose.engine import Firing, Key, Kind, engines_for
from diagnose.flags import Lacking, lacks_told, raised_flags, stops_drafting
from diagnose.knowledge import KnowledgeBase, default, load
from diagnose.observe import AnswerError, Observed, Observer
from diagnose.plan import actions_for, cautions_for, evidence_for, owners_of
from diagnose.rank import Ranker
from diagnose.result import Result, deduced, diagnosis_of, short
from facts_schema import Case, Diagnosis, Observation

__all__ = ["AnswerError", "Diagnoser", "diagnose"]


class Diagnoser:
    """Diagnoses cases with the built-in knowledge and a firm's own rules on top; threads may share it.

    Args:
        rules: folders laid out like ``rules/``, added to the built-in knowledge.
        knowledge: a knowledge base that is already loaded; then ``rules`` is not read.

    Raises:
        KnowledgeError: the rules break a law; the message lists every problem with file and line.
    """

    def __init__(self, rules: Sequence[str | Path] = (), knowledge: KnowledgeBase | None = None) -> None:
        if knowledge is None:
            knowledge = load([Path(folder) for folder in rules]) if rules else default()
        self.knowledge = knowledge
        self._observer = Observer(knowledge)
        self._engines = engines_for(knowledge)
        self._ranker = Ranker(knowledge)

    def diagnose(
        self, case: Case, as_of: dt.date | None = None, detail: Literal["full", "short"] = "full"
    ) -> Diagnosis:
        """Everything that can be concluded from a case, with every reason.

        Args:
            case: what is known.
            as_of: the day the case is judged on; else the case's own, else that of the latest notice.
            detail: ``short`` leaves out observations, checks and quotes, for bulk work.

        Raises:
            AnswerError: an answer or correction names no fact or question, or is no possible reply.
        """
        result = self._result(case, as_of)
        diagnosis = diagnosis_of(self.knowledge, self._ranker, result)
        return short(diagnosis) if detail == "short" else diagnosis

    def findings(self, case: Case, as_of: dt.date | None = None) -> tuple[Finding, ...]:
        """Every rule that fired, also under grounds that are not shown, by rule id."""
        return tuple(finding for _, finding in sorted(self._result(case, as_of).findings.items()))

    def ranking(self, case: Case, as_of: dt.date | None = None) -> tuple[Ranked, ...]:
        """Every ground that some finding speaks about, best first, shown or not."""
        return self._result(case, as_of).ranked

    def _result(self, case: Case, as_of: dt.date | None) -> Result:
        observed = self._observer.observe(case, as_of)
        with self._engines.borrow() as inference:
            fired = inference.run(observed.settled.answers)
            observed, behind = deduced(self.knowledge, observed, fired)
            findings = {
                rule: Finding(self.knowledge.rules_by_id[rule], seen.listings, seen.observations)
                for rule, seen in _witnessed(fired, behind, "rule").items()
            }
            ranked = self._ranker.rank(findings)
            shown = () if _good_news(self.knowledge, observed) else self._ranker.shown(ranked)
            following = frozenset(f.id for f in inference.show(r.item.id for _, r in owners_of(shown)))
        flags = raised_flags(self.knowledge, _witnessed(fired, behind, "flag"), shown)
        lacks = self._lacks(observed, _witnessed(fired, behind, "lack"))
        requests = observed.latest.requests if observed.latest else ()
        return Result(
            case=case,
            observed=observed,
            findings=findings,
            ranked=ranked,
            shown=shown,
            flags=flags,
            lacks=lacks,
            evidence=evidence_for(self.knowledge, case, shown, following, requests, [x.kind for x in lacks]),
            actions=() if stops_drafting(flags) else actions_for(case, shown, following),
            cautions=cautions_for(shown, following),
        )

    def _lacks(self, observed: Observed, fired: Mapping[str, Witnessed]) -> tuple[Lacking, ...]:
        """What the latest message finds missing, if it answers a submission."""
        latest = observed.latest
        answers = {kind.id for kind in self.knowledge.enforcement if kind.reply and kind.adverse}
        said = latest.observations if latest and latest.enforcement in answers else ()
        return lacks_told(self.knowledge, fired, said)


def _witnessed(
    fired: Iterable[Firing], behind: Mapping[Key, tuple[Observation, ...]], kind: Kind
) -> dict[str, Witnessed]:
    """What fired of one kind, by id: once, however many listings it fired for."""
    by_id: dict[str, list[Firing]] = defaultdict(list)
    for firing in fired:
        if firing.kind == kind:
            by_id[firing.id].append(firing)
    return {
        id: Witnessed(
            listings=tuple(sorted({f.listing for f in firings if f.listing})),
            observations=tuple(dict.fromkeys(o for f in firings for key in f.support for o in behind[key])),
        )
        for id, firings in sorted(by_id.items())
    }


def _good_news(knowledge: KnowledgeBase, observed: Observed) -> bool:
    """Whether the latest message ends the case: then no ground is shown."""
    latest = observed.latest.enforcement if observed.latest else None
    return any(kind.id == latest and not kind.adverse for kind in knowledge.enforcement)


@cache
def _default() -> Diagnoser:
    return Diagnoser()


def diagnose(case: Case, as_of: dt.date | None = None) -> Diagnosis:
    """Diagnose a case with the built-in knowledge, by one shared default :class:`Diagnoser`.

    Raises:
        AnswerError: an answer or correction names no fact or question.
    """
    return _default().diagnose(case, as_of)
