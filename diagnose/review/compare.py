"""Two versions of a letter: which findings are gone, which are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facts_schema.review import Compared, ReviewFinding


def compared(before: Sequence[ReviewFinding], after: Sequence[ReviewFinding]) -> Compared:
    """Findings of both versions, matched by rule and words; lines may have moved."""
    gone, new = _without(before, after), _without(after, before)
    return Compared(gone=gone, new=new, still=len(after) - len(new))


def _without(some: Sequence[ReviewFinding], others: Sequence[ReviewFinding]) -> tuple[ReviewFinding, ...]:
    """Those that have no match among the others, each match used once."""
    left = Counter(map(_key, others))
    kept = []
    for finding in some:
        key = _key(finding)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(finding)
    return tuple(kept)


def _key(finding: ReviewFinding) -> tuple[str, str]:
    return finding.rule, " ".join((finding.quote or finding.says).casefold().split())
