"""The one place that imports pyarrow, so that all say alike how it is installed."""

from __future__ import annotations

try:
    import pyarrow
    import pyarrow.parquet
except ImportError as error:
    raise ImportError(
        'Parquet and Arrow tables need pyarrow: pip install "suspension-diagnosis[bulk]"', name="pyarrow"
    ) from error

from diagnose.bulk.flat import COLUMNS

__all__ = ["SCHEMA", "SPARK_SCHEMA", "pyarrow"]

_TYPES = {
    "rank": pyarrow.int32(),
    "probability": pyarrow.float64(),
    "rules": pyarrow.list_(pyarrow.string()),
    "missing": pyarrow.list_(pyarrow.string()),
}
SCHEMA = pyarrow.schema([(name, _TYPES.get(name, pyarrow.string())) for name in COLUMNS])
"""The flat table: one row a ground, at least one a case."""
SPARK_SCHEMA = (
    "case_id string, rank int, ground string, probability double, root_cause string, confidence string, "
    "rules array<string>, missing array<string>, knowledge_version string, error string"
)
"""The same as Spark writes it."""
