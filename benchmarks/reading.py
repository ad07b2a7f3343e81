"""Reading and start-up: notices a second, where the time goes, growth with the text, cold and kept knowledge.

    python benchmarks/reading.py [NOTICES.jsonl ...] [--json FILE]

A notices file holds one object a line with a ``text``. Without arguments the notices of ``tests/notices`` are
read. Times are processor time of one process, best of several runs; start-up is wall time of whole processes,
the middle of several runs; ratios compare figures of this one run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from diagnose import Case, Diagnoser
from diagnose.knowledge.folding import fold
from diagnose.knowledge.sentences import cut
from diagnose.knowledge.wording import Phrasebook
from diagnose.observe import Observer
from diagnose.observe.language import LanguageTeller
from diagnose.observe.mentions import look_alikes, mentions_in
from diagnose.observe.notice import NoticeReader
from facts_schema import Notice

ROOT = Path(__file__).parent.parent
NOTICE = ROOT / "examples" / "late-shipment" / "notice.txt"
NOTICES = ROOT / "tests" / "notices"
Figures = dict[str, Any]
LOADING = "import diagnose.pipeline, time; t = time.perf_counter(); k = diagnose.pipeline.default(); "
WORKING = f"""import diagnose
diagnose.diagnose(diagnose.Case(notice=open({str(NOTICE)!r}).read()))
"""
# Not ru_maxrss: a process inherits that of the one that started it.
PEAK = "int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) / 1024"


def milliseconds(work: Callable[[Any], object], items: Sequence[Any], runs: int = 5) -> float:
    """Processor time for one item, the best of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        for item in items:
            work(item)
        best = min(best, time.process_time() - start)
    return best / len(items) * 1e3


def steps(texts: Sequence[str], diagnoser: Diagnoser) -> Figures:
    """What each step takes for one notice; reading holds the first five, observing holds reading."""
    knowledge = diagnoser.knowledge
    entries = knowledge.wordings["en"]
    book, reader, observer = Phrasebook(entries), NoticeReader(knowledge), Observer(knowledge)
    teller = LanguageTeller(knowledge.languages)
    sites = sorted({store.site for store in knowledge.marketplaces.values()})
    folded = [fold(text).text for text in texts]
    sentences = [(text, cut(text)) for text in folded]
    cases = [Case(notice=text) for text in texts]
    return {
        "fold": milliseconds(fold, texts),
        "cut into sentences": milliseconds(cut, folded),
        "hear new sentences": milliseconds(lambda pair: book._heard(*pair, book._ear.hear), sentences),
        "the whole wording, heard before": milliseconds(book.read, texts),
        "identifiers": milliseconds(lambda t: (mentions_in(Notice(text=t), 0), look_alikes(t, sites)), texts),
        "language": milliseconds(teller.tell, texts),
        "read a notice": milliseconds(lambda text: reader.read(Notice(text=text), 0), texts),
        "observe a case": milliseconds(observer.observe, cases),
        "diagnose a case": milliseconds(diagnoser.diagnose, cases, runs=3),
    }


def growth(texts: Sequence[str], diagnoser: Diagnoser) -> Figures:
    """Milliseconds for 1 KB to 1 MB, of plain text and of texts that repeat themselves."""
    reader = NoticeReader(diagnoser.knowledge)
    plain = "\n\n".join(texts)
    shapes = {
        "notices": plain,
        "one sentence": plain.translate(str.maketrans(".?!;\n", "     ")),
        "bullets under one line": "Please send:\n" + "- your identity could not be verified\n" * 30_000,
        "stops": "....x",
        "abbreviations": "e.g. a. ",
        "spaces": " ",
        "letters": "a",
        "digits": "1,",
        "addresses": "a.b-c@",
        "one phrase": "your late shipment rate exceeds ",
    }
    return {
        name: {size: _reading_time(reader, shape, size) for size in (1_000, 10_000, 100_000, 1_000_000)}
        for name, shape in shapes.items()
    }


def _reading_time(reader: NoticeReader, shape: str, size: int) -> float:
    text = (shape * (size // len(shape) + 1))[:size]
    notice = Notice(text=text, language="en")
    return milliseconds(lambda item: reader.read(item, 0), [notice], runs=1 if size > 100_000 else 3)


def start_up(runs: int = 5) -> Figures:
    """Wall seconds of whole processes, and peak memory in MB where the system tells it."""
    command = [sys.executable, "-m", "diagnose"]
    with tempfile.TemporaryDirectory() as folder:
        kept = {**os.environ, "DIAGNOSE_CACHE": folder}
        never = {**os.environ, "DIAGNOSE_CACHE": "off"}
        figures = {
            "python": _wall([sys.executable, "-c", "pass"], kept, runs),
            "diagnose --help": _wall([*command, "--help"], kept, runs),
            "import diagnose.api": _wall([sys.executable, "-c", "import diagnose.api"], kept, runs),
        }
        for name, environment in (("never kept", never), ("kept", kept)):
            _wall([*command, "case", str(NOTICE)], environment, 1)
            figures[f"diagnose case, {name}"] = _wall([*command, "case", str(NOTICE)], environment, runs)
            figures[f"knowledge ready, {name}"] = _told(LOADING, "time.perf_counter() - t", environment, runs)
        if Path("/proc/self/status").exists():
            figures["peak memory of a worker, MB"] = _told(WORKING, PEAK, kept, 1)
    return figures


def _wall(command: Sequence[str], environment: dict[str, str], runs: int) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _told(code: str, value: str, environment: dict[str, str], runs: int) -> float:
    command = [sys.executable, "-c", f"{code}print({value})"]
    told = [
        subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for _ in range(runs)
    ]
    return statistics.median(map(float, told))


def report(figures: Figures) -> None:
    """Print the figures as tables."""
    print(
        f"{figures['notices']} notices of {figures['characters']:.0f} characters, Python {figures['python']}"
    )
    whole = figures["steps"]["diagnose a case"]
    for name, taken in figures["steps"].items():
        print(f"  {name:22s} {taken:8.3f} ms  {1e3 / taken:9.0f} a second and core  {taken / whole:6.1%}")
    print("growth, ms" + " " * 18 + "1 KB      10 KB     100 KB       1 MB   1 MB : 100 KB")
    for name, sizes in figures["growth"].items():
        told = [sizes[size] for size in sorted(sizes)]
        print(f"  {name:22s}" + "".join(f"{taken:11.2f}" for taken in told) + f"{told[-1] / told[-2]:12.1f}")
    print("start-up, s")
    for name, taken in figures["start-up"].items():
        print(f"  {name:32s} {taken:8.3f}")
    faster = figures["start-up"]["knowledge ready, never kept"] / figures["start-up"]["knowledge ready, kept"]
    print(f"  knowledge that was kept is ready {faster:.1f} times as fast")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "files", nargs="*", type=Path, default=sorted((ROOT / "tests/notices").glob("*.jsonl"))
    )
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    arguments = parser.parse_args()
    texts = list(_texts(arguments.files))
    diagnoser = Diagnoser()
    figures = {
        "python": f"Python {platform.python_version()}",
        "notices": len(texts),
        "characters": statistics.mean(map(len, texts)),
        "steps": steps(texts, diagnoser),
        "growth": growth(texts, diagnoser),
        "start-up": start_up(),
    }
    report(figures)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _texts(files: Iterable[Path]) -> Iterable[str]:
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)["text"]


if __name__ == "__main__":
    main()
