"""Rows of a table as case documents."""

from __future__ import annotations

import datetime as dt

import pytest

from diagnose.bulk.columns import ColumnError, columns_of, document_of
from diagnose.bulk.entries import BadEntry


@pytest.mark.parametrize("written", ["Notice", "notice text", "NOTICE_TEXT", "Text", "message"])
def test_a_column_is_known_however_it_is_written(written: str) -> None:
    assert columns_of(["Case ID", written]).fields == {"Case ID": "id", written: "notice"}


def test_columns_without_a_meaning_are_left_out_and_told() -> None:
    assert columns_of(["id", "notice", "client", "opened by"]).left_out == ("client", "opened by")


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["id", "notise", "orders"], 'Did you mean "notice"?'),
        (["id", "notice", "text"], '"notice" and "text" both mean "notice"'),
        (["id", "marketplace", "client"], 'a column "notice" was expected'),
        ([], "not none"),
    ],
)
def test_columns_that_cannot_be_used_are_an_error(header: list[str], said: str) -> None:
    with pytest.raises(ColumnError) as caught:
        columns_of(header)
    assert said in str(caught.value)


def test_empty_cells_say_nothing() -> None:
    assert document_of({"id": " ", "notice": "x", "answers": None, "as_of": float("nan")}) == {"notice": "x"}


def test_replies_are_pairs_or_json() -> None:
    pairs = document_of({"answers": "a=yes; b@B0ABCD1234=2 ;\nc=x,y"})
    assert pairs == {"answers": {"a": "yes", "b@B0ABCD1234": "2", "c": "x,y"}}
    assert document_of({"answers": '{"a": true}'}) == {"answers": {"a": True}}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"answers": "a=yes; b"}, 'holds "b": FACT=VALUE'),
        ({"answers": "a=yes; a=no"}, 'tells "a" twice'),
        ({"listings": "[{"}, 'the column "listings" is not JSON'),
    ],
)
def test_a_cell_that_cannot_hold_its_field_is_an_error(row: dict[str, str], said: str) -> None:
    with pytest.raises(BadEntry) as caught:
        document_of(row)
    assert said in str(caught.value)


def test_nested_columns_lose_what_nobody_gave() -> None:
    row = {"id": 17, "notice": b"caf\xe9", "answers": [("a", True)], "as_of": dt.datetime(2026, 1, 31, 8)}
    row |= {"listings": [{"asin": "B0ABCD1234", "sku": None}]}
    assert document_of(row) == {
        "id": "17",
        "notice": "café",
        "answers": {"a": True},
        "as_of": dt.date(2026, 1, 31),
        "listings": [{"asin": "B0ABCD1234"}],
    }
