"""Classify a Polars frame: pip install "suspension-diagnosis[bulk]" polars"""

from pathlib import Path

import polars as pl

from diagnose.bulk.tables import TableClassifier

CASES = Path(__file__).with_name("cases.csv")

cases = pl.read_csv(CASES, infer_schema=False)
diagnoses = pl.DataFrame(TableClassifier()(cases.to_arrow()))
found = diagnoses.select("case_id", "ground", "probability", pl.col("error").is_null().alias("read"))
for row in found.iter_rows():
    print(*row, sep="\t")
