"""Classify cases inside DuckDB, a batch at a time: pip install "suspension-diagnosis[bulk]" duckdb"""

from pathlib import Path

import duckdb
import pyarrow as pa

from diagnose.bulk.tables import SCHEMA, TableClassifier

CASES = Path(__file__).with_name("cases.csv")

# Two connections: cases are still being read from the one while the other asks for their diagnoses.
reading, asking = duckdb.connect(), duckdb.connect()
cases = reading.read_csv(str(CASES), all_varchar=True).to_arrow_reader(1000)
diagnoses = pa.RecordBatchReader.from_batches(SCHEMA, TableClassifier()(cases))
found = asking.sql("select case_id, ground, probability, error is null as read from diagnoses")
for row in found.fetchall():
    print(*row, sep="\t")
