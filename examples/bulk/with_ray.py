"""Classify with Ray Data, on this machine or a cluster: pip install "suspension-diagnosis[ray]" """

import os
from pathlib import Path

# Ray reports usage over the network, and asks for nobody's leave; client data and habits stay here.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray

from diagnose.bulk.tables import TableClassifier

CASES = Path(__file__).with_name("cases.csv")

if __name__ == "__main__":
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().execution_options.preserve_order = True
    cases = ray.data.read_csv(str(CASES)).repartition(2)
    diagnoses = cases.map_batches(TableClassifier(), batch_format="pyarrow", batch_size=1000)
    for row in diagnoses.iter_rows():
        print(row["case_id"], row["ground"], row["probability"], row["error"] is None, sep="\t")
