"""Classify with Spark (needs Java), here or on a cluster: pip install "suspension-diagnosis[spark]" """

import os
import sys
from pathlib import Path

# The workers run the Python that has diagnose installed.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark.sql import SparkSession

from diagnose.bulk.tables import SPARK_SCHEMA, TableClassifier

CASES = Path(__file__).with_name("cases.csv")

if __name__ == "__main__":
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False).getOrCreate()
    cases = spark.read.csv(str(CASES), header=True, escape='"')
    diagnoses = cases.mapInArrow(TableClassifier(), SPARK_SCHEMA)
    for row in diagnoses.collect():
        print(row["case_id"], row["ground"], row["probability"], row["error"] is None, sep="\t")
    spark.stop()
