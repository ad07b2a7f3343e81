"""Arrow tables: the same rows as the command writes, in any process."""

from __future__ import annotations

import json
import pickle

import pytest

from diagnose.bulk import answered
from diagnose.bulk.entries import entries_of
from tests.support import diagnoser

pa = pytest.importorskip("pyarrow", reason='needs pip install "suspension-diagnosis[bulk]"')

from diagnose.bulk.tables import (  # noqa: E402
    SCHEMA,
    SPARK_SCHEMA,
    ColumnError,
    TableClassifier,
    classify_table,
)

CASES = [
    {
        "id": "late",
        "marketplace": "US",
        "notice": "Your account is deactivated: your late shipment rate is 7.3%.",
    },
    {"id": "news", "marketplace": "DE", "notice": "Your payout is on its way. No reply is required."},
    {"id": "bad", "marketplace": "Atlantis", "notice": "We removed your listing."},
    {"id": "two", "marketplace": "UK", "notice": "We removed your listings: items sold as new were used."},
]


def rows_of_the_command() -> list[dict[str, object]]:
    lines = [json.dumps(case).encode() for case in CASES]
    answers = answered(entries_of(lines), diagnoser(), form="rows")
    return [json.loads(row) for answer in answers for row in answer.text.split("\n")]


def test_a_table_gives_the_rows_that_the_command_gives() -> None:
    found = classify_table(pa.Table.from_pylist(CASES))
    assert found.schema == SCHEMA
    assert found.to_pylist() == rows_of_the_command()
    assert [row["error"] is None for row in found.to_pylist()].count(False) == 1


def test_a_pickled_callable_gives_the_shape_it_was_given() -> None:
    classify = pickle.loads(pickle.dumps(TableClassifier()))
    table = pa.Table.from_pylist(CASES)
    whole = classify(table)
    batches = table.to_batches(max_chunksize=1)
    assert isinstance(classify(batches[0]), pa.RecordBatch)
    assert pa.Table.from_batches(classify(iter(batches)), SCHEMA).equals(whole.combine_chunks())


def test_the_kind_of_text_column_does_not_matter() -> None:
    plain = pa.Table.from_pylist(CASES)
    large = plain.cast(pa.schema([(name, pa.large_string()) for name in plain.column_names]))
    coded = plain.set_column(1, "marketplace", plain["marketplace"].dictionary_encode())
    raw = plain.set_column(2, "notice", plain["notice"].cast(pa.binary()))
    assert all(classify_table(other).equals(classify_table(plain)) for other in (large, coded, raw))


def test_nested_columns_are_fields_of_the_case_document() -> None:
    health = [{"marketplace": "US", "metrics": [("late-shipment-rate", {"value": 0.073})]}]
    metric = pa.map_(pa.string(), pa.struct([("value", pa.float64())]))
    kind = pa.list_(pa.struct([("marketplace", pa.string()), ("metrics", metric)]))
    table = pa.table({"id": ["a"], "health": pa.array([health], kind)})
    (row,) = classify_table(table).to_pylist()
    assert (row["ground"], row["error"]) == ("late-shipment", None)


def test_a_row_without_an_id_is_an_error_value() -> None:
    (row,) = classify_table(pa.table({"id": pa.array([None], pa.string()), "notice": ["x"]})).to_pylist()
    assert (row["case_id"], row["error"]) == (None, 'the column "id" is empty')


def test_a_table_without_cases_gives_an_empty_table_with_the_columns() -> None:
    empty = classify_table(
        pa.Table.from_pylist([], pa.schema([("id", pa.string()), ("notice", pa.string())]))
    )
    assert (empty.num_rows, empty.schema) == (0, SCHEMA)


@pytest.mark.parametrize("columns", [["notice"], ["id"], ["id", "notise", "orders"]])
def test_columns_that_cannot_be_used_are_an_error(columns: list[str]) -> None:
    with pytest.raises(ColumnError):
        classify_table(pa.table({name: ["x"] for name in columns}))


def test_sparks_schema_names_the_same_columns() -> None:
    assert [part.split()[0] for part in SPARK_SCHEMA.split(", ")] == SCHEMA.names
