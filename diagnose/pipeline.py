"""The whole program on one screen: observe, infer, rank, plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from diagnose.conclusions import Finding, Ranking, Witnessed
from diagnose.engine import engines_for
from diagnose.findings import deduced, findings_of, witnessed
from diagnose.flags import FlagRaiser, Lacking, lacks_told, stops_drafting
from diagnose.knowledge import ENGLISH, KnowledgeBase, default, load, told_in
from diagnose.likeness import Worded
from diagnose.lookahead import Settled
from diagnose.observe import AnswerError, Observed, Observer
from diagnose.open_facts import OpenFactLister
from diagnose.plan import EvidenceLister, actions_for, cautions_for, owners_of
from diagnose.rank import Ranker
from diagnose.result import Result, diagnosis_of
from diagnose.told import in_language
from facts_schema import Case, Diagnosis

__all__ = ["AnswerError", "Diagnoser", "diagnose"]


class Diagnoser:
    """Diagnoses cases with the built-in knowledge and a firm's own rules on top; threads may share it.

    Args:
        rules: folders laid out like ``rules/``, added to the built-in knowledge.
        knowledge: a knowledge base that is already loaded; then ``rules`` bring translations only.
        language: what the diagnoses are told in: ``en``, ``de``, ``fr`` or ``zh``. Ids never change; a text
            that is not translated stays English and ends with ``(en)``.

    Raises:
        KnowledgeError: the rules break a law, or there are no texts in that language; the message lists
            every problem with file and line.
    """

    def __init__(
        self,
        rules: Sequence[str | Path] = (),
        knowledge: KnowledgeBase | None = None,
        language: str = ENGLISH,
    ) -> None:
        packs = [Path(folder) for folder in rules]
        if knowledge is None:
            knowledge = load(packs) if rules else default()
        # What is observed is compared with what the client sent, so it is put into words at the end.
        self._observer = Observer(knowledge)
        self.knowledge = knowledge = told_in(knowledge, language, packs)
        self._engines = engines_for(knowledge)
        self._ranker = Ranker(knowledge)
        self._flags = FlagRaiser(knowledge)
        self._evidence = EvidenceLister(knowledge)
        self._open_facts = OpenFactLister(knowledge)

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
        result = self._result(case, as_of, detail == "short")
        diagnosis = diagnosis_of(self.knowledge, self._ranker, result, detail == "short")
        speech = self.knowledge.speech
        return in_language(diagnosis, speech) if speech else diagnosis

    def findings(self, case: Case, as_of: dt.date | None = None) -> tuple[Finding, ...]:
        """Every rule that fired, also under grounds that are not shown, by rule id."""
        return tuple(finding for _, finding in sorted(self._result(case, as_of).findings.items()))

    def ranking(self, case: Case, as_of: dt.date | None = None) -> Ranking:
        """Every ground that some finding speaks about, best first, shown or not."""
        return self._result(case, as_of).ranked

    @contextmanager
    def settled(self, case: Case, as_of: dt.date | None = None) -> Iterator[Settled]:
        """A case on which answers can be tried, each in a fraction of a diagnosis.

        Raises:
            AnswerError: an answer or correction names no fact or question, or is no possible reply.
        """
        observed = self._observer.observe(case, as_of)
        with self._engines.borrow() as inference:
            yield Settled(
                self.knowledge, self._ranker, case, observed, inference, lambda c: self.ranking(c, as_of)
            )

    def _result(self, case: Case, as_of: dt.date | None, short: bool = False) -> Result:
        observed = self._observer.observe(case, as_of)
        with self._engines.borrow() as inference:
            fired = inference.run(observed.settled.answers)
            observed, behind = deduced(self.knowledge, observed, fired)
            findings = findings_of(self.knowledge, fired, behind)
            worded = Worded(self.knowledge, observed, quoted=not short)
            ranked = self._ranker.rank(findings, worded)
            guess = not worded.names_none
            shown = () if _good_news(self.knowledge, observed) else self._ranker.shown(ranked, guess)
            following = frozenset(f.id for f in inference.show(r.item.id for _, r in owners_of(shown)))
        flags = self._flags.raised(witnessed(fired, behind, "flag"), shown)
        lacks = self._lacks(observed, witnessed(fired, behind, "lack"))
        requests = observed.latest.requests if observed.latest else ()
        return Result(
            case=case,
            observed=observed,
            findings=findings,
            ranked=ranked,
            shown=shown,
            flags=flags,
            lacks=lacks,
            evidence=self._evidence.evidence(
                case, shown, following, requests, [lacking.kind for lacking in lacks], short
            ),
            actions=() if stops_drafting(flags) else actions_for(case, shown, following),
            cautions=cautions_for(shown, following),
            open_facts=self._open_facts.open_facts(case, observed, shown, flags),
        )

    def _lacks(self, observed: Observed, fired: Mapping[str, Witnessed]) -> tuple[Lacking, ...]:
        """What the latest message finds missing, if it answers a submission."""
        latest = observed.latest
        if not fired or latest is None:
            return ()
        answers = {kind.id for kind in self.knowledge.enforcement if kind.reply and kind.adverse}
        return lacks_told(self.knowledge, fired, latest.observations if latest.enforcement in answers else ())


def _good_news(knowledge: KnowledgeBase, observed: Observed) -> bool:
    """Whether the latest message ends the case: then no ground is shown."""
    latest = observed.latest.enforcement if observed.latest else None
    return any(kind.id == latest and not kind.adverse for kind in knowledge.enforcement)


@cache
def _default(language: str) -> Diagnoser:
    return Diagnoser(language=language)


def diagnose(case: Case, as_of: dt.date | None = None, language: str = ENGLISH) -> Diagnosis:
    """Diagnose a case with the built-in knowledge, by one shared :class:`Diagnoser` for each language.

    Raises:
        AnswerError: an answer or correction names no fact or question.
        KnowledgeError: there are no texts in the language.
    """
    return _default(language).diagnose(case, as_of)
