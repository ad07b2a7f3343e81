"""Arrow tables of cases into the flat table of diagnoses, alone or under an engine that spreads the work.

    ray.data.read_parquet("cases/").map_batches(TableClassifier(), batch_format="pyarrow")
    spark.read.parquet("cases/").mapInArrow(TableClassifier(), SPARK_SCHEMA)

A table has a column ``id`` and a column ``notice`` or other fields of the case document (docs/bulk.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from diagnose.bulk.arrow import SCHEMA, SPARK_SCHEMA, pyarrow
from diagnose.bulk.columns import ColumnError, columns_of
from diagnose.bulk.entries import Entry
from diagnose.bulk.lines import Classifier
from diagnose.knowledge import KnowledgeBase, load
from diagnose.pipeline import Diagnoser

__all__ = ["SCHEMA", "SPARK_SCHEMA", "ColumnError", "TableClassifier", "classify_table"]


class TableClassifier:
    """Classifies tables, record batches, or an iterator of batches; the answer has the shape of the question.

    It can be pickled and called in any process. There the knowledge is made ready once, at the first call;
    with ``rules`` of one's own it travels along, so that the folders need not be on the other machines.
    """

    def __init__(self, rules: Sequence[str | Path] = ()) -> None:
        self._knowledge: KnowledgeBase | None = load([Path(folder) for folder in rules]) if rules else None

    def __call__(self, cases: Any) -> Any:
        """The rows of the flat table for the rows of ``cases``, in their order.

        Raises:
            ColumnError: the columns cannot be used. What is wrong with a single row stands in its ``error``.
        """
        if isinstance(cases, pyarrow.Table):
            return pyarrow.Table.from_pylist(self._rows(cases), SCHEMA)
        if isinstance(cases, pyarrow.RecordBatch):
            return pyarrow.RecordBatch.from_pylist(self._rows(cases), SCHEMA)
        return self._batches(cases)

    def _batches(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return (self(batch) for batch in batches)

    def _rows(self, cases: pyarrow.Table | pyarrow.RecordBatch) -> list[dict[str, Any]]:
        columns = columns_of(cases.column_names)
        if "id" not in columns.fields.values():
            raise ColumnError(
                'There is no column "id"; it names the cases, for batches know no line numbers.'
            )
        named = cases.select(list(columns.fields)).rename_columns(list(columns.fields.values()))
        classifier = _ready(self._knowledge)
        return [row for given in named.to_pylist() for row in classifier.rows(_entry(given))]


_ready_here: dict[str, Classifier] = {}


def _ready(knowledge: KnowledgeBase | None) -> Classifier:
    """What this process classifies with, made once however often a callable is sent to it."""
    version = knowledge.version if knowledge else ""
    if version not in _ready_here:
        _ready_here[version] = Classifier(Diagnoser(knowledge=knowledge))
    return _ready_here[version]


def _entry(given: Mapping[str, Any]) -> Entry:
    named = given["id"] not in (None, "")
    return Entry(0, given, 1, problem="" if named else 'the column "id" is empty')


def classify_table(table: pyarrow.Table, rules: Sequence[str | Path] = ()) -> pyarrow.Table:
    """The flat table of diagnoses of a table of cases.

    Raises:
        ColumnError: the columns cannot be used.
        KnowledgeError: ``rules`` break a law.
    """
    answer: pyarrow.Table = TableClassifier(rules)(table)
    return answer
