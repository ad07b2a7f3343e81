"""Cases out of Parquet, and the flat table into it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from diagnose.bulk.arrow import SCHEMA, pyarrow
from diagnose.bulk.columns import columns_of
from diagnose.bulk.entries import Entry
from diagnose.intake.content import Content

READ_ROWS = 64
ROW_GROUP = 20_000
"""Rows of the flat table; fixed, so that the same rows give the same bytes."""


def rows_in(content: Content) -> tuple[Iterator[Entry], int, tuple[str, ...]]:
    """The entries of a Parquet file, how many there are, and the columns that are left out.

    Raises:
        InputError: the file is damaged.
        ColumnError: its columns cannot be used.
    """
    stream = content.opened()
    try:
        file = pyarrow.parquet.ParquetFile(stream)
    except pyarrow.ArrowException as error:
        stream.close()
        what = f"The Parquet file cannot be read: {str(error).splitlines()[0]}"
        raise content.error(what, "A whole file was expected.", "Export it again.") from error
    columns = columns_of(file.schema_arrow.names)
    return _entries(content, file, columns.fields), file.metadata.num_rows, columns.left_out


def _entries(
    content: Content, file: pyarrow.parquet.ParquetFile, fields: Mapping[str, str]
) -> Iterator[Entry]:
    number = 0
    try:
        for batch in file.iter_batches(batch_size=READ_ROWS, columns=list(fields)):
            named = batch.rename_columns([fields[name] for name in batch.schema.names])
            for row in named.to_pylist():
                number += 1
                yield Entry(number, row, 1)
    except (pyarrow.ArrowException, OSError) as error:
        what = f"The Parquet file breaks off: {str(error).splitlines()[0]}"
        raise content.error(what, "A whole file was expected.", "Export it again.", number + 1) from error
    finally:
        file.close(force=True)


def write_rows(lines: Iterable[bytes], out: BinaryIO) -> None:
    """Write rows of the flat table, each a line of JSON, as Parquet."""
    rest = iter(lines)
    with pyarrow.parquet.ParquetWriter(out, SCHEMA) as writer:
        while group := list(islice(rest, ROW_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist([json.loads(line) for line in group], SCHEMA))
